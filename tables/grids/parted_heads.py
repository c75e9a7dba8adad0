"""Tables whose header alone stands at the end of a page: it is joined to the rows at the top of the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from tables.cell_words import is_number, is_stub
from tables.grids.grid_rows import GridRow, page_of
from tables.grids.runs import Run

DEEPEST = 3
"""Rows of a header that may be left behind alone."""


def with_parted_heads(runs: Iterable[Run]) -> Iterator[Run]:
    """The runs, with one that is nothing but a header joined to the next if that goes on with figures on the next page.

    Both have as many columns, and no line of text stands between them.
    """
    head: Run | None = None
    for run in runs:
        if head is not None:
            if _goes_on(head, run):
                run = replace(
                    run,
                    indexes=(*head.indexes, *run.indexes),
                    rows=(*head.rows, *run.rows),
                    covers=(*head.covers, *run.covers),
                )
            else:
                yield head
            head = None
        if _is_head(run):
            head = run
        else:
            yield run
    if head is not None:
        yield head


def _is_head(run: Run) -> bool:
    """True for a few rows of words off a page that begin like a header."""
    rows = run.rows
    return (
        len(rows) <= DEEPEST
        and page_of(rows[0]) is not None
        and is_stub(rows[0].cell(0))
        and not any(is_number(cell) for row in rows for cell in row.cells)
    )


def _goes_on(head: Run, run: Run) -> bool:
    before, after = page_of(head.rows[-1]), page_of(run.rows[0])
    if before is None or after != before + 1 or run.indexes[0] != head.indexes[-1] + 1:
        return False
    return len(head.rows[0].cells) == len(run.rows[0].cells) and not is_stub(run.rows[0].cell(0)) and _figured(run.rows)


def _figured(rows: Iterable[GridRow]) -> bool:
    return any(is_number(cell) for row in rows for cell in row.cells[1:])
