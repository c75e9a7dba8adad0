"""What a sum that does not come out may mean: a wrong figure, or rows that were left out without saying so.

Where a row was left out its total exceeds the parts printed. One such sum may be a wrong figure; where many sums of one
list fall short and hardly any exceeds its total, rows were left out, and all that can be said of those sums is that
their parts are not too large. A wrong figure in the middle of a tree shows itself: the sum it is part of and the sum
that it is miss by one amount.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from reconcile.structure.rows.agreeing_columns import Part
from reconcile.structure.rows.table_facts import TableFacts

FEWEST = 4
"""Fewer sums that fall short may each be a wrong figure."""

OF_TEN = 1
"""At least so many sums in ten fall short where rows were left out."""

MORE_SHORT = 3
"""Where rows were left out, so many times as many sums fall short as exceed their total."""


def short(given: TableFacts, total: int, parts: Sequence[Part]) -> bool:
    """True if the parts come to less than the total in every column in which they miss it."""
    return not given.amounts.exceeded(total, parts)


def wrong_in_between(given: TableFacts, sums: Mapping[int, Sequence[Part]]) -> set[int]:
    """The totals of `sums` that miss by what a total among their parts misses by, one too much and one too little."""
    gaps = {total: given.amounts.gaps(total, parts) for total, parts in sums.items()}
    found: set[int] = set()
    for total, parts in sums.items():
        for part in (row for row, weight in parts if weight == 1 and row in sums):
            if any(gap and gaps[part].get(at) == -gap for at, gap in gaps[total].items()):
                found |= {total, part}
    return found


def rows_left_out(missed: Iterable[bool], compared: int) -> bool:
    """True if rows were left out: `missed` says of every sum that does not come out whether it falls short, `compared`
    is the number of all sums that say something.

    >>> rows_left_out([True] * 5, 30), rows_left_out([True] * 3, 30), rows_left_out([True] * 5 + [False] * 3, 30)
    (True, False, False)
    """
    found = list(missed)
    few = sum(found)
    return few >= FEWEST and few >= MORE_SHORT * (len(found) - few) and 10 * few >= OF_TEN * compared
