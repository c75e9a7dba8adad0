"""Columns of amounts compute exactly what Decimal and Fraction compute, at and beyond the edge of 64 bits."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiscal.numbers.amounts import LARGEST, AmountColumn, integers
from fiscal.numbers.quantity import Quantity
from fiscal.numbers.units import Unit, unit

EDGE = st.one_of(
    st.integers(-(10**13), 10**13),
    st.integers(LARGEST - 3, LARGEST + 3),
    st.integers(-LARGEST - 4, -LARGEST + 3),
    st.integers(-(2**70), 2**70),
)
AMOUNTS = st.builds(lambda whole, places: Decimal(whole).scaleb(-places), EDGE, st.integers(0, 6))
CELLS = st.lists(st.none() | AMOUNTS, max_size=12)
PAIRS = st.lists(st.tuples(st.none() | AMOUNTS, st.none() | AMOUNTS), max_size=10)


def _fractions(cells: list[Decimal | None]) -> list[Fraction]:
    return [Fraction(cell or 0) for cell in cells]


@given(CELLS)
def test_total_and_prefix_sums_are_exact(cells: list[Decimal | None]) -> None:
    """The total is the rational sum, the prefix sums the running rational sums, blank cells counting as nothing."""
    column = AmountColumn.of(cells)
    assert Fraction(column.total()) == sum(_fractions(cells))
    assert [Fraction(value or 0) for value in column.prefix_sums().to_decimals()] == list(accumulate(_fractions(cells)))


@given(CELLS)
def test_reading_back_is_the_identity(cells: list[Decimal | None]) -> None:
    """A column gives back the amounts it was made of, blank where blank."""
    assert list(AmountColumn.of(cells).to_decimals()) == cells


@given(PAIRS)
def test_arithmetic_between_columns(pairs: list[tuple[Decimal | None, Decimal | None]]) -> None:
    """Sum, subtraction and order agree with rational arithmetic at any scale; a blank operand leaves a blank."""
    ours, theirs = AmountColumn.of([a for a, _ in pairs]), AmountColumn.of([b for _, b in pairs])
    added, order = ours.add(theirs).to_decimals(), ours.compare(theirs)
    lacking, taken = ours.difference(theirs).to_decimals(), ours.subtract(theirs).to_decimals()
    for index, (a, b) in enumerate(pairs):
        assert Fraction(lacking[index] or 0) == Fraction(a or 0) - Fraction(b or 0)
        if a is None or b is None:
            assert (added[index], taken[index], order[index]) == (None, None, 0)
            continue
        assert Fraction(added[index] or 0) == Fraction(a) + Fraction(b)
        assert Fraction(taken[index] or 0) == Fraction(a) - Fraction(b)
        assert order[index] == (Fraction(a) > Fraction(b)) - (Fraction(a) < Fraction(b))


@given(CELLS, st.sampled_from(["元", "万元", "亿元"]), st.sampled_from(["元", "万元", "亿元"]))
def test_converting_there_and_back_keeps_the_amounts(cells: list[Decimal | None], one: str, two: str) -> None:
    """A column in another unit is worth the same, and converting it back gives the column again."""
    column = AmountColumn.of(cells, unit(one))
    there = column.convert(unit(two))
    assert Fraction(there.total()) * Fraction(unit(two).factor) == sum(_fractions(cells)) * Fraction(unit(one).factor)
    assert there.convert(unit(one)).same_as(column)
    assert there.same_as(column)


@given(st.lists(EDGE, min_size=1, max_size=6), st.integers(-(10**6), 10**6))
def test_weights_are_exact(values: list[int], weight: int) -> None:
    """A weighted column is the product with Python's integers."""
    column = AmountColumn.of([Decimal(value) for value in values]).weighted(weight)
    assert [int(value) for value in column.to_decimals() if value is not None] == [value * weight for value in values]


@given(CELLS, PAIRS)
def test_no_float_anywhere(cells: list[Decimal | None], pairs: list[tuple[Decimal | None, Decimal | None]]) -> None:
    """Every column, computed or not, holds int64 or Python ints, read-only."""
    column = AmountColumn.of(cells)
    other = AmountColumn.of([a for a, _ in pairs]).add(AmountColumn.of([b for _, b in pairs]))
    for each in (column, column.prefix_sums(), column.filled(), column.rescaled(column.scale + 3), other):
        assert each.coefficients.dtype in (np.dtype(np.int64), np.dtype(object))
        assert all(type(value) is int for value in each.coefficients.tolist())
        assert not each.coefficients.flags.writeable and not each.missing.flags.writeable


def test_ordinary_money_stays_in_64_bits() -> None:
    """Only what does not fit falls back to Python's integers, and comes back as soon as it fits."""
    big = AmountColumn.of([Decimal(LARGEST), Decimal(1)])
    assert big.coefficients.dtype == np.int64
    beyond = big.add(big)
    assert beyond.coefficients.dtype == object
    assert beyond.subtract(big).coefficients.dtype == np.int64
    assert integers([LARGEST + 1]).dtype == object


def test_columns_of_quantities_take_their_unit() -> None:
    """Quantities of different money units meet in the unit of the first, or in the unit asked for."""
    cells = [Quantity("1.5", Decimal("1.5"), unit("亿元")), None, Quantity("300", Decimal(300), unit("万元"))]
    assert AmountColumn.of(cells).total() == Decimal("1.53")
    assert AmountColumn.of(cells, unit("万元")).to_decimals() == (Decimal(15000), None, Decimal(300))


def test_choosing_entries() -> None:
    """An index gives a decimal or None; a slice or a mask gives a column."""
    column = AmountColumn.of([Decimal("1.20"), None, Decimal("3.4")])
    assert (str(column[0]), column[1], len(column)) == ("1.20", None, 3)
    assert column[1:].to_decimals() == (None, Decimal("3.40"))
    assert column[np.array([True, False, True])].total() == Decimal("4.60")


def test_what_is_refused() -> None:
    """Different lengths, dimensions, fewer places, thirds, NaN and float arrays are errors, never approximations."""
    column = AmountColumn.of([Decimal("1.25")], unit("万元"))
    third = Unit("third", "CNY", Decimal(3))
    refused: tuple[Callable[[], object], ...] = (
        lambda: column.add(AmountColumn.of([])),
        lambda: column.convert(unit("人")),
        lambda: column.rescaled(1),
        lambda: AmountColumn.of([Decimal(1)], unit("元")).convert(third),
        lambda: AmountColumn.of([Decimal("NaN")]),
    )
    for attempt in refused:
        with pytest.raises(ValueError, match=r"."):
            attempt()
    with pytest.raises(TypeError):
        AmountColumn(np.array([1.5]), np.array([False]))
    with pytest.raises(ValueError, match="read-only"):
        column.coefficients[0] = 1
