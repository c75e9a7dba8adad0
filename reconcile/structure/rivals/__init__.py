"""Other readings of what a table claims, made by its structure alone and only where the likeliest does not hold."""
