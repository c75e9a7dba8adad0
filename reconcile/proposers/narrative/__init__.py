"""Checks within the narrative."""
