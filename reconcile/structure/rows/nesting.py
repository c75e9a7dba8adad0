"""Nesting by arithmetic alone: where nothing shows the depth of rows, a row that equals those right beside it is their
sum.

Used only where names, codes and indentation are silent or contradict the figures, and only with two or more parts,
which do not agree by accident.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import TypeVar

from reconcile.structure.rows.row_amounts import Amounts

R = TypeVar("R", int, int | None)

MOST_PARTS = 60
SMALLEST = 20
"""Sums below so many units of the last place add up by accident too easily."""


def nested(amounts: Amounts, rows: Sequence[int], fewest: int = 2) -> dict[int, tuple[int, ...]]:
    """Rows that equal the sum of the next rows not yet taken, with those rows; worked out from the last row upwards.

    Given backwards, the rows are those that equal the sum of the rows before them.
    """
    numbers = amounts.numbers
    rising = [min((numbers[row][at] for row in rows), default=0) >= 0 for at in range(amounts.width)]
    tops: list[int] = []
    found: dict[int, tuple[int, ...]] = {}
    for row in reversed(rows):
        telling = [
            at
            for at in range(amounts.width)
            if numbers[row][at] and abs(numbers[row][at]) >= SMALLEST * amounts.steps[row][at]
        ]
        nearest = (numbers[top] for top in islice(reversed(tops), MOST_PARTS))
        count = _parts(numbers[row], nearest, telling, rising, fewest) if telling else 0
        if count:
            found[row] = tuple(reversed(tops[-count:]))
            del tops[-count:]
        tops.append(row)
    return found


def roots(rows: Sequence[int], found: Mapping[R, tuple[int, ...]]) -> tuple[int, ...]:
    """The rows that are part of no other."""
    inside = {row for parts in found.values() for row in parts}
    return tuple(row for row in rows if row not in inside)


def _parts(
    wanted: Sequence[int], tops: Iterable[Sequence[int]], telling: Sequence[int], rising: Sequence[bool], fewest: int
) -> int:
    """How many of `tops` (nearest row first) add up to `wanted` in most of the telling columns, half at least, or 0.

    A column that is `rising` holds nothing negative: once the sum is too large there, more rows cannot mend it.
    """
    sums = [0] * len(telling)
    filled = [0] * len(wanted)
    best, most = 0, 0
    for count, part in enumerate(tops, 1):
        sums = [total + part[at] for total, at in zip(sums, telling, strict=True)]
        filled = [number + bool(amount) for number, amount in zip(filled, part, strict=True)]
        lost = sum(total > wanted[at] and rising[at] for total, at in zip(sums, telling, strict=True))
        if 2 * (len(telling) - lost) < len(telling) or lost == len(telling):
            break
        if count < fewest or max(filled, default=0) < fewest:
            continue
        agreeing = sum(total == wanted[at] for total, at in zip(sums, telling, strict=True))
        if agreeing > most and 2 * agreeing >= len(telling):
            best, most = count, agreeing
    return best
