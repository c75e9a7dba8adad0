"""Tables in text: where they are, what they hold, and what is not one."""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiscal.budget import Budget, Level, Stage
from fiscal.figure import Measure
from fiscal.table import Table
from reconcile.words.note_wording import note_sentence
from tables.grids.table_blocks import TableBlock, find_table_blocks
from tables.grids.table_build import build_table

SHARED = Path(__file__).resolve().parents[2] / "shared"


def blocks(text: str) -> list[TableBlock]:
    """The blocks of a text."""
    return find_table_blocks(text.split("\n"))


def tables(text: str) -> list[Table]:
    """The tables of a text."""
    return [build_table(block, "d", f"d.t{i}", 0) for i, block in enumerate(blocks(text))]


def cells(table: Table) -> list[tuple[str, list[str | None]]]:
    """Labels and printed values."""
    return [(row.label, [None if c is None else c.quantity.text for c in row.cells]) for row in table.rows]


TAB = (
    "附表 1:\n\n2024年区级一般公共预算支出调整表\n\n单位: 万元\n\n"
    "项目\t预算数\t调整预算数\n.....\n教育支出\t1,020\t1,120\n结转下年支出\t\t\n总计\t3,472\t3,572\n\n以上。"
)
PIPE = (
    "## 表一 2024年区级一般公共预算支出调整表（单位：万元）\n\n| 项目 | 预算数 | 调整预算数 |\n|---|---:|---:|\n"
    "| 教育支出 | 1,020 | 1,120 |\n| 结转下年支出 | | |\n| 总计 | 3,472 | 3,572 |"
)
BLANKS = (
    "附件2\n2024年区级一般公共预算支出调整表\n                         单位：万元\n项目              预算数      调整预算数\n"
    "教育支出           1,020           1,120\n结转下年支出                          30\n总计               3,472           3,572"
)


@pytest.mark.parametrize(
    ("text", "number"), [(TAB, "附表1"), (PIPE, "表一"), (BLANKS, "附件2")], ids=["tab", "pipe", "blank"]
)
def test_caption_and_cells(text: str, number: str) -> None:
    """Number, title, unit, columns and cells are read whatever keeps the columns apart; a blank cell stays blank."""
    (table,) = tables(text)
    assert (number, "2024年区级一般公共预算支出调整表", "万元") == (
        table.number,
        table.title,
        table.unit and table.unit.name,
    )
    assert [column.stage for column in table.columns] == [Stage.BUDGET, Stage.ADJUSTED]
    assert (
        table.budget,
        table.level,
        table.side,
        table.period and table.period.year,
    ) == (Budget.GENERAL, Level.OWN, "outlays", 2024)
    rows = dict(cells(table))
    assert rows["教育支出"] == ["1,020", "1,120"]
    assert rows["结转下年支出"][0] is None
    assert rows["总计"] == ["3,472", "3,572"]


def test_consumed_lines_hold_caption_and_body_only() -> None:
    """The lines of a block run from the caption to the last row; the prose behind is left to the prose reader."""
    (block,) = blocks(TAB)
    assert (block.first, block.consumed[-1]) == (1, 11)
    assert 13 not in block.consumed


def test_elided_row() -> None:
    """A row of dots says that rows were left out."""
    (table,) = tables(TAB)
    assert table.elided and table.rows[0].elided
    assert table.rows[0].cells == (None, None)


def test_figures_know_their_place() -> None:
    """Every cell has a stable id, its line, and the labels of its row and column."""
    (table,) = tables(TAB)
    figure = table.rows[1].cells[1]
    assert figure is not None
    assert (figure.id, figure.place.line, figure.place.row, figure.place.column) == (
        "d.t0.r1.c1",
        9,
        "教育支出",
        "调整预算数",
    )


def test_two_level_header_and_units_of_columns() -> None:
    """A header cell spread over columns counts for all of them; a % in the header is the unit of its column."""
    (table,) = tables(
        "收入执行情况表\n单位：亿元\n项目\t2023年\t2024年\t\t\n\t决算数\t预算数\t执行数\t完成预算（%）\n税收\t10.5\t11.0\t11.2\t101.8"
    )
    assert [c.title for c in table.columns] == [
        "2023年 / 决算数",
        "2024年 / 预算数",
        "2024年 / 执行数",
        "2024年 / 完成预算（%）",
    ]
    assert [column.unit and column.unit.name for column in table.columns] == ["亿元", "亿元", "亿元", "%"]
    measures = [cell.measure for cell in table.rows[0].cells if cell is not None]
    assert measures == [Measure.AMOUNT, Measure.AMOUNT, Measure.AMOUNT, Measure.COMPLETION]


def test_formula_row_belongs_to_the_header() -> None:
    """A row that says how columns are computed is no row of figures."""
    (table,) = tables("债务限额表\n单位：亿元\n地区\t限额\t一般\t专项\n公式\tA=B+C\tB\tC\n甲区\t30.5\t10.5\t20.0")
    assert cells(table) == [("甲区", ["30.5", "10.5", "20.0"])]
    assert "A=B+C" in table.columns[0].path


def test_codes_and_depth() -> None:
    """Codes, in a column of their own or in front of the label, are kept apart and give the depth."""
    (own,) = tables("支出表\n单位：万元\n科目编码\t科目名称\t预算数\n201\t一般公共服务支出\t30\n20101\t人大事务\t30")
    (front,) = tables("支出表\n单位：万元\n科目\t预算数\n201 一般公共服务支出\t30\n20101 人大事务\t30")
    for table in (own, front):
        assert [(r.code, r.level, r.label) for r in table.rows] == [
            ("201", 1, "一般公共服务支出"),
            ("20101", 2, "人大事务"),
        ]


def test_indentation_is_depth() -> None:
    """Blanks before the label show the depth."""
    (table,) = tables("支出表\n单位：万元\n项目\t预算数\n教育支出\t30\n  普通教育\t30\n    小学教育\t30")
    assert [row.level for row in table.rows] == [0, 1, 2]


def test_side_by_side_is_two_tables() -> None:
    """Receipts and outlays in one grid are two tables over the same lines."""
    left, right = blocks(
        "收支平衡表\n单位：万元\n收入项目\t预算数\t支出项目\t预算数\n税收\t80\t教育\t70\n合计\t80\t合计\t70"
    )
    assert left.consumed == right.consumed
    first, second = (build_table(block, "d", f"t{i}", 0) for i, block in enumerate((left, right)))
    assert (first.side, second.side) == ("receipts", "outlays")
    assert cells(second) == [("教育", ["70"]), ("合计", ["70"])]


@pytest.mark.parametrize(
    "between",
    ["\n— 12 —\n\n", "\n续表\n\n项目\t预算数\n", "\n项目\t预算数\n", "\n附表1（续）\n单位：万元\n项目\t预算数\n"],
    ids=["page number", "续表", "repeated header", "numbered 续"],
)
def test_continued_table_is_stitched(between: str) -> None:
    """A table that runs on over a page turn is the table it would be without one."""
    text = f"附表1\n支出表\n单位：万元\n项目\t预算数\n教育支出\t30\n{between}科学技术支出\t20\n合计\t50"
    (table,) = tables(text)
    assert cells(table) == [("教育支出", ["30"]), ("科学技术支出", ["20"]), ("合计", ["50"])]


def test_tables_with_equal_headers_and_own_titles_stay_apart() -> None:
    """Two tables that share nothing but the header are two."""
    one = "附表{n}\n{side}预算表\n单位：万元\n项目\t预算数\n甲\t30\n合计\t30\n"
    assert [t.number for t in tables(one.format(n=1, side="收入") + "\n" + one.format(n=2, side="支出"))] == [
        "附表1",
        "附表2",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "出席人员：\n丁一\t王二\t张三\n李四\t赵五\t\n-----\t-----\t----",
        "关于预算的报告\t张三（01）\n关于决算的报告\t（13）\n关于调整的决议\t(16)",
        "2023 年债务情况\n新增 100 亿元，增长 12\n其中 8.0  亿元",
        "序号\t项目名称\t完成情况\n1\t养老服务\t正在施工\n2\t教育服务\t完成招标",
        "",
    ],
    ids=["names", "contents", "prose", "words", "nothing"],
)
def test_what_is_no_table_of_figures(text: str) -> None:
    """Lists of names, tables of contents, prose and tables of words give no block, no figure and no note."""
    assert blocks(text) == []


def test_faults_are_noted_and_not_concluded_from() -> None:
    """A row too long, a cell that is no number and an unknown unit are noted; their cells are marked as unread."""
    (block,) = blocks("收入表\n单位：万袋\n项目\t预算数\t决算数\n甲\t30\t3l\n乙\t20\t21\t22\n合计\t50\t")
    assert [note.code for note in block.notes] == ["DOC05", "DOC06", "DOC07"]
    table = build_table(block, "d", "d.t0", 0)
    assert table.unread >= {(0, 1), (1, 0), (1, 1)}


def test_stated_unit_leaves_nothing_to_note() -> None:
    """A table in order gives no notes."""
    assert [block.notes for block in blocks(TAB)] == [()]


LABEL = st.text(alphabet="一般公共预算收入支出合计项目表单位：0123456789.,…—\t |　 ", max_size=12)


@given(st.lists(LABEL, max_size=12))
def test_any_lines_are_read_without_an_exception(lines: list[str]) -> None:
    """Whatever the lines are, blocks come in order, do not overlap unless side by side, and can be built."""
    found = find_table_blocks(lines)
    for number, block in enumerate(found):
        table = build_table(block, "d", f"t{number}", 0)
        assert all(len(row.cells) == len(table.columns) for row in table.rows)
        assert all(1 <= line <= len(lines) for line in block.consumed)
        assert isinstance(block.notes, tuple)
    for one, two in itertools.pairwise(found):
        assert one.consumed == two.consumed or one.consumed[-1] < two.consumed[0]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared seeds and golden files are not beside the repository")
def test_the_six_tables_read_by_hand() -> None:
    """The six tables of seed 000 come out exactly as they were read by hand."""
    seed = next((SHARED / "seeds").glob("000_*.txt")).read_text(encoding="utf-8")
    golden = json.loads((SHARED / "golden" / "000-tables.json").read_text(encoding="utf-8"))
    read = tables(seed)
    assert [(t["title"], t["no"], t["unit"], t["columns"]) for t in golden] == [
        (t.title, t.number, t.unit and t.unit.name, [column.title for column in t.columns]) for t in read
    ]
    for wanted, table in zip(golden, read, strict=True):
        assert [(r["label"], r["values"], r["elided"], r["line"]) for r in wanted["rows"]] == [
            (r.label, [None if c is None else str(c.quantity.value) for c in r.cells], r.elided, r.line)
            for r in table.rows
        ]


def test_second_header_row_may_repeat_the_corner() -> None:
    """Where a cell of the header spans two lines and is printed twice, both lines are header."""
    (table,) = tables("债券表\n单位：亿元\n地区\t总额\t\n地区\t合计\t新增\n东县\t18.2\t17.5\n西县\t16.7\t16.2")
    assert [column.title for column in table.columns] == ["总额 / 合计", "总额 / 新增"]
    assert [row.label for row in table.rows] == ["东县", "西县"]


def test_caption_inside_the_grid() -> None:
    """A line of cells that hold the number and the unit of the table only is caption, not header."""
    (table,) = tables(
        "收支情况表\n\t表一\t\t单位：万元\n项目\t预算数\t决算数\t完成预算%\n税收\t80\t84\t105.0\n合计\t80\t84\t105.0"
    )
    assert (table.number, table.unit and table.unit.name) == ("表一", "万元")
    assert [column.title for column in table.columns] == ["预算数", "决算数", "完成预算%"]


def test_notes_read_in_both_languages() -> None:
    """What the table reader notes is told in Chinese, and in English where that is asked for."""
    (block,) = blocks("收入表\n单位：万袋\n项目\t预算数\t决算数\n甲\t30\t3l\n乙\t20\t21\t22\n合计\t50\t")
    for note in block.notes:
        assert note_sentence(note.code, note.message, "zh") == note.message.replace("「", "“").replace("」", "”")
        english = re.sub("“.*?”", "", note_sentence(note.code, note.message, "en"))
        assert english.isascii(), english
