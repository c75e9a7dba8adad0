"""Web pages: which characters the bytes mean, which words are shown, and which tables hold data."""
