"""Pages turned upright: writing that runs up, down or upside down in the file is read as a reader would hold it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tables.pages.marks import Glyph, Rule

Segment = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Turn:
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


def upright_glyph(turn: Turn, mark: tuple[str, int, int, int, int, int, int]) -> Glyph:
    """A character of the file, as (text, left, bottom, right, top, origin x, origin y), on the upright page."""
    text, x0, y0, x1, y1, ox, oy = mark
    ax, ay = turn.point(x0, y0)
    bx, by = turn.point(x1, y1)
    baseline = turn.point(ox, oy)[1]
    left, top, right, bottom = min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)
    # Some fonts claim boxes many times their size: nothing printed on a line reaches more than an em above it.
    size = min(bottom - top, 2 * max(right - left, 1) + 400)
    return Glyph(text, left, max(top, baseline - size), right, min(bottom, baseline + size // 2), baseline, size)


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
