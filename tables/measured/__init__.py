"""What a figure measures: its concept and whose it is, by one key for cells and narrative."""
