"""How much the figures say for a supposed sum, counted in bits.

A total of 1,000 units that its parts meet exactly is a coincidence of one in a thousand: ten bits. Places where the sum
fails cost bits, zeros and lone parts prove next to nothing, and places that share out the total alike count once: a
table whose columns are copies of one another has said everything with its first.
"""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from reconcile.structure.unannounced.number_lines import Bools, Ints, NumberGrid, Running

MOST_BITS = 12
"""One place says no more than this: long numbers are no better than several places."""

MISS_BITS = 4
"""What a place where the sum fails costs: about one figure in sixteen is wrong or means something else."""

ROUNDING_BITS = 14
"""What it costs to suppose that the sum holds only up to rounding."""

PRIOR_BITS = 4
"""What any sum must overcome: few lines are totals."""

ENOUGH = 6
"""A sum is believed from here on."""

WORTH_A_LOOK = 0
"""A sum with fewer bits is forgotten; between the two it is believed if others of its shape stand beside it."""

_SHARES = 256
_HASH = 1_000_003
_POWERS = np.array([1 << bit for bit in range(62)], np.int64)


class Supposed(Struct, frozen=True, eq=False):
    """Supposed sums, one to an entry: line `totals`, how many parts, and the sums of these in every place."""

    totals: Ints
    sizes: Ints
    amounts: Ints
    steps: Ints
    squares: Ints
    counts: Ints
    marks: tuple[Ints, Ints]


class Weighed(Struct, frozen=True, eq=False):
    """Of the supposed sums `kept`, those that some place shows at all: their bits, whether they hold to the last digit,
    and in how many places they hold or fail.
    """

    kept: Ints
    bits: Ints
    exact: Bools
    held: Ints
    failed: Ints


def stretches(sums: Running, totals: Ints, start: Ints, end: Ints) -> Supposed:
    """The sums in which the parts of `totals` are the lines of `sums.order` from `start` to before `end`."""
    return Supposed(
        totals,
        end - start,
        sums.amounts[end] - sums.amounts[start],
        sums.steps[end] - sums.steps[start],
        sums.squares[end] - sums.squares[start],
        sums.counts[end] - sums.counts[start],
        (sums.marks[0][end] - sums.marks[0][start], sums.marks[1][end] - sums.marks[1][start]),
    )


def weigh(grid: NumberGrid, sums: Supposed, cost: int) -> Weighed:
    """The evidence for every one of `sums`, `cost` bits being the price of looking in so many places."""
    wanted, step = grid.values[sums.totals], np.maximum(grid.steps[sums.totals], 1)
    gap = np.abs(sums.amounts - wanted)
    present = grid.printed[sums.totals] & ((wanted != 0) | (sums.counts > 0))
    likely = np.minimum(gap, 1 << 30) ** 2 <= sums.squares + np.minimum(step, 1 << 27) ** 2
    near = present & (2 * gap <= sums.steps + step) & likely
    most = MOST_BITS * near.sum(axis=1) - MISS_BITS * (present & ~near).sum(axis=1) - PRIOR_BITS - cost
    kept = np.flatnonzero((most >= WORTH_A_LOOK) & (near & (sums.counts > 1)).any(axis=1))
    exact, near, present = (mask[kept] for mask in (present & (gap == 0), near, present))
    places = _Places(present, wanted[kept], sums.counts[kept], _marks(sums, kept, wanted[kept]))
    size, unit, slack = np.abs(wanted[kept]), step[kept], sums.steps[kept] + 2 * step[kept]
    to_the_unit = _total_bits(places, exact, bit_length(size // unit))
    rounded = _total_bits(places, near, bit_length(size // slack)) - ROUNDING_BITS
    bits = np.maximum(to_the_unit, rounded) - bit_length(sums.sizes[kept]) - cost - PRIOR_BITS
    plain = to_the_unit >= rounded
    held = np.where(plain, exact.sum(axis=1), near.sum(axis=1))
    return Weighed(kept, bits, plain, held, present.sum(axis=1) - held)


def _marks(sums: Supposed, kept: Ints, wanted: Ints) -> Ints:
    """One number for how the total is shared out among the parts, in 256ths: alike where the shares are."""
    size = np.maximum(np.abs(wanted), 1)
    one, two = ((mark[kept] // size) * _SHARES + mark[kept] % size * _SHARES // size for mark in sums.marks)
    return np.asarray(one * _HASH + two, np.int64)


def bit_length(numbers: Ints) -> Ints:
    """The number of binary digits of every one of the `numbers`, none negative.

    >>> bit_length(np.array([0, 1, 2, 1000])).tolist()
    [0, 1, 2, 10]
    """
    return np.searchsorted(_POWERS, numbers, side="right")


class _Places(Struct, frozen=True, eq=False):
    """Where a sum can be tried at all, its totals, how many parts are more than nothing, and how they share it out."""

    present: Bools
    wanted: Ints
    counts: Ints
    marks: Ints


def _total_bits(places: _Places, agree: Bools, bits: Ints) -> Ints:
    """Bits of the agreeing places, alike ones once, less what the failing ones cost."""
    telling = agree & (places.wanted != 0)
    bits = np.minimum(bits, MOST_BITS)
    likeness = places.marks * (MOST_BITS + 4) - bits  # of places alike, the first in order is the one that says most
    order = np.argsort(np.where(telling, likeness, np.iinfo(np.int64).max), axis=1, kind="stable")
    ordered = np.take_along_axis(places.marks, order, 1)
    new = np.ones_like(telling)
    new[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    first = np.zeros_like(telling)
    np.put_along_axis(first, order, new, 1)
    several = np.where(first & telling & (places.counts > 1), bits, 0).sum(axis=1)
    lone = np.where(first & telling & (places.counts < 2), np.minimum(bits, 1), 0).sum(axis=1)
    failing = (places.present & ~agree).sum(axis=1)
    return np.asarray(several + np.minimum(lone, several) - MISS_BITS * failing, np.int64)
