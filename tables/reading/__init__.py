"""Choosing the reader of a file and running it in a process of its own, within limits."""
