"""Reading in a process of its own: whatever a file does to the libraries that read it, it costs that file only."""
