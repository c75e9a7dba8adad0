"""Tables, columns and rows that speak of the same thing: at two levels of government, or twice in one document."""
