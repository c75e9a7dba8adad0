"""What holds for every number: printing and reading, converting, adding."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from fiscal.numbers.chinese_numerals import read_chinese
from fiscal.numbers.interval import EXACT
from fiscal.numbers.numerals import find_quantities, read_cell
from fiscal.numbers.quantity import Quantity
from fiscal.numbers.units import unit
from fiscal.words.plain_text import normalise

amounts = st.builds(lambda digits, places: Decimal(digits).scaleb(-places), st.integers(0, 10**12), st.integers(0, 6))
money = st.sampled_from(["元", "万元", "亿元", "万亿元", "千元"])
FULL_WIDTH = str.maketrans("0123456789.%()-", "０１２３４５６７８９．％（）－")
NEGATIVE = {"△": "△{}", "-": "-{}", "▲": "▲{}"}
POWERS = [(8, "亿"), (4, "万"), (3, "千"), (2, "百"), (1, "十")]


def chinese(number: int) -> str:
    """`number` written in full in Chinese numerals."""
    if number < 10:
        return "零一二三四五六七八九"[number]
    power, sign = next((power, sign) for power, sign in POWERS if number >= 10**power)
    head, tail = divmod(number, 10**power)
    gap = "零" if tail and tail < 10 ** (power - 1) else ""
    return chinese(head) + sign + gap + (chinese(tail) if tail else "")


@given(amounts, st.booleans(), st.booleans(), st.sampled_from(["", "-", "△", "()"]), money)
def test_printing_and_reading_is_the_identity(value: Decimal, grouped: bool, wide: bool, sign: str, name: str) -> None:
    """A number printed with separators, full-width, with △ or in brackets reads as the same digits."""
    digits = f"{value:,f}" if grouped else f"{value:f}"
    printed = f"({digits})" if sign == "()" else sign + digits
    shown = printed.translate(FULL_WIDTH) if wide and not grouped else printed
    expected = -value if sign else value
    read = read_cell(shown)
    assert read is not None
    assert (read[0], read[0].as_tuple().exponent) == (expected, value.as_tuple().exponent)
    if sign != "()" or len(digits) > 3:
        (found,) = find_quantities(normalise(f"收入为{shown}{name}，其中"))
        assert (str(found.quantity.value), found.quantity.unit) == (str(read[0]), unit(name))


@given(st.integers(1, 9999), st.integers(1000, 9999))
def test_money_in_two_units_is_one_sum(high: int, low: int) -> None:
    """3亿5000万元 is 35,000万元."""
    (found,) = find_quantities(f"收入{high}亿{low}万元。")
    assert (found.quantity.value, found.quantity.unit) == (Decimal(high * 10**4 + low), unit("万元"))


@given(st.integers(1, 10**8))
def test_chinese_numerals_round_trip(number: int) -> None:
    """What is written in full is read as the same number."""
    assert read_chinese(chinese(number)) == number


@given(amounts)
def test_converting_units_keeps_the_interval(value: Decimal) -> None:
    """The same sum printed in 元, 万元 or 亿元, to the same place, stands for the same interval."""
    in_yuan = Quantity("", value.scaleb(8), unit("元"))
    ten_thousands = Quantity("", value.scaleb(4), unit("万元"))
    hundred_millions = Quantity("", value, unit("亿元"))
    assert in_yuan.centre == ten_thousands.centre == hundred_millions.centre
    assert hundred_millions.expressed_in(unit("万元")) == ten_thousands.value
    if value.as_tuple().exponent == -6:
        wide = Quantity("", value.scaleb(4), unit("万元")).interval()
        assert wide == hundred_millions.interval()


@given(st.lists(st.tuples(st.integers(-(10**9), 10**9), st.integers(0, 4)), min_size=1, max_size=8))
def test_sum_of_intervals_holds_the_true_sum(rows: list[tuple[int, int]]) -> None:
    """However true values are rounded for print, the sum of the printed intervals holds the sum of the true values."""
    total = None
    truth = Decimal(0)
    for number, places in rows:
        true = Decimal(number).scaleb(-4)
        printed = true.quantize(Decimal(1).scaleb(-places))
        interval = Quantity("", printed, unit("元")).interval()
        if printed == 0:
            true = Decimal(0)  # a printed zero is exact
        total = interval if total is None else total + interval
        truth = EXACT.add(truth, true)
    assert total is not None
    assert truth in total


budget_signs = st.text("0123456789,.%-—△()（）第百之一二十百千万亿余多约近至到元个人家年月/ 、，。", max_size=60)


@given(st.text() | budget_signs)
def test_any_text_gives_spans_inside_it_or_nothing(text: str) -> None:
    """No text raises; the spans lie in the text, do not overlap and hold their digits."""
    last = 0
    shown = normalise(text)
    for found in find_quantities(shown):
        assert last <= found.start <= found.digits < found.end <= len(shown)
        assert found.quantity.value.is_finite()
        found.quantity.interval()
        last = found.end
    read_cell(text)
