"""Columns that are computed from others: totals, balances, rates, shares, printed formulas."""
