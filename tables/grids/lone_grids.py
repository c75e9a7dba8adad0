"""Grids with figures that became no table, because nothing says what they are: they are told, never dropped."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise

from fiscal.document import Note
from tables.cell_words import is_amount, squeezed
from tables.grids.runs import Run
from tables.grids.shown_figures import melted_figures

FEWEST_ROWS = 2
FEWEST_FIGURES = 4
_SHOWN = 3


def lone_grids(runs: Iterable[Run], used: Collection[int]) -> Iterator[Note]:
    """A note DOC25 for every grid of which no table was made although it has figures in several rows.

    `used` are the 1-based lines that tables take up. Cells that only blanks hold apart are no grid.
    """
    for run in runs:
        if not run.firm or not run.rows or any(row.line in used for row in run.rows):
            continue
        if is_contents(run):
            continue
        rows = [sum(is_amount(c) for c in row.cells[1:]) + sum(map(melted_figures, row.cells)) for row in run.rows]
        count = sum(rows)
        melted = any(melted_figures(cell) for row in run.rows for cell in row.cells)
        if count >= FEWEST_FIGURES and (sum(map(bool, rows)) >= FEWEST_ROWS or melted):
            labels = [text for row in run.rows if (text := row.cells[0].strip())][:_SHOWN]
            shown = "、".join(f"「{label[:20]}」" for label in labels)
            yield Note("DOC25", f"{count}个数的格子没有表头、表名和单位，没有作为表格核对：{shown}", run.rows[0].line)


def is_contents(run: Run) -> bool:
    """True for a table of contents: one whole number at the end of a row, and these only rise."""
    rows = [[cell for cell in row.cells[1:] if is_amount(cell)] for row in run.rows]
    if any(len(row) > 1 for row in rows):
        return False
    pages = [squeezed(row[0]).strip("()（）") for row in rows if row]
    if not all(page.isdecimal() and len(page) <= 3 for page in pages):
        return False
    return all(int(a) <= int(b) for a, b in pairwise(pages))
