"""One margin for a table over several pages: a page on which only lower levels stand must not make them the highest.

The indents of a grid without uprights count from its own leftmost label. Grids that follow one another with the same
columns, as the pages of one table do, are made to count from the leftmost label of them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from tables.cell_words import is_number
from tables.layout import Line, Segment

FARTHEST = 8
"""Margins more than eight characters apart are not two levels of one table."""


def with_shared_margins(blocks: Sequence[Line | Segment]) -> list[Line | Segment]:
    """`blocks` with the indents of every run of like grids counted from one margin."""
    found = list(blocks)
    run: list[int] = []
    for at, block in enumerate(blocks):
        if not isinstance(block, Segment):
            continue
        last = blocks[run[-1]] if run else None
        if not (isinstance(last, Segment) and _alike(last, block)):
            _share(found, run)
            run = []
        run.append(at)
    _share(found, run)
    return found


def _alike(one: Segment, other: Segment) -> bool:
    """True for grids of one table: as many columns, labels in the same ones, on pages that follow one another."""
    if not one.margins or one.page is None or other.page is None:
        return False
    same = [margin.column for margin in one.margins] == [margin.column for margin in other.margins]
    return same and one.width == other.width and other.page - one.page <= 1


def _share(blocks: list[Line | Segment], run: Iterable[int]) -> None:
    """Sets in the labels of each grid by what its margins lie to the right of the leftmost ones."""
    grids = [(at, block) for at in run if isinstance(block := blocks[at], Segment)]
    if len(grids) < 2:
        return
    leasts = [
        min(margin.offset for margin in column) for column in zip(*(grid.margins for _, grid in grids), strict=True)
    ]
    for at, grid in grids:
        for margin, least in zip(grid.margins, leasts, strict=True):
            deeper = (margin.offset - least + margin.em // 4) * 2 // margin.em
            if 0 < deeper <= 2 * FARTHEST:
                grid = _set_in(grid, deeper, margin.column)
        blocks[at] = grid


def _set_in(block: Segment, deeper: int, column: int) -> Segment:
    cells = (
        replace(cell, indent=cell.indent + deeper)
        if cell.column == column and cell.columns == 1 and not is_number(cell.text)
        else cell
        for cell in block.cells
    )
    return replace(block, cells=tuple(cells))
