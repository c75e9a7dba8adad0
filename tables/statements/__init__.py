"""What sentences say of their figures, as typed statements."""
