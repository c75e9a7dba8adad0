"""Rows of cells with spans to a Segment: what two claim goes to the first, columns where none begins are closed."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from tables.decode import UnreadableDocument
from tables.layout import Cell, Segment

MOST_PLACES = 4_000_000
MOST_COLUMNS = 2000


def segment_of(cells: Iterable[Cell], reader: str) -> Segment | None:
    """The grid of the given cells, or None where there is none; their columns count as the document counts them.

    Raises UnreadableDocument with reason "too-many-cells".
    """
    listed = list(cells)
    if not listed:
        return None
    starts = sorted({cell.column for cell in listed})
    place = {column: index for index, column in enumerate(starts)}
    height = max(cell.row for cell in listed) + 1
    if len(starts) > MOST_COLUMNS or len(starts) * height > MOST_PLACES:
        raise UnreadableDocument("too-many-cells")
    taken: set[tuple[int, int]] = set()
    found, budget = [], MOST_PLACES
    for cell in sorted(listed, key=lambda c: (c.row, c.column)):
        left, top = place[cell.column], cell.row
        width = sum(cell.column <= start < cell.column + cell.columns for start in starts[left : left + cell.columns])
        tall = min(cell.rows, height - top)
        budget -= tall * width
        if budget < 0:
            raise UnreadableDocument("too-many-cells")
        places = {(row, column) for row in range(top, top + tall) for column in range(left, left + width)}
        if places & taken:
            tall, width, places = 1, 1, {(top, left)}
        if (top, left) in taken:
            continue
        taken |= places
        found.append(replace(cell, column=left, rows=tall, columns=width))
    return _without_empty(Segment(tuple(found), height, len(starts), reader=reader))


def _without_empty(segment: Segment) -> Segment:
    """The grid without columns in which nothing is printed and nothing spans."""
    used = {column for c in segment.cells if c.text.strip() for column in range(c.column, c.column + c.columns)}
    kept = [column for column in range(segment.width) if column in used]
    if len(kept) == segment.width or not kept:
        return segment
    place = {column: index for index, column in enumerate(kept)}
    cells = []
    for cell in segment.cells:
        covered = [place[column] for column in range(cell.column, cell.column + cell.columns) if column in place]
        if covered:
            cells.append(replace(cell, column=covered[0], columns=len(covered)))
    return replace(segment, cells=tuple(cells), width=len(kept))
