"""A Review as it lies on the disk: written by the process that judged it, asked by the server by figure and page."""
