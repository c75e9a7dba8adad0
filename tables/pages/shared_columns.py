"""One set of columns for a table over several pages, also for a page whose rules leave some of them out.

The last page of a table may hold nothing but the total, whose label covers the columns of codes: without their rules
the page seems to have fewer columns. Where all its rules stand where rules of the page before stand, its cells move.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from tables.layout import Line, Segment

NEAR = 300
"""Rules at most three points apart on two pages are the same rule."""


def with_shared_columns(blocks: Sequence[Line | Segment]) -> list[Line | Segment]:
    """`blocks`, every grid with the columns of the grid on the page before if its rules are some of that one's.

    A line of words between the two is the caption of another table, which has columns of its own.
    """
    found: list[Line | Segment] = []
    last: Segment | None = None
    for block in blocks:
        if isinstance(block, Line):
            last = None
        else:
            if last is not None and last.page is not None and block.page == last.page + 1:
                block = _in_columns_of(last, block)
            last = block
        found.append(block)
    return found


def _in_columns_of(wide: Segment, narrow: Segment) -> Segment:
    """`narrow` with the columns of `wide`, or as it is where its rules stand elsewhere."""
    if not narrow.edges or not narrow.width < wide.width or len(wide.edges) != wide.width + 1:
        return narrow
    places = [_place(edge, wide.edges) for edge in narrow.edges]
    known = [place for place in places if place is not None]
    if len(known) < len(places) or known != sorted(set(known)) or known[0] != 0 or known[-1] != wide.width:
        return narrow
    cells = tuple(
        replace(cell, column=known[cell.column], columns=known[cell.column + cell.columns] - known[cell.column])
        for cell in narrow.cells
    )
    margins = tuple(replace(margin, column=known[margin.column]) for margin in narrow.margins)
    return replace(narrow, cells=cells, width=wide.width, margins=margins, edges=wide.edges)


def _place(edge: int, edges: Sequence[int]) -> int | None:
    best = min(range(len(edges)), key=lambda at: abs(edges[at] - edge))
    return best if abs(edges[best] - edge) <= NEAR else None
