"""The workbook: questions, tables with live formulas, relations, debt, coverage."""
