"""How wide and how high cells must be to be read in print: whole points and whole column units, the same everywhere.

No spreadsheet program sizes the rows of a file it did not write, so the heights are reckoned from the texts: a Chinese
character is two letters wide, a run of letters and digits is not broken. The reckoning errs on the high side.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from openpyxl.worksheet.worksheet import Worksheet

from fiscal import late_patterns as re

HIGHEST = 220
"""Points; a higher row does not print well."""

LINE = {8: 11, 9: 12, 10: 13, 11: 15}
"""Points from line to line, by font size."""

SIZES = (10, 9, 8)
"""Font sizes for running text: a smaller one where the row would grow too high."""

_PIECES = re.compile(r"[!-~]+| |[^!-~ ]")


def units(text: str) -> int:
    """The width of a text on one line, in letters.

    >>> units("合计"), units("1,234"), units("附表1")
    (4, 5, 5)
    """
    return sum(2 if unicodedata.east_asian_width(one) in "WFA" else 1 for one in text)


def lines(text: str, width: int, size: int = 10) -> int:
    """The lines that `text` fills in a column `width` units wide, in a font of `size` points; at least one.

    >>> lines("合计", 10), lines("合计与各项之和", 10), lines("合计\\n小计", 10)
    (1, 2, 2)
    """
    room = max(2, (width - 1) * 10 // size)
    return sum(_wrapped(line, room) for line in text.split("\n")) or 1


def _wrapped(line: str, room: int) -> int:
    count, used = 1, 0
    for piece in _PIECES.findall(line):
        wide = units(piece)
        if used and used + wide > room:
            count, used = count + 1, 0
        count += max(0, wide - 1) // room
        used += wide if wide <= room else (wide - 1) % room + 1
    return count


def fit_row(
    sheet: Worksheet, row: int, cells: Iterable[tuple[str, int]], size: int = 10, highest: int = HIGHEST
) -> None:
    """The row is as high as the highest of its cells needs, each given by its text and width in units."""
    needed = max([1, *(lines(text, width, size) for text, width in cells)])
    sheet.row_dimensions[row].height = min(highest, _height(needed, size))


def _height(count: int, size: int) -> int:
    """Points for so many lines; every sixth has one to spare, for letters in a font of the printer's own are wider."""
    return (count + count // 6) * LINE[size] + 4


def size_for(texts: Sequence[tuple[str, int]], highest: int = HIGHEST) -> int:
    """The largest of `SIZES` at which no text is cut off by a row of `highest` points; the smallest if there is none.

    >>> size_for([("合计", 10)]), size_for([("合计" * 300, 40)])
    (10, 8)
    """
    for size in SIZES:
        if all(_height(lines(text, width, size), size) <= highest for text, width in texts):
            return size
    return SIZES[-1]


def fits_row(text: str, width: int, highest: int = HIGHEST) -> bool:
    """True if a row of `highest` points shows the whole text in a column `width` units wide, in the smallest font.

    >>> fits_row("合计", 10), fits_row("合计" * 3000, 10)
    (True, False)
    """
    return _height(lines(text, width, SIZES[-1]), SIZES[-1]) <= highest


def width_for(texts: Iterable[str], least: int, most: int) -> int:
    """The column units that the longest of `texts` needs on one line in a font of 11 points, within bounds."""
    return max(least, min(most, max([0, *map(units, texts)]) * 11 // 10 + 2))
