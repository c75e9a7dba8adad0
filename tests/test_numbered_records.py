"""Tables of which only the words are left, a piece of a cell a line (tables/grids/numbered_records.py)."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from tables.formats.text import read_text_document
from tables.grids.numbered_records import record_runs

TITLE = "某区主要指标完成情况表"
HEAD = ["序号 指标名称 单位", "目标", "2023 年", "基期", "完成", "情况", "目标完成情况判断"]
ROWS = (
    ("地区生产总值", "亿元", "1200", "1000", "1250", "提前达到目标"),
    ("研发经费占生产总值比例", "%", "4", "3.6", "3.7", "符合预期"),
    ("养老设施建筑面积", "万平方米", "16", "13", "15.4", "符合预期"),
    ("路网密度", "公里/平方公里", "2.23", "2.12", "2.18", "不及预期"),
    ("发明专利拥有量", "件", "30", "24.7", "35.3", "提前达到目标"),
)
HEADER = ("序号", "指标名称", "单位", "目标", "2023年基期", "完成情况", "目标完成情况判断")


def printed(number: int, row: Sequence[str], broken: Sequence[int]) -> list[str]:
    """A row as recognition gives it: every cell a line, its words broken behind the places `broken`."""
    lines = [str(number)]
    for at, cell in enumerate(row):
        cut = broken[at % len(broken)]
        words = not cell[0].isdigit() and 0 < cut < len(cell)
        lines += [cell[:cut], cell[cut:]] if words else [cell]
    return lines


@given(broken=st.lists(st.integers(2, 5), min_size=1, max_size=6), turned=st.sampled_from([None, 3, 4]))
@settings(max_examples=60, deadline=None)
def test_pieces_come_back_as_rows_however_they_are_broken(broken: list[int], turned: int | None) -> None:
    """Wherever names, units and judgements are broken, and wherever the page turns, the rows are the same."""
    lines = [*HEAD]
    for number, row in enumerate(ROWS, 1):
        lines += [*HEAD] if number == turned else []
        lines += printed(number, row, broken)
    rows = [row.cells for run in record_runs([*lines, "", "注：数据截至年末。"]) for row in run.rows]
    assert [row for row in rows if row != HEADER] == [(str(n), *row) for n, row in enumerate(ROWS, 1)]


def test_rows_that_do_not_fit_are_told_and_not_guessed() -> None:
    """A row with more figures than columns stays together in one cell, which counts as unread."""
    lines = [TITLE, *HEAD]
    for number, row in enumerate(ROWS, 1):
        lines += printed(number, row, [3])
    lines += ["6", "百亿级平台数", "个", "百 8-10，", "千亿 4-6", "百亿 7，", "千亿 2", "9", "符合预期"]
    document = read_text_document("\n".join(lines).encode(), "case.txt", "d0")
    (table,) = document.tables
    assert table.rows[5].label == "百亿级平台数"
    assert table.rows[5].cells == (None, None, None)
    assert sum(one.count for one in document.unread) >= 5
    assert [cell.quantity.text for cell in table.rows[0].cells if cell] == ["1200", "1000", "1250"]


def test_prose_with_numbers_at_the_start_of_lines_is_no_table() -> None:
    """Without a header that numbers its rows nothing is read, nor where the numbers do not count up."""
    assert not list(record_runs(["1", "收入 5 亿元", "2", "支出 6 亿元", "3", "结余 7 亿元"]))
    assert not list(record_runs([*HEAD, "1", "地区生产总值", "亿元", "3", "人均收入", "元"]))


def test_what_stands_behind_the_table_stays_prose() -> None:
    """The last row takes no more lines behind its figures than the rows before it; a sentence ends the table."""
    lines = [TITLE, *HEAD]
    for number, row in enumerate(ROWS, 1):
        lines += printed(number, row, [3])
    document = read_text_document("\n".join([*lines, "2024年全区收入12亿元，增长3%。"]).encode(), "case.txt", "d0")
    assert [passage.text for passage in document.passages] == ["2024年全区收入12亿元，增长3%。"]
    assert [judged.row for judged in document.tables[0].judged] == [0, 3, 4]
