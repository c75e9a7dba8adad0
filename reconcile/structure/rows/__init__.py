"""Which rows of a table are totals, which are their parts, and what shows it."""
