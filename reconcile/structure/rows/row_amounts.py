"""The figures of a table as whole numbers at one common scale, so that many supposed sums can be tried quickly.

Only the structure is looked for with them: what agrees here is judged, like everything, by reconcile/judge/verdicts.py.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from fiscal.figure import Figure
from fiscal.numbers.interval import EXACT
from fiscal.table import Table
from reconcile.structure.rows.once_a_table import once_a_table


class Amounts(Struct, frozen=True):
    """`numbers[row][at]` in the `at`-th of the columns asked for, 0 for a blank; `steps` are their last printed places.

    `unread` are the (row, place of the column) in which something stands that could not be read.
    """

    numbers: tuple[tuple[int, ...], ...]
    steps: tuple[tuple[int, ...], ...]
    unread: frozenset[tuple[int, int]]
    width: int

    def compared(self, total: int, parts: Iterable[tuple[int, int]]) -> tuple[int, int]:
        """In how many columns weighted `parts` come to row `total`, rounding included, and in how many they do not."""
        gaps = self.gaps(total, parts).values()
        off = sum(gap != 0 for gap in gaps)
        return len(gaps) - off, off

    def exceeded(self, total: int, parts: Iterable[tuple[int, int]]) -> bool:
        """True if `parts` come to more than row `total` in some column: further from zero than rounding explains."""
        return any(gap * self.numbers[total][at] > 0 for at, gap in self.gaps(total, parts).items())

    def gaps(self, total: int, parts: Iterable[tuple[int, int]]) -> dict[int, int]:
        """What weighted `parts` have more than row `total`, by column, 0 where rounding explains it.

        A column says nothing where the total or all parts are blank or zero, or where one cannot be read.
        """
        parts = tuple(parts)
        found: dict[int, int] = {}
        for at in range(self.width):
            wanted = self.numbers[total][at]
            amounts = [weight * self.numbers[row][at] for row, weight in parts]
            lost = any((row, at) in self.unread for row in (total, *(row for row, _ in parts)))
            if wanted and any(amounts) and not lost:
                slack = self.steps[total][at] + sum(self.steps[row][at] for row, _ in parts)
                gap = sum(amounts) - wanted
                found[at] = 0 if 2 * abs(gap) <= slack else gap
        return found


@once_a_table
def amounts_of(table: Table, columns: tuple[int, ...]) -> Amounts:
    """The figures of `columns` of `table`."""
    grid = [[row.cells[column] for column in columns] for row in table.rows]
    places = max((_places(cell) for row in grid for cell in row), default=0)
    numbers = tuple(tuple([_centre(cell, places) for cell in row]) for row in grid)
    steps = tuple(tuple([_step(cell, places) for cell in row]) for row in grid)
    where = {column: at for at, column in enumerate(columns)}
    unread = frozenset((row, where[column]) for row, column in table.unread if column in where)
    return Amounts(numbers, steps, unread, len(columns))


def _places(cell: Figure | None) -> int:
    """How many places behind the point the last printed place of a figure needs, and so its centre; 0 for a blank."""
    if cell is None:
        return 0
    exponent = cell.quantity.step.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _centre(cell: Figure | None, places: int) -> int:
    return 0 if cell is None else int(cell.quantity.centre.scaleb(places, EXACT))


def _step(cell: Figure | None, places: int) -> int:
    """The last printed place; 0 for a blank and for a number of things, which is never rounded."""
    if cell is None or cell.quantity.discrete:
        return 0
    return int(cell.quantity.step.scaleb(places, EXACT))
