"""Slips: which pairs of printed numbers are one slip apart, and how much such an explanation is worth."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiscal.figure import Figure
from fiscal.numbers.quantity import Quantity
from fiscal.numbers.units import unit
from fiscal.place import Place
from fiscal.relation import Basis, Kind, Relation, Role, Term
from fiscal.slips.misprint import REASONS, candidates, chance, explains, misprint, slip

SLIPS: list[tuple[str, str, str | None]] = [
    ("3472546", "3472564", "swap"),
    ("3,472,546", "3472564", "swap"),
    ("101000", "100700", None),
    ("81300", "81200", "digit"),
    ("54.9", "55.9", "digit"),
    ("54.9", "55.0", None),
    ("9500", "19500", "lost"),
    ("195000", "19500", "zero"),
    ("1950", "19500", "zero"),
    ("1005", "105", "zero"),
    ("119500", "19500", "extra"),
    ("34.72", "347.2", "power"),
    ("3472", "34.72", "power"),
    ("19500", "195000000", "unit"),
    ("-300", "300", "sign"),
    ("△300", "300", "sign"),
    ("（300）", "300", "sign"),
    ("12.3", "12.34", None),
    ("12.34", "12.3", None),
    ("12", "12", None),
    ("12", "12.0", None),
    ("0", "5", None),
    ("甲", "5", None),
    ("1.2.3", "5", None),
    ("12", "2100", None),
]


@pytest.mark.parametrize(("printed", "other", "reason"), SLIPS)
def test_misprint(printed: str, other: str, reason: str | None) -> None:
    """One slip is recognised by its kind; anything more is no slip."""
    assert misprint(printed, other) == reason


numbers = st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=2) | st.integers(
    -(10**9), 10**9
).map(Decimal)


@given(numbers)
def test_candidates_are_slips(value: Decimal) -> None:
    """Every candidate is another number, listed once, that a single slip turns into the printed one."""
    found = list(candidates(value))
    assert len({number for _, number in found}) == len(found)
    for reason, number in found:
        assert reason in REASONS
        assert number != value
        assert slip(value, number) is not None


@given(numbers, numbers)
def test_a_slip_is_mutual(one: Decimal, other: Decimal) -> None:
    """If one number can stand for the other by a slip, so can the other for the one."""
    assert (slip(one, other) is None) == (slip(other, one) is None)


def balance(total: str, *parts: str) -> tuple[Relation, dict[str, Figure]]:
    """A sum in 万元: figure `0` is the total."""
    figures = {
        str(i): Figure(str(i), Quantity(text, Decimal(text), unit("万元")), Place("d"), "x", "cell")
        for i, text in enumerate((total, *parts))
    }
    terms = tuple(Term(name, Role.PART if name != "0" else Role.TOTAL) for name in figures)
    return Relation("T", Kind.BALANCE, Basis.STATED, terms), figures


def test_explains_names_the_figure_and_its_value() -> None:
    """81,200 + 19,500 = 100,700: with 18,200 printed, the swapped digits of that one part explain the difference."""
    relation, figures = balance("100700", "18200", "19500")
    assert [(r.figure, r.value, r.reason) for r in explains(relation, figures)] == [("1", Decimal(81200), "swap")]


def test_nothing_explains_an_arbitrary_difference() -> None:
    """A difference that no single slip makes stays unexplained."""
    relation, figures = balance("100700", "81200", "12345")
    assert explains(relation, figures) == ()


def test_chance_is_high_for_small_numbers_and_low_for_long_ones() -> None:
    """Between small counts any difference looks like a slip; between seven digits hardly any does."""
    small = balance("13", "5", "7")
    large = balance("3472564", "1187004", "2285561")
    assert chance(*small) > Decimal("0.3")
    assert chance(*large) < Decimal("0.001")


def test_chance_looks_at_the_digits_that_carry_meaning() -> None:
    """Figures in whole thousands differ by whole thousands: their zeros make no evidence."""
    exact, thousandfold = balance("101", "81", "19"), balance("101000", "81000", "19000")
    assert abs(chance(*exact) - chance(*thousandfold)) < Decimal("0.2")
