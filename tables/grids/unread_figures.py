"""How many figures of a grid are printed and were not read, row by row: coverage counts what is there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from fiscal.document import Unread
from tables.cell_words import is_amount, is_blank, is_number
from tables.grids.faults import unread_cells
from tables.grids.grid import expected_columns
from tables.grids.grid_rows import GridRow
from tables.grids.lone_grids import is_contents
from tables.grids.runs import Run
from tables.grids.shown_figures import figures_in, melted_figures, shows_figure
from tables.grids.table_blocks import TableBlock


def unread_in_tables(blocks: Iterable[TableBlock]) -> Iterator[Unread]:
    """The figures in cells of tables that could not be read, in columns left aside, beyond the last column, and melted
    into a label.
    """
    for block in blocks:
        for row, cell in unread_cells(block.header, block.body, block.roles):
            yield from _told(row, figures_in(cell))
        wanted = expected_columns(block.header, block.body)
        for row in block.body:
            if not block.side:
                yield from _told(row, sum(figures_in(cell) for cell in row.cells[wanted:] if not is_blank(cell)))
            yield from _told(row, melted_figures(row.cell(block.roles.label)))


def unread_in_grids(runs: Iterable[Run], used: Collection[int]) -> Iterator[Unread]:
    """The figures in grids that became no table; `used` are the 1-based lines that tables take up."""
    for run in runs:
        if not run.firm or any(row.line in used for row in run.rows) or is_contents(run):
            continue
        for row in run.rows:
            yield from _told(row, _in_cells(row.cells))


def _in_cells(cells: Sequence[str]) -> int:
    """What has a unit of its own is read as prose is; of the rest nobody says what it counts."""
    bare = sum(is_number(cell) or (shows_figure(cell) and not is_amount(cell)) for cell in cells[1:])
    return bare + sum(map(melted_figures, cells))


def _told(row: GridRow, count: int) -> Iterator[Unread]:
    if count:
        yield Unread(count, row.line)
