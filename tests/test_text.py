"""Normalising text and joining the lines of a paragraph."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiscal.words.plain_text import join_lines, normalise

NORMALISED = [
    ("０１２９ＡａＺ", "0129AaZ"),
    ("１２．５％（＋３）－４／５＝６", "12.5%(+3)-4/5=6"),
    ("A–B−C", "A-B-C"),
    ("其中:甲;乙", "其中：甲；乙"),
    ("1,234万元,增长", "1,234万元，增长"),
    ("增长5,其中", "增长5，其中"),
    ("，。；：！？、", "，。；：！？、"),
    ("2019—2035——〇", "2019—2035——〇"),
    ("a\u00a0b\u3000c\td\u200be", "a b c d e"),
    ("⽉⽇", "月日"),
]

JOINED = [
    (["收入 3305", "", ".93 万元"], "收入3305.93万元"),
    (["共1,2", "34 万元"], "共1,234万元"),
    (["提高 3.4 个百分", "点"], "提高3.4个百分点"),
    (["债 务限额 8.8 亿", "元"], "债务限额8.8亿元"),
    (["增长 5 %"], "增长5%"),
    (["## 一、**收入**情况"], "一、收入情况"),
    (["PM 2.5 data set", "next"], "PM 2.5 data set next"),
    (["（7.0 + 1.8）"], "(7.0+1.8)"),
    (["12 34"], "12 34"),
    (["12, 34"], "12，34"),
    (["12, 34 56"], "12，34 56"),
    (["  前面", "   后面  "], "前面后面"),
    (["4\u200b5 万元"], "45万元"),
    ([], ""),
    ([""], ""),
]


@pytest.mark.parametrize(("text", "expected"), NORMALISED)
def test_signs_have_one_writing(text: str, expected: str) -> None:
    """Every sign has one writing afterwards, and the text keeps its length."""
    assert normalise(text) == expected


@pytest.mark.parametrize(("lines", "expected"), JOINED)
def test_hard_wraps_and_blanks_vanish(lines: list[str], expected: str) -> None:
    """A paragraph becomes one line, in which no number or word is torn."""
    assert join_lines(list(enumerate(lines, 1))).text == expected


def test_each_character_knows_its_line_and_column() -> None:
    """A character of the joined text is found again in its source line, at its 0-based column."""
    lines = [(12, "# 支出 3305"), (14, "  .93 万元")]
    joined = join_lines(lines)
    assert joined.text == "支出3305.93万元"
    assert [joined.line_of(offset) for offset in range(len(joined.text))] == [12] * 6 + [14] * 5
    assert [joined.column_of(offset) for offset in range(len(joined.text))] == [2, 3, 5, 6, 7, 8, 2, 3, 4, 6, 7]


@given(st.text())
def test_normalising_keeps_length_and_is_final(text: str) -> None:
    """Normalised text is as long as its source, and normalising it again changes nothing."""
    once = normalise(text)
    assert len(once) == len(text)
    assert normalise(once) == once


@given(st.lists(st.text(alphabet="0129.,%，收入万元 aZ#*\u3000\u200b（）－", max_size=20), max_size=6))
def test_joined_characters_are_those_of_the_source(lines: list[str]) -> None:
    """Every character that is no blank stands in its source line at the place it names."""
    numbered = list(enumerate(lines, 5))
    joined = join_lines(numbered)
    source = dict(numbered)
    for offset, sign in enumerate(joined.text):
        printed = source[joined.line_of(offset)][joined.column_of(offset) :][:1] if sign != " " else ""
        # what a comma or a full stop is depends on its neighbours, which may stand in another line
        assert (
            sign == " " or normalise(printed) == sign or sign in ",，" or (printed, sign) in ((".", "。"), ("．", "。"))
        )
