"""Lines to paragraphs: what a page's width, a blank line or a page turn has broken is joined, and nothing else."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tables.prose.paragraphs import display_width, paragraphs

FULL = "全区地方政府债务余额由一般债务余额和专项债务余额两部分组成，按照规定分别纳入"
"""A line of prose as wide as the page of these tests, 36 characters, without an end."""


def joined(*lines: str, taken: frozenset[int] = frozenset()) -> list[str]:
    """The paragraphs as texts, blanks at the ends of lines dropped."""
    return ["".join(text.strip() for _, text in part.lines) for part in paragraphs(lines, set(taken))]


TOGETHER = [
    ("wrapped", [FULL, "预算管理，其中专项债务63.3亿元。"]),
    ("blank line between", [FULL, "", "预算管理，其中专项债务63.3亿元。"]),
    ("number split", ["我区新增债务限额为7.0亿元，全年还本付息支出合计为3305", ".93万元，全部列入预算。"]),
    ("unit split, with a blank line", ["今年我区需要还本付息，预计全年合计支出15.2亿", "", "元，已经列入预算。"]),
    ("unit split before 元", ["今年下达我区的债券额度中，再融资债券5.8亿", "元，新增债券8.8亿元。"]),
    ("page number between, the list announced", ["预计余额126.8亿元，其中：", "", "— 12 —", "", "一般债务63.5亿元。"]),
    ("list goes on after a comma", ["收入包括：税收收入10亿元，", "非税收入5亿元。"]),
    ("bracket left open", ["新增债券8.8亿元（占用当年限额7.0亿元", "动用结存限额1.8亿元）。"]),
    ("title left open", ["会议听取了《关于2023年预算执行情况", "的报告》。"]),
    ("list announced", ["预计余额126.8亿元，其中：", "一般债务63.5亿元，专项债务63.3亿元。"]),
]


@pytest.mark.parametrize("lines", [case for _, case in TOGETHER], ids=[name for name, _ in TOGETHER])
def test_broken_lines_are_one_paragraph(lines: list[str]) -> None:
    """A sentence that is not finished goes on with the next line."""
    words = [line for line in lines if line and not line.startswith("—")]
    assert joined(*lines) == ["".join(words)]


APART = [
    ("finished sentence", ["收入10亿元。", "支出9亿元。"]),
    ("numbered heading", [FULL, "二、支出情况"]),
    ("bracketed heading", [FULL, "（一）一般公共预算"]),
    ("list number", ["增长5.0%，其中", "1．教育支出3亿元。"]),
    ("bullet", ["主要任务，", "- 抓收入"]),
    ("markdown heading", [FULL, "## 支出"]),
    ("annex", [FULL, "附件：名单"]),
    ("two headings", ["一、收入", "二、支出"]),
]


@pytest.mark.parametrize("lines", [case for _, case in APART], ids=[name for name, _ in APART])
def test_what_begins_anew_is_a_paragraph_of_its_own(lines: list[str]) -> None:
    """A finished sentence ends its paragraph; a heading, a list item or an annex begins one."""
    assert joined(*lines) == lines


def test_lines_of_a_table_belong_to_no_paragraph() -> None:
    """Lines taken by a table are left out and keep what stands around them apart."""
    assert joined(FULL, "项目\t预算数", "教育\t10", "如上表所示。", taken=frozenset({2, 3})) == [FULL, "如上表所示。"]


@pytest.mark.parametrize("mark", ["12", "- 12 -", "— 12 —", "第 12 页", "第12页共30页", "xii"])
def test_page_numbers_are_dropped(mark: str) -> None:
    """A page number alone on its line is no text."""
    assert joined("收入10亿元。", mark, "支出9亿元。") == ["收入10亿元。", "支出9亿元。"]


def test_a_number_that_the_sentence_waits_for_is_no_page_number() -> None:
    """A number alone on a line stays where the sentence before it lacks one."""
    assert joined("经过各单位共同努力，全区建议办理总数为", "131", "件。") == [
        "经过各单位共同努力，全区建议办理总数为131件。"
    ]


def test_running_heads_are_dropped() -> None:
    """A short line that comes back on every page is the running head."""
    lines = list(itertools.chain.from_iterable(("某区人大常委会公报", f"第{n}段，收入{n}亿元。") for n in range(1, 7)))
    assert joined(*lines) == [f"第{n}段，收入{n}亿元。" for n in range(1, 7)]


def test_a_mark_left_open_by_a_misprint_does_not_swallow_the_rest() -> None:
    """An unclosed 《 holds a few lines together, not the whole document."""
    found = joined("依据《预算法的规定，编制如下。", *(f"第{n}项支出为{n}亿元。" for n in range(1, 30)))
    assert len(found) >= 25


def test_lines_keep_their_numbers() -> None:
    """Every piece of a paragraph knows the line it was printed on."""
    (part,) = paragraphs([FULL, "", "预算管理。"], set())
    assert [number for number, _ in part.lines] == [1, 3]


@pytest.mark.parametrize(("text", "width"), [("预算", 4), ("12", 2), ("１２", 4), ("", 0), ("预算 2020", 9)])
def test_display_width(text: str, width: int) -> None:
    """A Chinese or full-width character is two columns wide."""
    assert display_width(text) == width


LINES = st.lists(st.text(alphabet="收入支出1234.,亿元万%，。；：（）《》 一二、\t-—#附表", max_size=40), max_size=25)


@given(LINES, st.sets(st.integers(1, 25)))
def test_every_line_is_used_once_and_in_order(lines: list[str], taken: set[int]) -> None:
    """No line is used twice, none out of order, none that a table has taken; only blank and page lines are dropped."""
    used = [number for part in paragraphs(lines, taken) for number, _ in part.lines]
    assert used == sorted(set(used))
    assert not set(used) & taken
    dropped = set(range(1, len(lines) + 1)) - set(used) - taken
    worded = [n for n in dropped if any(char in lines[n - 1] for char in "，。；") and lines.count(lines[n - 1]) < 5]
    assert worded == []
