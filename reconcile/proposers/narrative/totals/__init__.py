"""Checks of totals in the narrative: lists and their whole, receipts against outlays."""
