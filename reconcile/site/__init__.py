"""A static site over a store: pages that show what was found and compute nothing but where lines are drawn."""
