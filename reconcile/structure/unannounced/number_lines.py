"""A table of numbers as arithmetic sees it: lines of whole numbers at one common scale, and running sums over them.

A line is a row; columns are lines of the grid turned round. A place is where a line is crossed: a column of a row.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

MOST_CELLS = 200_000
"""Larger grids are no tables anyone adds up; nothing is looked for in them."""

_ROOM = 1 << 61
_FACTORS = (2_654_435_761, 2_246_822_519)


class NumberGrid(Struct, frozen=True, eq=False):
    """`values` are exact, in units of the common scale, 0 where nothing is `printed`; `steps` are the units of the last
    printed place, 0 where nothing is printed. All three are (lines, places).
    """

    values: Ints
    printed: Bools
    steps: Ints

    @property
    def turned(self) -> NumberGrid:
        """The same numbers with columns as lines."""
        turn = np.ascontiguousarray
        return NumberGrid(turn(self.values.T), turn(self.printed.T), turn(self.steps.T))

    @property
    def lines(self) -> Ints:
        """Indexes of the lines in which some number is printed."""
        return np.flatnonzero(self.printed.any(axis=1))

    @property
    def coarsest(self) -> Ints:
        """The coarsest step of every place: less than that is no part of anything."""
        return np.asarray(np.where(self.printed, self.steps, 1).max(axis=0), np.int64)


def grid_of(numbers: Sequence[Sequence[int | None]], steps: Sequence[Sequence[int]] | None = None) -> NumberGrid | None:
    """The grid of `numbers`, whole numbers of one scale (None for a blank), each exact to half its step (1).

    None where there is nothing to look at: no numbers, too many cells, or sums that would leave 64 bits.

    >>> grid = grid_of([[100, None], [250, 50]])
    >>> [] if grid is None else grid.values.tolist()
    [[100, 0], [250, 50]]
    """
    width = max((len(row) for row in numbers), default=0)
    if not width or len(numbers) * width > MOST_CELLS:
        return None
    largest = max((abs(number) for row in numbers for number in row if number is not None), default=0)
    if not largest or largest * 8 * max(len(numbers), width, 32) >= _ROOM:
        return None
    shape = len(numbers), width
    values, printed, steps_of = np.zeros(shape, np.int64), np.zeros(shape, np.bool_), np.zeros(shape, np.int64)
    for at, row in enumerate(numbers):
        for place, number in enumerate(row):
            if number is not None:
                values[at, place], printed[at, place] = number, True
                steps_of[at, place] = 1 if steps is None else min(steps[at][place], largest)
    return NumberGrid(values, printed, steps_of)


class Running(Struct, frozen=True, eq=False):
    """Running sums over the lines `order` of a grid: entry k is the sum of the first k of them, in every place.

    `amounts` adds the values, `steps` and `squares` their steps, `counts` how many are more than nothing. `marks` adds
    values with two sets of small weights: it tells apart two places in which the parts are shared out differently.
    """

    order: Ints
    amounts: Ints
    steps: Ints
    squares: Ints
    counts: Ints
    marks: tuple[Ints, Ints]


def running(grid: NumberGrid, order: Ints) -> Running:
    """The running sums over the lines `order`."""
    values = grid.values[order]
    marks = [((order[:, None] + 1) * factor >> 13) % 8 + 1 for factor in _FACTORS]
    squares = np.minimum(grid.steps[order], 1 << 27) ** 2
    return Running(
        order,
        _sums(values),
        _sums(grid.steps[order]),
        _sums(squares),
        _sums((np.abs(values) >= grid.coarsest).astype(np.int64)),
        (_sums(values * marks[0]), _sums(values * marks[1])),
    )


def _sums(values: Ints) -> Ints:
    start = np.zeros((1, values.shape[1]), np.int64)
    return np.concatenate([start, np.cumsum(values, axis=0)])
