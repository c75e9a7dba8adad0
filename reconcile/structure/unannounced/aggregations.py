"""Sums that a table of numbers shows by arithmetic alone, without a word of its labels.

First the totals with their parts right above or below. Then, again and again, the same passing over lines that are
parts already: that finds the totals of totals. Then what stands at equal distances, two lines nearby, and runs that
start elsewhere. Every step takes the best shown sums first. How much figures show is counted in bits (sum_evidence.py);
a sum that fails in some places may still be shown by the others, and then those places are what is worth a look.

Time grows with cells × log cells: lines next to a total are looked up, not tried (sum_candidates.py).
"""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from reconcile.structure.unannounced.number_lines import Ints, NumberGrid
from reconcile.structure.unannounced.sum_candidates import Arrangement, Candidate, beside, pairs, runs, strides
from reconcile.structure.unannounced.sum_choice import Choice

MOST_STOREYS = 6
"""Totals of totals of totals …: deeper than this nothing is looked for."""


class Aggregation(Struct, frozen=True):
    """Line `total` is the sum of lines `parts`, ascending: in `held` places, and not in `failed` others.

    `bits` says how unlikely a coincidence is; `exact` is False where the sum holds only up to rounding.
    """

    total: int
    parts: tuple[int, ...]
    bits: int
    exact: bool
    held: int
    failed: int


def aggregations(grid: NumberGrid, *, near: bool = False) -> tuple[Aggregation, ...]:
    """The sums among the lines of `grid`, in the order of their totals; `grid.turned` gives those among its columns.

    With `near` only parts that stand right beside their total are looked for, nothing in a pattern.

    >>> from reconcile.structure.unannounced.number_lines import grid_of
    >>> grid = grid_of([[3412, 871], [2207, 129], [5619, 1000], [418, 77], [6037, 1077]])
    >>> [(one.total, one.parts) for one in aggregations(grid)] if grid else []
    [(2, (0, 1)), (4, (2, 3))]
    """
    lines = grid.lines
    if len(lines) < 3:
        return ()
    choice = Choice({line: at for at, line in enumerate(lines.tolist())})
    choice.take(beside(grid, lines, Arrangement.BESIDE))
    _storeys(grid, lines, choice)
    if not near:
        choice.take([*pairs(grid), *runs(grid), *strides(grid)])
        _storeys(grid, lines, choice)
    return tuple(_told(one) for one in sorted(choice.taken, key=lambda one: (one.total, one.parts)))


def holds(grid: NumberGrid, one: Aggregation) -> Ints:
    """The places in which `one` holds: to the last digit, or up to rounding where all of it does so only."""
    parts = list(one.parts)
    gap = np.abs(grid.values[parts].sum(axis=0) - grid.values[one.total])
    slack = grid.steps[parts].sum(axis=0) + grid.steps[one.total]
    return np.flatnonzero(grid.printed[one.total] & (gap == 0 if one.exact else 2 * gap <= slack))


def _storeys(grid: NumberGrid, lines: Ints, choice: Choice) -> None:
    """Takes totals of what is left when the parts of other totals are passed over, as long as there are any."""
    if not choice.taken:
        return  # nothing is passed over: what was not shown before is not shown at a higher price
    for _ in range(MOST_STOREYS):
        hidden = np.array(sorted(choice.hidden), np.int64)
        totals = np.array(sorted({one.total for one in choice.taken}), np.int64)
        tops = [np.setdiff1d(lines, hidden), np.setdiff1d(totals, hidden)]
        if not choice.take([one for order in tops for one in beside(grid, order, Arrangement.TOPS)]):
            return


def _told(one: Candidate) -> Aggregation:
    return Aggregation(one.total, tuple(sorted(one.parts)), one.bits, one.exact, one.held, one.failed)
