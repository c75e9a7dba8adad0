"""Lines that stand together as one grid, before anybody knows whether they are a table."""

from __future__ import annotations

from msgspec import Struct

from tables.grids.grid_rows import GridRow


class Run(Struct, frozen=True):
    """Lines that stand together as one grid: their 0-based indexes, their rows, and the 1-based numbers they cover.

    `firm` is False where only blanks make the cells: then a header and two rows of numbers have to confirm the table.
    """

    indexes: tuple[int, ...]
    rows: tuple[GridRow, ...]
    covers: tuple[int, ...]
    firm: bool = True
