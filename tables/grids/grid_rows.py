"""The rows of a grid, with the cells of the page or sheet they were read from, and how deep its header reaches."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from tables.cell_words import is_elision, is_number
from tables.layout import Cell

MOST_SPANNED = 8


class Origin(Struct, frozen=True):
    """A cell of a page or sheet, as its reader gave it."""

    cell: Cell
    page: int | None = None
    sheet: str | None = None


class GridRow(Struct, frozen=True):
    """One line of a grid: its 1-based number and its cells as printed; the label keeps the blanks before it.

    `origins` are the cells of the page it was read from, where it was read from a page; None where a span covers one.
    """

    line: int
    cells: tuple[str, ...]
    origins: tuple[Origin | None, ...] = ()

    @property
    def elided(self) -> bool:
        """True if the row says “……” and nothing else."""
        printed = False
        for cell in self.cells:
            if cell and not cell.isspace():
                if not is_elision(cell):
                    return False
                printed = True
        return printed

    def cell(self, index: int) -> str:
        """The cell at `index`, empty where the row is too short."""
        return self.cells[index] if index < len(self.cells) else ""

    def origin(self, index: int) -> Origin | None:
        """Where the cell at `index` was read, or None where only its line is known."""
        return self.origins[index] if index < len(self.origins) else None

    @property
    def first(self) -> Origin | None:
        """The first cell that begins in this row: it knows the row's number, page and sheet."""
        return next((origin for origin in self.origins if origin is not None), None)


def sheet_of(rows: Sequence[GridRow]) -> str | None:
    """The sheet that rows stand on, or None where there is none."""
    return next((row.first.sheet for row in rows if row.first is not None), None)


def page_of(row: GridRow) -> int | None:
    """The page that a row stands on, or None where there is none."""
    return row.first.page if row.first is not None else None


def spanned_height(rows: Sequence[GridRow]) -> int:
    """How many of `rows` the header takes up by its spans: cells over several rows, and names below a cell over several
    columns; 0 where nothing spans, so that only the words can tell.

    The header is as deep as its deepest cell, and a cell over several columns has a row of names below it.
    """
    tops = [top_of(row) for row in rows[: MOST_SPANNED + 1]]
    if not tops or tops[0] is None:
        return 0
    first = [origin.cell for origin in rows[0].origins if origin is not None]
    if not any(cell.rows > 1 or cell.columns > 1 for cell in first):
        return 0
    height = 1
    while height < min(len(rows), MOST_SPANNED):
        cells = [o.cell for row in rows[:height] for o in row.origins if o is not None]
        following = tops[height]
        if following is None:
            break
        deeper = any(cell.row + cell.rows > following for cell in cells)
        over = any(cell.columns > 1 and _ends_at(cell, tops[: height + 1], height) for cell in cells)
        if not deeper and not (over and _names(rows[height])):
            break
        height += 1
    return height


def top_of(row: GridRow) -> int | None:
    """The number of a row on its page, from the first cell that begins in it."""
    return row.first.cell.row if row.first is not None else None


def _ends_at(cell: Cell, tops: Sequence[int | None], height: int) -> bool:
    """True if the cell ends right above row `height`."""
    below, last = tops[height], tops[height - 1]
    return below is not None and last is not None and last < cell.row + cell.rows <= below


def _names(row: GridRow) -> bool:
    """True for a row of at least two words and no amounts."""
    printed = [origin.cell.text for origin in row.origins if origin is not None and origin.cell.text.strip()]
    return len(printed) > 1 and not any(map(is_number, printed))
