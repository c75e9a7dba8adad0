"""Checks of rates in the narrative: growth, completion, shares, changes."""
