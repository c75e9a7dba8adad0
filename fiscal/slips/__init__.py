"""Slips of the pen and of the recogniser: which change of a printed number a person or a program would make."""
