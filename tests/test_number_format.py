"""What a spreadsheet shows for a value: tests/number_formats.yml, and what must hold for any value."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tables.sheets.number_format import general, shown, shown_text, stored
from tables.sheets.xlsx_sheet import number_shown

CASES: dict[str, list[Any]] = yaml.safe_load((Path(__file__).parent / "number_formats.yml").read_text(encoding="utf-8"))
AMOUNTS = st.decimals(min_value=-(10**13), max_value=10**13, places=2, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(("value", "code", "expected"), CASES["numbers"])
def test_a_number_is_shown_as_its_format_says(value: str, code: str, expected: str) -> None:
    """A number by its stored text."""
    assert shown(stored(value), code) == expected


@pytest.mark.parametrize(("text", "code", "expected"), CASES["texts"])
def test_a_text_keeps_its_blanks(text: str, code: str, expected: str) -> None:
    """The blanks in front of a label are its depth."""
    assert shown_text(text, code) == expected


@pytest.mark.parametrize(("value", "code", "expected"), CASES["dates"])
def test_a_day_is_shown_as_its_format_says(value: str, code: str, expected: str) -> None:
    """A day is a number that only its format tells from an amount."""
    assert number_shown(value, code) == expected


def test_days_may_count_from_1904() -> None:
    """The other way of counting days is four years and a day later."""
    assert number_shown("44196", "yyyy/m/d", since_1904=True) == "2025/1/1"


@given(AMOUNTS)
def test_two_decimals_and_separators_lose_nothing(value: Decimal) -> None:
    """What is shown with two decimals is the value itself."""
    assert Decimal(shown(value, "#,##0.00").replace(",", "")) == value


@given(AMOUNTS)
def test_general_is_within_half_a_unit_of_its_last_place(value: Decimal) -> None:
    """General rounds, and never by more than the last place that it shows."""
    printed = Decimal(general(value))
    assert abs(printed - value) * 2 <= Decimal(1).scaleb(int(printed.as_tuple().exponent))


@given(AMOUNTS, st.text(alphabet='0#?.,%;"-_*[]Red@年yMd!\\ ', max_size=24))
def test_no_format_is_too_odd(value: Decimal, code: str) -> None:
    """Any format code shows something or nothing, and never fails."""
    assert isinstance(number_shown(f"{value:f}", code), str)
    assert isinstance(shown_text("合计", code), str)
