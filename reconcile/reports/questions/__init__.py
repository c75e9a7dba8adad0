"""The letter to the finance department."""
