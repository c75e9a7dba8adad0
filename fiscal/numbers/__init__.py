"""Numbers as they are printed: digits, unit, hedge, and the interval that they stand for; columns of exact integers."""
