"""Dots and dashes that stand alone in a cell: a recogniser of words takes — for 一 and sees nothing in ……

“……” stands for rows left out; what counts is how many dots there are, so they are counted. A dash says “nothing here”.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tables.ocr.ink import Box, Picture, Shapes
from tables.ocr.recognise import Sign

FEWEST, MOST = 3, 12
"""A row of fewer dots is punctuation or dust, of more a leader in a table of contents."""

LARGEST, WIDEST = 3, 12
"""A dot is at most so many points wide, and two in a row stand at most so many points apart."""

MARGIN = 9
"""The uppermost and the lowest ninth of a page hold its number."""

SURENESS = 90
"""A row of dots, or a dash, is plain to see, percent."""

DASH = (Sign("—", 500, SURENESS),)
"""What a dash says."""


def dot_rows(ink: Shapes, texts: Sequence[Box], picture: Picture) -> list[tuple[Box, int]]:
    """The boxes of rows of dots that stand alone, and the number of dots in each."""
    largest, widest = picture.pixels(LARGEST), picture.pixels(WIDEST)
    small = ink[(ink[:, 2] - ink[:, 0] <= largest) & (ink[:, 3] - ink[:, 1] <= largest)]
    rows: list[list[tuple[int, int, int, int]]] = []
    for left, top, right, bottom, _ in (map(int, shape) for shape in small[np.argsort(small[:, 0], kind="stable")]):
        for row in reversed(rows):
            level = abs(top + bottom - row[-1][1] - row[-1][3]) <= 4
            if level and row[-1][2] <= left <= row[-1][2] + widest and _even(row, left, largest):
                row.append((left, top, right, bottom))
                break
        else:
            rows.append([(left, top, right, bottom)])
    found = []
    for row in rows:
        box = (row[0][0], min(dot[1] for dot in row), row[-1][2], max(dot[3] for dot in row))
        if FEWEST <= len(row) <= MOST and not _in_line(box, texts, ink):
            found.append((box, len(row)))
    return found


def _even(row: Sequence[tuple[int, int, int, int]], left: int, slack: int) -> bool:
    """True if the next dot stands as far from the last as that from the one before."""
    return len(row) < 2 or abs((left - row[-1][0]) - (row[-1][0] - row[-2][0])) <= slack


def _in_line(box: Box, texts: Sequence[Box], ink: Shapes) -> bool:
    """True if the dots stand in a line of text with other characters, which will be read as a whole."""
    left, top, right, bottom = box
    middle = (top + bottom) // 2
    for text in texts:
        if text[1] <= middle < text[3] and text[0] <= right and left <= text[2]:
            tall = (ink[:, 3] - ink[:, 1]) * 3 > text[3] - text[1]
            inside = (ink[:, 0] >= text[0]) & (ink[:, 2] <= text[2]) & (ink[:, 1] >= text[1]) & (ink[:, 3] <= text[3])
            if (tall & inside).any():
                return True
    return False


def signs_of(dots: int) -> tuple[Sign, ...]:
    """The characters for so many dots: three make an ellipsis.

    >>> "".join(sign.text for sign in signs_of(6)), "".join(sign.text for sign in signs_of(5))
    ('……', '.....')
    """
    text = "…" * (dots // 3) if dots % 3 == 0 else "." * dots
    return tuple(Sign(char, (2 * i + 1) * 500 // len(text), SURENESS) for i, char in enumerate(text))


def dashes(boxes: Sequence[Box], height: int) -> list[Box]:
    """The boxes that hold nothing but a dash, on a page of so many pixels: flat, and not the first of their row, where
    it would be the number 一, unless they belong to a page number (— 3 —).
    """
    usual = int(np.median([bottom - top for _, top, _, bottom in boxes])) if boxes else 0
    found = []
    for box in boxes:
        left, top, right, bottom = box
        wide, high = right - left, bottom - top
        flat = high * 4 <= usual <= wide * 3 and 3 * high <= wide <= 3 * usual
        middle = (top + bottom) // 2
        margin = not height < middle * MARGIN < height * (MARGIN - 1)
        if flat and (margin or any(other[2] <= left and other[1] <= middle < other[3] for other in boxes)):
            found.append(box)
    return found
