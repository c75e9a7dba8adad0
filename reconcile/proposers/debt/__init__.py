"""Checks of local government debt: limits, balances, bonds and their uses."""
