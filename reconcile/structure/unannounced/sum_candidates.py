"""Where sums may be found: the lines next to a total, every so many lines, two lines nearby, a run somewhere.

A run that starts right beside its total is found without trying: its sum is the difference of two running sums, so what
is looked up, among all running sums in order, is the one that differs from that at the total by just the total.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum

import numpy as np
from msgspec import Struct

from reconcile.structure.unannounced.number_lines import Ints, NumberGrid, Running, running
from reconcile.structure.unannounced.sum_evidence import WORTH_A_LOOK, Supposed, Weighed, stretches, weigh

MOST_ALIKE = 24
"""So many running sums of one size are looked at for one total: in an empty column all are the same."""

MOST_LINES_FOR_RUNS = 70
NEARBY = 9
LONGEST_STRIDE = 12
BATCH = 4096
_ROOM = 1 << 61


class Arrangement(IntEnum):
    """How the parts stand to their total. The number is the price in bits: how many more such places there are."""

    BESIDE = 0  # the lines right above or below
    TOPS = 3  # the same, passing over the parts of other totals
    PAIR = 6  # two lines nearby
    STRIDE = 7  # every second, third … line
    RUN = 8  # a run that starts elsewhere


class Candidate(Struct, frozen=True):
    """A supposed sum of lines. `side` is −1 where the parts stand before their total, 1 behind, 0 around it."""

    bits: int
    total: int
    parts: tuple[int, ...]
    side: int
    kind: Arrangement
    exact: bool
    held: int
    failed: int


def beside(grid: NumberGrid, order: Ints, kind: Arrangement, extra: int = 0) -> Iterator[Candidate]:
    """Totals with the lines of `order` right before or right behind them, as many as come to the total."""
    if len(order) < 2:
        return
    sums = running(grid, order)
    lines = grid.lines
    for side in (-1, 1):
        at = np.searchsorted(order, lines, side="left" if side < 0 else "right")
        who, ends = _ends(grid, sums, lines, at, side)
        far = (ends - at[who]) * side >= 2
        who, ends = who[far], ends[far]
        for first in range(0, len(who), BATCH):
            some, end = who[first : first + BATCH], ends[first : first + BATCH]
            start, stop = np.minimum(end, at[some]), np.maximum(end, at[some])
            supposed = stretches(sums, lines[some], start, stop)
            yield from _runs(sums, supposed, weigh(grid, supposed, kind + extra), start, stop, kind)


def _ends(grid: NumberGrid, sums: Running, lines: Ints, at: Ints, side: int) -> tuple[Ints, Ints]:
    """Pairs (which of `lines`, index into the running sums) where the stretch between comes to the total somewhere."""
    count, places = sums.amounts.shape
    wanted = sums.amounts[at] + side * grid.values[lines]
    slack = int(grid.steps.max()) * 4
    low = int(min(sums.amounts.min(), wanted.min())) - slack
    span = int(max(sums.amounts.max(), wanted.max())) + slack - low + 1
    found = []
    block = max(1, _ROOM // span)  # so many places fit behind one another into 64 bits
    for left in range(0, places, block):
        some = slice(left, min(left + block, places))
        shift = np.arange(some.stop - left, dtype=np.int64) * span - low
        keys = (sums.amounts[:, some] + shift).T.ravel()
        sort = np.argsort(keys, kind="stable")
        keys = keys[sort]
        which, place = np.nonzero(grid.values[lines][:, some])
        target = wanted[:, some][which, place] + shift[place]
        start = np.searchsorted(keys, target - slack)
        alike = np.minimum(np.searchsorted(keys, target + slack, side="right") - start, MOST_ALIKE)
        before = np.cumsum(alike) - alike
        index = np.repeat(start - before, alike) + np.arange(alike.sum())
        found.append(np.repeat(which, alike) * count + sort[index] % count)
    pairs = np.unique(np.concatenate(found))
    return pairs // count, pairs % count


def strides(grid: NumberGrid) -> Iterator[Candidate]:
    """Totals whose parts stand at equal distances, as in 男, 女, 计, 男, 女, 计."""
    lines = grid.lines
    for stride in range(2, min(LONGEST_STRIDE, len(lines) // 2) + 1):
        for first in range(stride):
            yield from beside(grid, lines[first::stride], Arrangement.STRIDE, stride.bit_length() - 1)


def pairs(grid: NumberGrid) -> Iterator[Candidate]:
    """Totals of two lines nearby, also where one of them is what remains: receipts = outlays + balance."""
    lines = grid.lines
    slack = int(grid.steps.max()) * 2
    values = grid.values[lines]
    for one in range(-NEARBY, NEARBY + 1):
        for two in range(one + 1, NEARBY + 1):
            low, high = max(0, -one), min(len(lines), len(lines) - two)
            if not one or not two or high <= low:
                continue
            total, left, right = (values[low + by : high + by] for by in (0, one, two))
            met = (np.abs(left + right - total) <= slack) & (total != 0)
            at = np.flatnonzero(met.any(axis=1)) + low
            side = -1 if two < 0 else 1 if one > 0 else 0
            yield from _pairs(grid, lines[at], lines[at + one], lines[at + two], side)


def _pairs(grid: NumberGrid, total: Ints, left: Ints, right: Ints, side: int) -> Iterator[Candidate]:
    """The candidates in which line `total` is the sum of the lines `left` and `right`."""
    one, two = grid.values[left], grid.values[right]
    steps = grid.steps[left], grid.steps[right]
    squares = [np.minimum(step, 1 << 27) ** 2 for step in steps]
    counts = (np.abs(one) >= grid.coarsest).astype(np.int64) + (np.abs(two) >= grid.coarsest)
    size = np.full(len(total), 2)
    supposed = Supposed(total, size, one + two, steps[0] + steps[1], squares[0] + squares[1], counts, (one, two))
    weighed = weigh(grid, supposed, Arrangement.PAIR)
    for at in np.flatnonzero(weighed.bits >= WORTH_A_LOOK):
        kept = weighed.kept[at]
        yield _candidate(
            weighed, int(at), int(total[kept]), (int(left[kept]), int(right[kept])), side, Arrangement.PAIR
        )


def runs(grid: NumberGrid) -> Iterator[Candidate]:
    """Totals of lines that follow one another anywhere in a table of moderate size."""
    lines = grid.lines
    if not 3 < len(lines) <= MOST_LINES_FOR_RUNS:
        return
    sums = running(grid, lines)
    starts, ends = np.triu_indices(len(lines) + 1, 3)
    amounts = sums.amounts[ends] - sums.amounts[starts]
    slack = int(grid.steps.max()) * 2
    for total in lines:
        telling = grid.values[total] != 0
        met = (np.abs(amounts[:, telling] - grid.values[total, telling]) <= slack).sum(axis=1)
        chosen = np.flatnonzero(met >= max(1, int(telling.sum()) // 3))
        start, end = starts[chosen], ends[chosen]
        supposed = stretches(sums, np.full(len(chosen), total), start, end)
        yield from _runs(sums, supposed, weigh(grid, supposed, Arrangement.RUN), start, end, Arrangement.RUN)


def _runs(
    sums: Running, supposed: Supposed, weighed: Weighed, start: Ints, end: Ints, kind: Arrangement
) -> Iterator[Candidate]:
    """The candidates worth a look, of which no total is among its own parts."""
    for at in np.flatnonzero(weighed.bits >= WORTH_A_LOOK):
        kept = weighed.kept[at]
        parts = tuple(sums.order[start[kept] : end[kept]].tolist())
        total = int(supposed.totals[kept])
        if total not in parts:
            side = -1 if parts[-1] < total else 1 if parts[0] > total else 0
            yield _candidate(weighed, int(at), total, parts, side, kind)


def _candidate(
    weighed: Weighed, at: int, total: int, parts: tuple[int, ...], side: int, kind: Arrangement
) -> Candidate:
    held, failed = int(weighed.held[at]), int(weighed.failed[at])
    return Candidate(int(weighed.bits[at]), total, parts, side, kind, bool(weighed.exact[at]), held, failed)
