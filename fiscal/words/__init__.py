"""The words of budgets: budgets, levels, stages, subjects of the classification, and one writing of every sign."""
