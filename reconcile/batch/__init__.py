"""Many documents: which there are, who judges them, and what becomes of each."""
