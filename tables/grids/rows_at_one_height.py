"""Rows of two pages that stand at one height: the same printed row, parted between two sheets of paper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from fiscal import late_patterns as re
from tables.cell_words import is_blank, is_number, squeezed
from tables.layout import Cell, Segment

_CHINESE = re.compile("[一-鿿]")
LEVEL = 150
"""Middles of rows at most one and a half points apart are at one height."""
MOST_MERGED = 6
"""Rows beside one label."""
BLANK = 3
"""One row in so many may have nothing on the right."""


class Rows(Struct, frozen=True):
    """The rows below the header of a grid: their numbers, all from `head` on, and the heights of their middles."""

    head: int
    numbers: tuple[int, ...]
    centres: tuple[int, ...]


def labelled_rows(segment: Segment) -> Rows | None:
    """The rows of a grid whose first column holds words; None if it does not."""
    return _rows(segment, labelled=True)


def numbered_rows(segment: Segment) -> Rows | None:
    """The rows of a grid whose first column holds nothing but numbers below its header, and no column labels, which may
    stand behind their codes; None if it is another.
    """
    return _rows(segment, labelled=False)


def _rows(segment: Segment, *, labelled: bool) -> Rows | None:
    named = 1 if _is_counted(segment) else 0
    first = [cell for cell in segment.cells if cell.column == named and cell.text.strip()]
    words = [cell for cell in first if not is_number(cell.text)]
    head = _head(segment, named)
    if labelled:
        if 2 * len(words) < len(first) or not words:
            return None
    else:
        head = min((cell.row for cell in first if is_number(cell.text)), default=segment.height)
        if named or _are_codes(first, segment) or any(cell.row >= head and not is_blank(cell.text) for cell in words):
            return None
    heights = _heights(segment, named)
    rows = tuple(row for row in range(head, segment.height) if row in heights)
    centres = tuple(heights[row] for row in rows)
    if not rows or len(rows) != segment.height - head or any(a >= b for a, b in pairwise(centres)):
        return None
    return Rows(head, rows, centres)


def _are_codes(first: Sequence[Cell], segment: Segment) -> bool:
    """True if the first column holds codes, and the one behind it says in Chinese what the rows are."""
    behind = [cell for cell in segment.cells if cell.column == 1 and _CHINESE.search(cell.text)]
    return 2 * len(behind) > segment.height and all(
        squeezed(cell.text).isdecimal() for cell in first if is_number(cell.text)
    )


def _is_counted(segment: Segment) -> bool:
    """True if the first column only numbers the rows (序号)."""
    texts = [squeezed(cell.text) for cell in sorted(segment.cells, key=lambda c: c.row) if cell.column == 0]
    numbers = [int(text) for text in texts if text.isdecimal() and len(text) <= 4]
    return len(numbers) > 1 and all(b == a + 1 for a, b in pairwise(numbers)) and len(numbers) + 1 >= len(texts)


def _head(segment: Segment, named: int) -> int:
    """How many rows are header: those above the first number behind a label; without numbers the first row."""
    rows = [cell.row for cell in segment.cells if cell.column > named and is_number(cell.text)]
    return min(rows, default=1 if segment.height > 1 else 0)


def _heights(segment: Segment, named: int) -> dict[int, int]:
    """The middle of every row: that of its numbers, else that of its label, else of anything in it."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for cell in segment.cells:
        if cell.box is not None and squeezed(cell.text):
            rank = (
                0
                if is_number(cell.text) and cell.rows == 1 and cell.column >= named
                else 1
                if cell.column == named
                else 2
            )
            found[cell.row].append((rank, (cell.box[1] + cell.box[3]) // 2))
    return {row: min(middles)[1] for row, middles in found.items()}


def met(left: Rows, right: Rows) -> list[list[int]] | None:
    """For each row on the left the places in `right.centres` of the rows beside it; None unless every row on the right
    is beside one, and, unless all rows are at one height, few on the left beside none.

    Several rows stand beside one label that is in the middle of them, or that the edge of the page cuts. Of the ways in
    which the edge cuts the first label the one with the fewest blanks is meant; where two have as few, none is certain.

    >>> met(Rows(1, (1, 2, 3), (100, 1000, 2250)), Rows(1, (1, 2, 3), (105, 2000, 2500)))
    [[0], [], [1, 2]]
    >>> met(Rows(1, (1, 2), (100, 1000)), Rows(1, (1, 2), (500, 1000))) is None
    True
    """
    whole = _way(left.centres, right.centres, None)
    if whole and all(len(group) < 2 for group in whole):
        return whole
    ways = [whole] if whole else [_way(left.centres, right.centres, size) for size in range(1, MOST_MERGED + 1)]
    found = sorted((sum(1 for group in way if not group), way) for way in ways if way is not None)
    if not found or found[0][0] * BLANK > len(left.centres) or (len(found) > 1 and found[0][0] == found[1][0]):
        return None
    return found[0][1]


def _way(left: Sequence[int], right: Sequence[int], size: int | None) -> list[list[int]] | None:
    """The rows beside each label from the top; the first label is cut by the edge of the page and has `size` rows, or
    is whole.
    """
    found: list[list[int]] = []
    at = 0
    for number, centre in enumerate(left):
        if not number and size is not None:
            cut = size <= len(right) and centre < right[size - 1]
            group = size if cut else 0
        else:
            group = _group(right, at, centre, number == len(left) - 1)
        found.append(list(range(at, at + group)))
        at += group
    return found if at == len(right) else None


def _group(centres: Sequence[int], at: int, centre: int, last: bool) -> int:
    """How many rows from `at` on stand beside the row at the height `centre`; the edge of the page may cut the last."""
    for size in range(1, min(MOST_MERGED, len(centres) - at) + 1):
        if abs((centres[at] + centres[at + size - 1]) // 2 - centre) <= LEVEL:
            return size
    left = len(centres) - at
    if last and 1 < left <= MOST_MERGED and centres[at] < centre < 2 * centres[-1] - centres[-2]:
        return left
    return 0
