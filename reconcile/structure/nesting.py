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

MOST_PARTS = 60
SMALLEST = 20
"""Sums below so many units of the last place add up by accident too easily."""

Amounts = tuple[int, ...]
"""The figures of one row in all columns as whole numbers at one common scale, 0 for a blank."""


def nested(table: Table, rows: Sequence[int], columns: Sequence[int], fewest: int = 2) -> dict[int, tuple[int, ...]]:
    """Rows that equal the sum of the next rows not yet taken, with those rows; worked out from the last row upwards."""
    scale = _scale(table, rows, columns)
    numbers = {row: tuple(_number(table, row, column, scale) for column in columns) for row in rows}
    rising = [min((number[at] for number in numbers.values()), default=0) >= 0 for at in range(len(columns))]
    tops: list[int] = []
    found: dict[int, tuple[int, ...]] = {}
    for row in reversed(rows):
        telling = [
            at
            for at, column in enumerate(columns)
            if numbers[row][at] and abs(numbers[row][at]) >= _smallest(table, row, column, scale)
        ]
        nearest = [numbers[top] for top in tops[: -MOST_PARTS - 1 : -1]] if telling else []
        count = _parts(numbers[row], nearest, telling, rising, fewest)
        if count:
            found[row] = tuple(reversed(tops[-count:]))
            del tops[-count:]
        tops.append(row)
    return found


def _parts(
    wanted: Amounts, tops: Sequence[Amounts], telling: Sequence[int], rising: Sequence[bool], fewest: int
) -> int:
    """How many of `tops` (nearest row first) add up to `wanted` in at least half of the telling columns, or 0.

    A column that is `rising` holds nothing negative: once the sum is too large there, more rows cannot mend it.
    """
    sums = [0] * len(telling)
    filled = [0] * len(wanted)
    for count, part in enumerate(tops, 1):
        sums = [total + part[at] for total, at in zip(sums, telling, strict=True)]
        filled = [number + bool(amount) for number, amount in zip(filled, part, strict=True)]
        lost = sum(total > wanted[at] and rising[at] for total, at in zip(sums, telling, strict=True))
        if 2 * (len(telling) - lost) < len(telling) or lost == len(telling):
            return 0
        if count < fewest or max(filled, default=0) < fewest:
            continue
        agreeing = sum(total == wanted[at] for total, at in zip(sums, telling, strict=True))
        if agreeing and 2 * agreeing >= len(telling):
            return count
    return 0


def _scale(table: Table, rows: Sequence[int], columns: Sequence[int]) -> int:
    """The power of ten that makes every figure of `rows` a whole number."""
    places = 0
    for row in rows:
        for column in columns:
            cell = table.rows[row].cells[column]
            exponent = cell.quantity.centre.as_tuple().exponent if cell is not None else 0
            places = max(places, -exponent if isinstance(exponent, int) else 0)
    return places


def _number(table: Table, row: int, column: int, scale: int) -> int:
    cell = table.rows[row].cells[column]
    return 0 if cell is None else int(cell.quantity.centre.scaleb(scale, EXACT))


def _smallest(table: Table, row: int, column: int, scale: int) -> Decimal:
    cell = table.rows[row].cells[column]
    if cell is None:
        return Decimal(0)
    return EXACT.multiply(cell.quantity.step, Decimal(SMALLEST)).scaleb(scale, EXACT)
