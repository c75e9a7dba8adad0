"""From a grid of cells to a Table: captions, header, body, labels, and what stays open."""
