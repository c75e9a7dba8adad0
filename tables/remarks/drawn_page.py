"""A page that was drawn, as it is handed from the process that draws to the one that shows it."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct


class PageCuts(NamedTuple):
    """Where a page can be cut, in hundredths of a point from its top: at `rules`, and in the middle of blank `gaps`.

    `left` and `right` are the ends of its rulings, or of its print where it has none; 0 where nothing is known.
    """

    rules: tuple[int, ...] = ()
    gaps: tuple[int, ...] = ()
    left: int = 0
    right: int = 0


UNKNOWN = PageCuts()


class Drawing(Struct, frozen=True):
    """A page as a PNG file; width and height are those of the page, in hundredths of a point."""

    png: bytes
    width: int
    height: int
    cuts: PageCuts = UNKNOWN
