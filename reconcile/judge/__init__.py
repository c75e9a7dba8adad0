"""The judge: the one place that compares numbers, and where the reading of a claim is chosen."""
