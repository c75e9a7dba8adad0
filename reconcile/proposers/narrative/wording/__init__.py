"""Checks of words and order: what rises, what is part of what, one figure told twice."""
