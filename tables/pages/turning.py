"""Pages turned upright: writing that runs up, down or upside down in the file is read as a reader would hold it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from msgspec import Struct

from tables.pages.marks import Glyph, Rule

Segment: TypeAlias = tuple[int, int, int, int]
Mark: TypeAlias = tuple[str, int, int, int, int, int, int, int]

_made = tuple.__new__
"""Makes a Glyph of its fields in half the time that the call of the class takes."""


class Turn(Struct, frozen=True):
    """The page box in the file (y upwards) and the quarter turns to the left by which its writing is turned."""

    quarter: int
    left: int
    bottom: int
    right: int
    top: int

    @property
    def width(self) -> int:
        """Width of the upright page."""
        return self.right - self.left if self.quarter % 2 == 0 else self.top - self.bottom

    @property
    def height(self) -> int:
        """Height of the upright page."""
        return self.top - self.bottom if self.quarter % 2 == 0 else self.right - self.left

    def point(self, x: int, y: int) -> tuple[int, int]:
        """A point of the file on the upright page, y downwards.

        >>> Turn(0, 0, 0, 600, 800).point(10, 790), Turn(1, 0, 0, 600, 800).point(10, 790)
        ((10, 10), (790, 10))
        """
        x, y = x - self.left, y - self.bottom
        wide, high = self.right - self.left, self.top - self.bottom
        return ((x, high - y), (y, x), (wide - x, y), (high - y, wide - x))[self.quarter]

    def back(self, x: int, y: int) -> tuple[int, int]:
        """The point of the file that is (x, y) on the upright page.

        >>> turn = Turn(3, 5, 7, 600, 800)
        >>> turn.back(*turn.point(10, 790))
        (10, 790)
        """
        wide, high = self.right - self.left, self.top - self.bottom
        a, b = ((x, high - y), (y, x), (wide - x, y), (wide - y, high - x))[self.quarter]
        return a + self.left, b + self.bottom


def upright_glyphs(turn: Turn, marks: Iterable[Mark]) -> list[Glyph]:
    """Characters of the file, as (text, left, bottom, right, top, origin x, origin y, quarter), on the upright page."""
    high, base, side = turn.top - turn.bottom, turn.bottom, turn.left
    found: list[Glyph] = []
    for text, x0, y0, x1, y1, ox, oy, _ in marks:
        if turn.quarter == 0:
            # Nearly every page: spelled out, because this runs once for every character.
            left, right = (x0 - side, x1 - side) if x0 <= x1 else (x1 - side, x0 - side)
            bottom, top = high - y0 + base, high - y1 + base
            baseline = high - oy + base
        else:
            (ax, ay), (bx, by) = turn.point(x0, y0), turn.point(x1, y1)
            left, right, top, bottom = min(ax, bx), max(ax, bx), min(ay, by), max(ay, by)
            baseline = turn.point(ox, oy)[1]
        # Some fonts claim boxes many times their size: nothing printed on a line is that much taller than wide.
        size, widest = bottom - top, 2 * (right - left) + 400
        if size > widest:
            size = widest
        if top < baseline - size:
            top = baseline - size
        if bottom > baseline + size // 2:
            bottom = baseline + size // 2
        found.append(_made(Glyph, (text, left, top, right, bottom, baseline, size, 100)))
    return found


def upright_rule(
    turn: Turn, horizontals: Iterable[Segment], verticals: Iterable[Segment]
) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """Rules of the file, as (x0, y0, x1, y1), on the upright page: horizontal ones, vertical ones."""
    flat: list[Rule] = []
    steep: list[Rule] = []
    for segments, lying in ((horizontals, turn.quarter % 2 == 0), (verticals, turn.quarter % 2 == 1)):
        for x0, y0, x1, y1 in segments:
            (ax, ay), (bx, by) = turn.point(x0, y0), turn.point(x1, y1)
            if lying:
                flat.append(Rule((ay + by) // 2, min(ax, bx), max(ax, bx)))
            else:
                steep.append(Rule((ax + bx) // 2, min(ay, by), max(ay, by)))
    return tuple(flat), tuple(steep)
