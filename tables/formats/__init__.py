"""One file, one format: bytes to a Layout."""
