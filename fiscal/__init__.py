"""What a government budget means: quantities, periods, budgets, documents, tables, figures and relations."""

__version__ = "0.1.0"
