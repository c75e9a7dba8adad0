"""A page that was drawn, as it is handed from the process that draws to the one that shows it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Drawing:
    """A page as a PNG file; width and height are those of the page, in hundredths of a point."""

    png: bytes
    width: int
    height: int
