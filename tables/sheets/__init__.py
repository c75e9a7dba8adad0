"""Spreadsheets: what a cell displays, what of a sheet is shown, and which of it stands together as one table."""
