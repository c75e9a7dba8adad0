"""How a document gives up its tables and figures: one reader per format, all into the same Document."""
