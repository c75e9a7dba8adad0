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


INDICATORS = """关于云溪区2025年上半年计划执行情况的报告

表1 2025年上半年云溪区主要目标完成情况

序号\t指标名称\t年初预期目标\t上半年完成数
1\t规模以上工业总产值\t增长6%\t669.6
2\t全社会固定资产投资\t450亿元\t241.5
3\t合同外资\t8亿美元\t8.8
4\t社会消费品零售总额\t增长3%\t231.4

规模以上工业总产值完成669.6亿元，下降10.6%。外贸出口231.4亿美元。
"""


def test_a_row_without_a_unit_has_that_of_the_text_with_its_name_and_number() -> None:
    """Where the rows count in units of their own; an equal number of another name says nothing."""
    table = read_text_document(INDICATORS.encode(), "a.txt", "d0").tables[0]
    results = [row.cells[1] for row in table.rows]
    assert [cell.quantity.unit.name for cell in results if cell is not None] == ["亿元", "亿元", "亿美元", ""]
    targets = [row.cells[0] for row in table.rows]
    assert {str(cell.period) for cell in targets if cell is not None} == {"2025-year"}
