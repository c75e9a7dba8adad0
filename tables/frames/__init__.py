"""Tables as pandas DataFrames of exact amounts."""
