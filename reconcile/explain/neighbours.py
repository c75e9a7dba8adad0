"""What stands around a figure in its table: the other figures of its row, the rows above and below, its column.

Where arithmetic leaves several figures open, this says which of them looks strange where it stands: seven times last
year's amount, the only minus of its column, the only amount that is not round.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from fiscal.figure import Figure, Measure
from fiscal.table import Table
from reconcile.dossier import Cells


class Habits(Struct, frozen=True):
    """How many figures of a column are printed, and how many are below 0, end in 0, equal another cell of their row,
    or equal the figure right above them (`repeated`).
    """

    count: int
    negative: int
    round: int
    equal: int
    paired: int
    repeated: int = 0


NONE = Habits(0, 0, 0, 0, 0)


class TableNeighbours:
    """Looks figures up in their tables; a figure of the narrative has nothing around it."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells
        self._habits: dict[tuple[str, int], Habits] = {}

    def row(self, figure: Figure) -> tuple[Figure, ...]:
        """The other amounts of the row that are printed in the same unit."""
        found = self._cells.at(figure.id)
        return () if found is None else tuple(_mates(found[0], found[1], figure))

    def neighbours(self, figure: Figure) -> tuple[Figure, ...]:
        """The figures of the same column in the rows right above and below."""
        found = self._cells.at(figure.id)
        if found is None:
            return ()
        table, row, column = found
        cells = (table.rows[at].cells[column] for at in (row - 1, row + 1) if 0 <= at < len(table.rows))
        return tuple(cell for cell in cells if cell is not None)

    def habits(self, figure: Figure) -> Habits:
        """How the figures of its column are printed, itself included."""
        found = self._cells.at(figure.id)
        if found is None:
            return NONE
        table, _, column = found
        known = self._habits.get((table.id, column))
        if known is None:
            known = self._habits[table.id, column] = _habits(table, column)
        return known


def _mates(table: Table, row: int, figure: Figure) -> Iterator[Figure]:
    """Amounts of the row in the unit of `figure`, other than itself; none where `figure` is no amount."""
    if figure.measure is not Measure.AMOUNT:
        return
    for cell in table.rows[row].cells:
        if cell is not None and cell.id != figure.id and cell.measure is Measure.AMOUNT and cell.quantity.value:
            if cell.quantity.unit == figure.quantity.unit:
                yield cell


def _habits(table: Table, column: int) -> Habits:
    count = negative = even = equal = paired = repeated = 0
    above: Figure | None = None
    for y, row in enumerate(table.rows):
        before, above = above, row.cells[column]
        cell = above
        if cell is None or not cell.quantity.value:
            continue
        value = cell.quantity.value
        repeated += before is not None and before.quantity.value == value
        mates = [mate.quantity.value for mate in _mates(table, y, cell)]
        count += 1
        negative += value < 0
        even += ends_in_zero(value)
        paired += bool(mates)
        equal += value in mates
    return Habits(count, negative, even, equal, paired, repeated)


def ends_in_zero(value: Decimal) -> bool:
    """True if the last printed digit is a 0.

    >>> ends_in_zero(Decimal("35.00")), ends_in_zero(Decimal("35.01"))
    (True, False)
    """
    return value.as_tuple().digits[-1] == 0
