"""Checks of the narrative against tables, and of documents and years against each other."""
