"""Reports render a Review; they never compute."""
