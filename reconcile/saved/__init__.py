"""Reviews read back from what was written."""
