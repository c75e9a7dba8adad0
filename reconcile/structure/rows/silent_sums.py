"""Sums that neither names, codes nor indentation announce, but the figures of several columns show.

Taken up only where at least two columns agree and what fails, if anything, is few enough to be a wrong figure. A row is
held for a part only if it has shown itself to be one: where a column fails, every part must be more than nothing in a
column that holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import gcd
from typing import TYPE_CHECKING

from fiscal.relation import Basis
from fiscal.table import Table
from reconcile.structure.rows.once_a_table import once_a_table
from reconcile.structure.rows.row_amounts import amounts_of
from reconcile.structure.rows.row_roles import RowReading
from reconcile.structure.rows.sum_of_rows import Sum

if TYPE_CHECKING:
    from reconcile.structure.unannounced.aggregations import Aggregation
    from reconcile.structure.unannounced.number_lines import NumberGrid

FEWEST_COLUMNS = 2
FEWEST_ROWS = 3
ENOUGH = 10
"""So many bits (sum_evidence.py) show a sum that no word announces."""

FAILING = 8
"""Where more than one place fails, at least so many times as many hold."""


def silent_sums(
    table: Table, lines: Sequence[RowReading], columns: tuple[int, ...], known: Sequence[Sum]
) -> tuple[Sum, ...]:
    """The sums among the rows of `table` whose totals have none in `known`. All are inferred, all are complete."""
    open_rows = {line.index for line in lines} - {one.total for one in known if one.complete}
    if len(columns) < FEWEST_COLUMNS or len(lines) < FEWEST_ROWS or table.elided or not open_rows:
        return ()
    # numpy is loaded only where there is a table to look at
    from reconcile.structure.unannounced.aggregations import aggregations

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


def shown(grid: NumberGrid, one: Aggregation) -> bool:
    """True if enough lines bear the sum out, and no place that fails may be due to a line that never proved a part."""
    from reconcile.structure.unannounced.aggregations import holds

    if one.bits < ENOUGH or one.held < FEWEST_COLUMNS:
        return False
    if not one.failed:
        return True
    proved = (grid.values[list(one.parts)][:, holds(grid, one)] != 0).any(axis=1)
    return bool(proved.all()) and (one.failed == 1 or one.held >= FAILING * one.failed)


@once_a_table
def figures_grid(table: Table, columns: tuple[int, ...]) -> NumberGrid | None:
    """The figures of `columns` as whole numbers of the largest unit that divides them all; None if there are none."""
    from reconcile.structure.unannounced.number_lines import grid_of

    amounts = amounts_of(table, columns)
    unit = gcd(*(number for rows in (amounts.numbers, amounts.steps) for row in rows for number in row)) or 1
    printed = [[row.cells[column] is not None for column in columns] for row in table.rows]
    numbers = [
        [number // unit if there else None for number, there in zip(row, cells, strict=True)]
        for row, cells in zip(amounts.numbers, printed, strict=True)
    ]
    return grid_of(numbers, [[step // unit for step in row] for row in amounts.steps])
