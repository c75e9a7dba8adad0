"""Sums found by arithmetic alone: planted ones are found, none is seen where there is none, in any order of columns."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.structure.unannounced.aggregations import Aggregation, aggregations, holds
from reconcile.structure.unannounced.number_lines import MOST_CELLS, grid_of

Numbers = list[list[int | None]]
Found = set[tuple[int, tuple[int, ...]]]

CASES: dict[str, tuple[Numbers, Found]] = {
    "total below": ([[3412, 871], [2207, 129], [5619, 1000]], {(2, (0, 1))}),
    "total above": ([[5619, 1000], [3412, 871], [2207, 129]], {(0, (1, 2))}),
    "total of totals above": (
        [[9131, 4420], [5619, 1000], [3412, 871], [2207, 129], [3512, 3420], [1509, 2911], [2003, 509]],
        {(0, (1, 4)), (1, (2, 3)), (4, (5, 6))},
    ),
    "total of totals below": (
        [[3412, 871], [2207, 129], [5619, 1000], [1509, 2911], [2003, 509], [3512, 3420], [9131, 4420]],
        {(2, (0, 1)), (5, (3, 4)), (6, (2, 5))},
    ),
    "headings and blanks are passed over": (
        [[3412, None], [None, None], [2207, 129], [None, 640], [5619, 769]],
        {(4, (0, 2, 3))},
    ),
    "receipts less outlays leave a balance": ([[9417, 7731], [6280, 5519], [3137, 2212]], {(0, (1, 2))}),
    "one figure of four is wrong": (
        [[3412, 871, 4419, 9283], [2207, 129, 1204, 3540], [5619, 1000, 5263, 12823]],
        {(2, (0, 1))},
    ),
    "zeros prove nothing": ([[0, 0], [0, 0], [0, 0], [0, 0]], set()),
    "one part proves nothing": ([[417, 88], [0, 0], [417, 88]], set()),
    "columns that are copies of one another speak once": ([[3, 3, 3, 3], [4, 4, 4, 4], [7, 7, 7, 7]], set()),
    "counting up is no adding up": ([[line, line + 1, line + 2] for line in range(1, 9)], set()),
    "two groups and their total, side by side": (
        [[14, 1709], [5121, 640], [2338, 977], [7459, 1617], [6417, 505], [1219, 2860], [7636, 3365]],
        {(3, (1, 2)), (6, (4, 5))},
    ),
}


def sums(numbers: Numbers, **how: bool) -> tuple[Aggregation, ...]:
    """The sums among the rows."""
    grid = grid_of(numbers)
    return () if grid is None else aggregations(grid, **how)


@pytest.mark.parametrize(("numbers", "wanted"), CASES.values(), ids=CASES)
def test_cases(numbers: Numbers, wanted: Found) -> None:
    """What is found, and nothing else."""
    assert {(one.total, one.parts) for one in sums(numbers)} == wanted


def test_columns_are_rows_turned_round() -> None:
    """The same is found across as down."""
    grid = grid_of([list(column) for column in zip(*CASES["total of totals above"][0], strict=True)])
    assert grid is not None
    assert {(one.total, one.parts) for one in aggregations(grid.turned)} == CASES["total of totals above"][1]


def test_a_wrong_figure_is_told_from_the_others() -> None:
    """The place that fails is counted, and `holds` names the others."""
    numbers = CASES["one figure of four is wrong"][0]
    (found,) = sums(numbers)
    grid = grid_of(numbers)
    assert grid is not None
    assert (found.held, found.failed, holds(grid, found).tolist()) == (3, 1, [0, 1, 3])


def test_rounding_is_allowed_for() -> None:
    """Figures printed in thousands, parts printed to the unit: the sum holds up to rounding."""
    exact = random.Random(5)
    parts = [[exact.randrange(10**5, 10**7) for _ in range(6)] for _ in range(4)]
    total = [(sum(column) + 500) // 1000 * 1000 for column in zip(*parts, strict=True)]
    grid = grid_of([*parts, total], [[1] * 6] * 4 + [[1000] * 6])
    assert grid is not None
    (found,) = aggregations(grid)
    assert (found.total, found.parts, found.exact, found.held) == (4, (0, 1, 2, 3), False, 6)


@st.composite
def planted(draw: st.DrawFn) -> tuple[Numbers, Found]:
    """Groups of figures without any pattern, each with its total above or below, and a total of all groups."""
    source = random.Random(draw(st.integers(0, 2**32)))
    width, above = draw(st.integers(3, 5)), draw(st.booleans())
    rows: Numbers = []
    found: Found = set()
    tops: list[int] = []
    for size in draw(st.lists(st.integers(2, 9), min_size=2, max_size=5)):
        group: Numbers = [[source.randrange(10**4, 10**7) for _ in range(width)] for _ in range(size)]
        total: list[int | None] = [sum(number or 0 for number in column) for column in zip(*group, strict=True)]
        start = len(rows)
        rows += [total, *group] if above else [*group, total]
        tops.append(start if above else len(rows) - 1)
        found.add((tops[-1], tuple(range(start + above, start + size + above))))
    whole: list[int | None] = [sum(rows[top][at] or 0 for top in tops) for at in range(width)]
    if not above:
        return [*rows, whole], found | {(len(rows), tuple(tops))}
    moved = {(total + 1, tuple(part + 1 for part in parts)) for total, parts in found}
    return [whole, *rows], moved | {(0, tuple(top + 1 for top in tops))}


@settings(max_examples=60, deadline=None)
@given(planted(), st.randoms())
def test_planted_sums_are_found_in_any_order_of_columns(table: tuple[Numbers, Found], shuffle: random.Random) -> None:
    """Every group, and the total of all; the order of the columns changes nothing at all."""
    numbers, wanted = table
    found = sums(numbers)
    assert {(one.total, one.parts) for one in found} == wanted
    order = list(range(len(numbers[0])))
    shuffle.shuffle(order)
    assert sums([[row[at] for at in order] for row in numbers]) == found


@settings(max_examples=40, deadline=None)
@given(planted(), st.integers(0, 2**32))
def test_one_spoilt_figure_hides_no_sum(table: tuple[Numbers, Found], seed: int) -> None:
    """Where at least two other columns agree, a wrong figure is told from them."""
    numbers, wanted = table
    source = random.Random(seed)
    total, parts = source.choice(sorted(wanted))
    column = source.randrange(len(numbers[0]))
    row = source.choice([total, *parts])
    numbers[row][column] = (numbers[row][column] or 0) + source.randrange(1, 10**5)
    found = {(one.total, one.parts): one for one in sums(numbers)}
    assert wanted <= found.keys()
    assert found[total, parts].failed == 1


def test_nothing_is_seen_in_noise() -> None:
    """Three hundred tables of random numbers, large and small: no sum at all among the large, next to none else."""
    source = random.Random(1)
    claims = {10**6: 0, 100: 0}
    for largest in claims:
        for _ in range(150):
            width = source.randint(2, 8)
            table: Numbers = [[source.randrange(largest) for _ in range(width)] for _ in range(source.randint(5, 40))]
            claims[largest] += len(sums(table))
    assert claims[10**6] == 0
    assert claims[100] <= 15


def test_long_lists_and_tall_towers_cost_no_more_than_their_length() -> None:
    """Five thousand rows under one total, and a tower of totals of totals, both with what they hold."""
    source = random.Random(2)
    rows: Numbers = [[source.randrange(10**6) for _ in range(4)] for _ in range(5000)]
    total: list[int | None] = [sum(number or 0 for number in column) for column in zip(*rows, strict=True)]
    assert (5000, tuple(range(5000))) in {(one.total, one.parts) for one in sums([*rows, total], near=True)}
    tower: Numbers = [[source.randrange(10**6) for _ in range(4)]]
    for _ in range(20):
        item: list[int | None] = [source.randrange(10**6) for _ in range(4)]
        tower += [item, [(tower[-1][at] or 0) + (item[at] or 0) for at in range(4)]]
    found = {(one.total, one.parts) for one in sums(tower)}
    assert {(2 * floor, (2 * floor - 2, 2 * floor - 1)) for floor in range(1, 21)} <= found


def test_what_cannot_be_added_up_is_left_alone() -> None:
    """Nothing printed, too many cells, or numbers whose sums leave 64 bits: no grid, no claim."""
    assert grid_of([]) is None
    assert grid_of([[None], [None]]) is None
    assert grid_of([[1] * 1000] * (MOST_CELLS // 1000 + 1)) is None
    assert grid_of([[10**18, 1], [2, 3]]) is None
