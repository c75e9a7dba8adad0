"""其中 in a table whose rows count in units of their own (305座，其中新建205座、更新100座): parts have the unit of the whole.

Such columns cannot be added up as a whole; rows of one unit right below the row they are part of can.
"""

from __future__ import annotations

from collections.abc import Iterator

from fiscal.figure import Figure, Measure
from fiscal.numbers.quantity import sum_of_centres
from fiscal.table import Table
from reconcile.structure.rows.agreeing_columns import additive_columns

_OF_WHICH = "其中："


def parts_in_units(table: Table) -> Iterator[tuple[Figure, tuple[Figure, ...], bool]]:
    """Every whole with the parts listed below it, and whether they are all of it, in columns of several units."""
    adding = additive_columns(table)
    for column in range(len(table.columns)):
        if column in adding or not _counts_in_many(table, column):
            continue
        for at, row in enumerate(table.rows):
            if row.label.startswith(_OF_WHICH) and row.level:
                whole = _above(table, at, column)
                parts = tuple(_listed(table, at, column, whole)) if whole is not None else ()
                if whole is not None and parts:
                    total = sum_of_centres(part.quantity for part in parts)
                    yield whole, parts, len(parts) > 1 and total == whole.quantity.centre


def _counts_in_many(table: Table, column: int) -> bool:
    """True for a column of amounts in several units; rates and what is counted a head do not add up in any."""
    cells = [cell for row in table.rows if (cell := row.cells[column]) is not None]
    amounts = [cell for cell in cells if cell.measure is Measure.AMOUNT and not cell.quantity.unit.is_rate]
    return 2 * len(amounts) > len(cells) and len({cell.quantity.unit.dimension for cell in amounts}) > 1


def _above(table: Table, at: int, column: int) -> Figure | None:
    """The figure of the nearest row above that is less deep."""
    depth = table.rows[at].level or 0
    found = next((row for row in reversed(table.rows[:at]) if row.level is not None and row.level < depth), None)
    return found.cells[column] if found is not None else None


def _listed(table: Table, at: int, column: int, whole: Figure) -> Iterator[Figure]:
    """The figures of the unit of the whole in rows as deep as the one of 其中, down to the first less deep."""
    depth = table.rows[at].level or 0
    for row in table.rows[at:]:
        if row.level is None or row.level < depth:
            return
        cell = row.cells[column]
        alike = cell is not None and cell.measure is whole.measure and cell.quantity.unit == whole.quantity.unit
        if row.level == depth and cell is not None and alike:
            yield cell
