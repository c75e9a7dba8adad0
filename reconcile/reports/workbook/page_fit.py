"""How a sheet lies on A4: upright or across, and on how many pages, so that it can be read and few are nearly empty.

Lengths are whole hundredths of a point, reckoned from the widths and heights the sheet was given.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from openpyxl.worksheet.worksheet import Worksheet

UNIT, LINE = 525, 1500
"""A column unit (a digit of 11 points), and a row of which no height was said."""

SMALLEST = 62
"""Percent to which a sheet may shrink and still be read."""

LONG, SHORT = 84200 - 9360, 59500 - 5760
"""What the margins leave of the sheet of paper: below the head margin, and between the side margins."""

ACROSS_LONG, ACROSS_SHORT = 84200 - 5760, 59500 - 9360


class PageFit(Struct, frozen=True):
    """Across or upright, and the pages beside and below one another."""

    landscape: bool
    wide: int
    tall: int


def fit(width: int, height: int, head: int) -> PageFit:
    """The fewest pages on which a sheet can be read, whose rows above `head` points stand on every page; of equals that
    with the larger print.

    >>> fit(width=60000, height=70000, head=6000)
    PageFit(landscape=False, wide=1, tall=1)
    >>> fit(width=120000, height=60000, head=6000).landscape
    True
    """
    return min(_choices(width, height, head), key=lambda choice: choice[:3])[-1]


def _choices(width: int, height: int, head: int) -> Iterator[tuple[int, int, int, PageFit]]:
    for landscape, room, tall in ((False, SHORT, LONG), (True, ACROSS_LONG, ACROSS_SHORT)):
        wide = -(-width * SMALLEST // (room * 100))
        most = min(100, room * wide * 100 // max(width, 1))
        pages = _pages(height, head, tall, most)
        fewer = pages if pages <= 1 else _pages(height, head, tall, max(SMALLEST, most * 85 // 100))
        size = most
        while fewer < pages and size > SMALLEST and _pages(height, head, tall, size) > fewer:
            size -= 1
        yield wide * fewer, wide, -size, PageFit(landscape, wide, fewer)


def _pages(height: int, head: int, tall: int, size: int) -> int:
    """The pages below one another at a size in percent, the head on each."""
    room = tall * 100 // size - head
    return max(1, -(-(height - head) // max(room, 1)))


def lay_on_pages(sheet: Worksheet, widths: int, repeated: tuple[int, int]) -> None:
    """The sheet, `widths` units wide, prints on the fewest pages; the rows `repeated` (first, last) stand on each."""
    heights = [_height(sheet, row) for row in range(1, sheet.max_row + 1)]
    head = sum(heights[repeated[0] - 1 : repeated[1]])
    chosen = fit(widths * UNIT, sum(heights), head)
    sheet.page_setup.orientation = "landscape" if chosen.landscape else "portrait"
    sheet.page_setup.fitToWidth = chosen.wide
    sheet.page_setup.fitToHeight = chosen.wide and (chosen.tall if chosen.tall <= FITTED else 0)


FITTED = 3
"""Pages below one another that a sheet is fitted to; more are left to the program that prints."""


def _height(sheet: Worksheet, row: int) -> int:
    height = sheet.row_dimensions[row].height if row in sheet.row_dimensions else None
    return LINE if height is None else int(height * 100)
