"""The total rows of one column by what they come to, so that no total has to be compared with every other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, islice

from reconcile.structure.rows.row_roles import RowKind, RowReading

MOST = 200
"""So many totals are tried for one, and no more."""


class TotalsByValue:
    """The totals among `lines`, whose figures are `numbers`, found by value alone or with the items on the way there.

    `reached[row]` is the sum of all items before `row`: those between two rows come to the difference.
    """

    def __init__(self, lines: Sequence[RowReading], numbers: Sequence[int]) -> None:
        items = (line.weight * numbers[line.index] if line.kind is RowKind.ITEM else 0 for line in lines)
        self._reached = list(accumulate(items, initial=0))
        self._items = {line.index for line in lines if line.kind is RowKind.ITEM}
        self._weights = {line.index: line.weight for line in lines}
        self._numbers = numbers
        self._totals = [line.index for line in lines if line.kind is RowKind.TOTAL]
        self._alone: dict[int, list[int]] = defaultdict(list)
        self._before: dict[int, list[int]] = defaultdict(list)
        self._behind: dict[int, list[int]] = defaultdict(list)
        for row in self._totals:
            if numbers[row]:
                self._alone[numbers[row]].append(row)
                self._behind[numbers[row] - self._reached[row]].append(row)
                self._before[numbers[row] + self._reached[row + 1]].append(row)

    def worth_trying(self, total: int, parts: Iterable[tuple[int, int]], amount: int) -> list[int]:
        """The other totals, in order, that may come to `amount`, alone or with the items between them and `total` that
        are no `parts`: all that do, and some that do not. At most MOST.
        """
        counted = {row for row, _ in parts if row in self._items}
        behind = sum(self._weights[row] * self._numbers[row] for row in counted if row > total)
        before = sum(self._weights[row] * self._numbers[row] for row in counted if row < total)
        found = chain(
            self._alone.get(amount, ()),
            self._behind.get(amount - self._reached[total + 1] - behind, ()),
            self._before.get(amount + self._reached[total] - before, ()),
            self._among(min(counted, default=total), max(counted, default=total)),
        )
        return sorted(set(islice((row for row in found if row != total), MOST)))

    def _among(self, first: int, last: int) -> Iterable[int]:
        """The totals between two rows: only some of the parts stand on the way to them."""
        return self._totals[bisect_left(self._totals, first) : bisect_right(self._totals, last)]
