"""Nesting by arithmetic alone: where nothing shows the depth of rows, a row that equals the rows right below it is
their sum.

Used only where names, codes and indentation are silent, and only with two or more parts, which do not agree by
accident.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from fiscal.interval import EXACT
from fiscal.table import Table
from reconcile.structure.evidence import amount

MOST_PARTS = 60
SMALLEST = 20
"""Sums below so many units of the last place add up by accident too easily."""


def nested(table: Table, rows: Sequence[int], columns: Sequence[int], fewest: int = 2) -> dict[int, tuple[int, ...]]:
    """Rows that equal the sum of the next rows not yet taken, with those rows; worked out from the last row upwards."""
    tops: list[int] = []
    found: dict[int, tuple[int, ...]] = {}
    for row in reversed(rows):
        count = _parts(table, row, tops, columns, fewest)
        if count:
            found[row] = tuple(reversed(tops[-count:]))
            del tops[-count:]
        tops.append(row)
    return found


def _parts(table: Table, row: int, tops: Sequence[int], columns: Sequence[int], fewest: int) -> int:
    """How many of the last `tops` (nearest row last) add up to `row` in at least half of the telling columns, or 0."""
    wanted = [amount(table, row, column) for column in columns]
    sums = [Decimal(0)] * len(columns)
    telling = [
        i
        for i, (column, value) in enumerate(zip(columns, wanted, strict=True))
        if value and abs(value) >= _smallest(table, row, column)
    ]
    if not telling:
        return 0
    for count in range(1, min(len(tops), MOST_PARTS) + 1):
        part = tops[-count]
        sums = [EXACT.add(total, amount(table, part, column)) for total, column in zip(sums, columns, strict=True)]
        if count < fewest:
            continue
        agreeing = sum(sums[i] == wanted[i] for i in telling)
        if agreeing and 2 * agreeing >= len(telling) and _several(table, tops[-count:], columns, fewest):
            return count
    return 0


def _smallest(table: Table, row: int, column: int) -> Decimal:
    cell = table.rows[row].cells[column]
    return Decimal(0) if cell is None else EXACT.multiply(cell.quantity.step, Decimal(SMALLEST))


def _several(table: Table, parts: Sequence[int], columns: Sequence[int], fewest: int) -> bool:
    """True if in some column at least `fewest` of the parts are not nothing."""
    return any(sum(bool(amount(table, part, column)) for part in parts) >= fewest for column in columns)
