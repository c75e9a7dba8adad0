"""The offline bundle: the program with all its parts, for machines that reach no network (`make bundle`)."""
