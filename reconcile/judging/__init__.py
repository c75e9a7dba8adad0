"""How the one judge decides each kind of relation: by adding the ends of intervals exactly, never by a tolerance."""
