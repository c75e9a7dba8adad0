"""Sums that hold tell a true reading of a table from one with a shifted column, a lost row or melted cells."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import assume, given
from hypothesis import strategies as st

from tables.layout import Cell, Segment
from tables.pages.agreeing_rows import labelled_amounts, sums

Rows = list[list[str]]


def segment(rows: Sequence[Sequence[str]]) -> Segment:
    """The rows as one grid; empty texts are no cells."""
    cells = tuple(Cell(text, i, j) for i, row in enumerate(rows) for j, text in enumerate(row) if text)
    return Segment(cells, len(rows), max(map(len, rows)))


@st.composite
def tables(draw: st.DrawFn) -> Rows:
    """A table with a budget, its changes, the adjusted budget, and a total of each below or above."""
    amounts = st.integers(100, 9_999_999)
    lines = draw(st.lists(st.tuples(amounts, st.integers(-99, 9_999_999)), min_size=3, max_size=15))
    body = [
        [f"项目{chr(0x4E00 + at)}", f"{a:,}", f"{b:,}", f"{a + b:,}"]
        for at, (a, b) in enumerate(lines, 1)
        if b and a + b
    ]
    assume(len(body) > 2)
    whole = [sum(int(row[at].replace(",", "")) for row in body) for at in (1, 2, 3)]
    assume(all(whole))
    total = ["合计", *(f"{amount:,}" for amount in whole)]
    return [["项目", "预算数", "调整数", "调整预算数"], *([total, *body] if draw(st.booleans()) else [*body, total])]


def shifted(rows: Rows, column: int) -> Rows:
    """The rows with the amounts of one column a row too low."""
    amounts = [rows[0][column], "", *(row[column] for row in rows[1:])]
    longer = [*rows, [""] * 4]
    return [[*row[:column], text, *row[column + 1 :]] for row, text in zip(longer, amounts, strict=True)]


@given(tables())
def test_a_true_table_shows_all_its_sums(rows: Rows) -> None:
    """A total of every column, and budget plus change in every row."""
    columns, lines = set(zip(*(row[1:] for row in rows[1:]), strict=True)), {tuple(row[1:]) for row in rows[1:]}
    assert len(sums([segment(rows)])) >= len(columns) + len(lines)


@given(tables(), st.integers(1, 3))
def test_a_shifted_column_has_fewer_sums(rows: Rows, column: int) -> None:
    """Its total is lost, and with it what it makes across."""
    assert len(sums([segment(shifted(rows, column))])) < len(sums([segment(rows)]))


@given(tables(), st.data())
def test_melted_rows_have_fewer_sums(rows: Rows, data: st.DataObject) -> None:
    """Two rows read as one lose the amounts of both."""
    at = data.draw(st.integers(1, len(rows) - 2))
    one = [f"{a}\n{b}" for a, b in zip(rows[at], rows[at + 1], strict=True)]
    melted = [*rows[:at], one, *rows[at + 2 :]]
    assert sums([segment(rows)]) > sums([segment(melted)])


@given(tables(), st.permutations([1, 2, 3]))
def test_the_order_of_columns_does_not_matter(rows: Rows, order: list[int]) -> None:
    """As many sums hold when the columns stand in another order."""
    turned = [[row[0], *(row[at] for at in order)] for row in rows]
    assert len(sums([segment(turned)])) == len(sums([segment(rows)]))


def test_amounts_too_large_for_a_machine_word_are_exact() -> None:
    """One unit in thirty digits is a difference."""
    large = "9" * 29
    right = [["甲", large], ["乙", "1"], ["合计", "1" + "0" * 29]]
    wrong = [["甲", large], ["乙", "2"], ["合计", "1" + "0" * 29]]
    assert sums([segment(right)]) and not sums([segment(wrong)])


def test_codes_spread_over_three_columns_are_codes() -> None:
    """201, 06, 01 is 2010601: a part of 20106."""
    rows = [
        ["201", "06", "", "财政事务", "2,112.86"],
        ["201", "06", "01", "行政运行", "1,511.90"],
        ["201", "06", "02", "一般事务", "600.96"],
    ]
    assert sums([segment(rows)]) == {("20106", "2112.86", "1511.90", "600.96")}


def test_both_sides_of_a_balance_end_in_one_amount() -> None:
    """收入总计 beside 支出总计."""
    rows = [["税收", "70", "教育", "60"], ["其他", "29", "科技", "40"], ["收入总计", "100", "支出总计", "100"]]
    assert ("收入总计", "支出总计", "100") in sums([segment(rows)])


def test_an_amount_without_a_label_beside_it_does_not_count() -> None:
    """A reading that prints labels and amounts on different rows has lost what they mean."""
    apart = [["教育", ""], ["", "60"], ["科技", ""], ["", "40"]]
    beside = [["教育", "60"], ["科技", "40"]]
    assert not labelled_amounts([segment(apart)])
    assert labelled_amounts([segment(beside)]).total() == 2
