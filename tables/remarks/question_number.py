"""The number of a question, drawn beside its figure in strokes: no font has to be in the file, and paper shows it."""

from __future__ import annotations

from collections.abc import Iterator

WIDE, GAP = 260, 130
"""Width of a digit and the space behind it, in hundredths of a point; a digit is twice as high as wide."""

Stroke = tuple[tuple[int, int], ...]

CORNERS = {"a": (0, 0), "b": (1, 0), "c": (0, 1), "d": (1, 1), "e": (0, 2), "f": (1, 2)}
"""The corners of a digit: two across, three down."""

DIGITS = {
    "0": "abfeca", "1": "bdf", "2": "abdcef", "3": "abdfe dc", "4": "acd bdf",
    "5": "bacdfe", "6": "bacefdc", "7": "abdf", "8": "abfeca cd", "9": "dcabdfe",
}  # fmt: skip
"""Each digit as lines from corner to corner."""


def number_size(number: int) -> tuple[int, int]:
    """Width and height of the drawing of `number`.

    >>> number_size(7), number_size(12)
    ((260, 520), (650, 520))
    """
    return len(str(number)) * (WIDE + GAP) - GAP, 2 * WIDE


def number_strokes(number: int, left: int, top: int) -> Iterator[Stroke]:
    """The lines that draw `number` with its upper left corner at (`left`, `top`), y downwards.

    >>> list(number_strokes(1, 0, 0))
    [((260, 0), (260, 260), (260, 520))]
    """
    for place, digit in enumerate(str(number)):
        shift = left + place * (WIDE + GAP)
        for line in DIGITS[digit].split():
            yield tuple((shift + CORNERS[name][0] * WIDE, top + CORNERS[name][1] * WIDE) for name in line)
