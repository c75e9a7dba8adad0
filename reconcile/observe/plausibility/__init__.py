"""What the observations of plausibility share: figures of one line in several columns and tables."""
