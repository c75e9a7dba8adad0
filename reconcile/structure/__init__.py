"""How the rows of a table belong together: which are totals, which are parts, and what shows it.

Names, classification codes, indentation, numbering and arithmetic over all columns are weighed together. What comes
out is structure only: which rows are said to add up to which. Whether they do is for the judge.
"""
