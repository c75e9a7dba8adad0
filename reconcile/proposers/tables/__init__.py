"""Checks within and between tables."""
