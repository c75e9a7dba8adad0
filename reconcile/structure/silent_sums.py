"""Sums that neither names, codes nor indentation announce, but the figures of several columns show.

Taken up only where at least two columns agree and what fails, if anything, is few enough to be a wrong figure. A row is
held for a part only if it has shown itself to be one: where a column fails, every part must be more than nothing in a
column that holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import gcd
from typing import TYPE_CHECKING

from fiscal.interval import EXACT
from fiscal.quantity import Quantity
from fiscal.relation import Basis
from fiscal.table import Table
from reconcile.structure.lines import Line
from reconcile.structure.sums import Sum

if TYPE_CHECKING:
    from reconcile.structure.aggregations import Aggregation
    from reconcile.structure.number_lines import Grid

FEWEST_COLUMNS = 2
FEWEST_ROWS = 3
ENOUGH = 10
"""So many bits (sum_evidence.py) show a sum that no word announces."""

FAILING = 8
"""Where more than one place fails, at least so many times as many hold."""


def silent_sums(table: Table, lines: Sequence[Line], columns: Sequence[int], known: Sequence[Sum]) -> tuple[Sum, ...]:
    """The sums among the rows of `table` whose totals have none in `known`. All are inferred, all are complete."""
    open_rows = {line.index for line in lines} - {one.total for one in known if one.complete}
    if len(columns) < FEWEST_COLUMNS or len(lines) < FEWEST_ROWS or table.elided or not open_rows:
        return ()
    # numpy is loaded only where there is a table to look at
    from reconcile.structure.aggregations import aggregations

    grid = figures_grid(table, columns)
    found = aggregations(grid, near=True) if grid is not None else ()
    return tuple(
        Sum(one.total, tuple((row, 1) for row in one.parts), True, Basis.INFERRED)
        for one in found
        if one.total in open_rows and grid is not None and shown(grid, one) and not (one.failed and _denied(one, known))
    )


def _denied(one: Aggregation, known: Sequence[Sum]) -> bool:
    """True if the total and one of its supposed parts stand side by side in a sum that is known."""
    for other in known:
        rows = {row for row, _ in other.parts} | {other.total}
        if one.total in rows and not rows.isdisjoint(one.parts):
            return True
    return False


def shown(grid: Grid, one: Aggregation) -> bool:
    """True if enough lines bear the sum out, and no place that fails may be due to a line that never proved a part."""
    from reconcile.structure.aggregations import holds

    if one.bits < ENOUGH or one.held < FEWEST_COLUMNS:
        return False
    if not one.failed:
        return True
    proved = (grid.values[list(one.parts)][:, holds(grid, one)] != 0).any(axis=1)
    return bool(proved.all()) and (one.failed == 1 or one.held >= FAILING * one.failed)


def figures_grid(table: Table, columns: Sequence[int]) -> Grid | None:
    """The figures of `columns` as whole numbers of the coarsest unit that divides them all; None if there are none."""
    from reconcile.structure.number_lines import grid_of

    printed = [quantity for quantity in _quantities(table, columns) if quantity is not None]
    places = max((_places(number) for one in printed for number in (one.centre, one.step)), default=0)
    unit = gcd(*(_whole(number, places) for one in printed for number in (one.centre, one.step))) or 1
    numbers: list[list[int | None]] = []
    steps: list[list[int]] = []
    for row in table.rows:
        cells = [row.cells[column] for column in columns]
        numbers.append([None if cell is None else _whole(cell.quantity.centre, places) // unit for cell in cells])
        steps.append([0 if cell is None else _whole(cell.quantity.step, places) // unit for cell in cells])
    return grid_of(numbers, steps)


def _quantities(table: Table, columns: Sequence[int]) -> Iterator[Quantity | None]:
    for row in table.rows:
        for column in columns:
            cell = row.cells[column]
            yield cell.quantity if cell is not None else None


def _places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _whole(number: Decimal, places: int) -> int:
    return int(number.scaleb(places, EXACT))
