"""Office files as packages of parts: their limits, their conversion, and the words of a Word document."""
