"""Tables of works whose cells are phrases: a row for every thing to be done, with its goal and what was done of it."""

from __future__ import annotations

from fiscal.table import Row
from tables.formats.text import read_text_document

WORKS = """关于云溪区2025年上半年计划执行情况的报告

表2 2025年度云溪区实事工程项目上半年完成情况

序号\t项目名称\t项目内容及目标工程量\t上半年完成情况
1\t养老服务\t改扩建老年活动室 25 家\t招投标
\t\t老年人助餐点 10 家\t3 家正在装修，7 家基本完成
2\t就业服务\t户籍新增就业人数 19000 人，其中农村富余劳动力 4000 人\t累计新增 12748 人，其中农村富余劳动力 4392 人

2025年公报第四号（总第154号）

3\t环境改善\t完成农村生活污水改造 3441 户\t累计完成 2353 户
4\t交通服务\t新建公交候车亭 305 座(其中新建 205 座，更新 100 座)、公交港湾式站台 12 座\t完成立项及政府采购

上半年，完成农村生活污水改造2353户。
"""


def said(row: Row) -> tuple[str, int | None, tuple[str | None, ...]]:
    """Label, depth and cells of a row."""
    cells = tuple(cell.quantity.text + cell.quantity.unit.name if cell is not None else None for cell in row.cells)
    return row.label, row.level, cells


def test_every_thing_to_be_done_has_a_row_with_its_goal_and_its_result() -> None:
    """Work by work; what stands in brackets is part of the goal before it, and a result has the unit of its goal."""
    document = read_text_document(WORKS.encode(), "a.txt", "d0")
    (table,) = document.tables
    assert [said(row) for row in table.rows] == [
        ("养老服务", 0, (None, None)),
        ("改扩建老年活动室", 1, ("25家", None)),
        ("老年人助餐点", 1, ("10家", None)),
        ("就业服务", 0, (None, None)),
        ("户籍新增就业人数", 1, ("19000人", "12748人")),
        ("其中：农村富余劳动力", 2, ("4000人", "4392人")),
        ("环境改善", 0, (None, None)),
        ("完成农村生活污水改造", 1, ("3441户", "2353户")),
        ("交通服务", 0, (None, None)),
        ("新建公交候车亭", 1, ("305座", None)),
        ("其中：新建", 2, ("205座", None)),
        ("更新", 2, ("100座", None)),
        ("公交港湾式站台", 1, ("12座", None)),
    ]
    assert str(table.columns[0].period) == "2025-year"


def test_a_table_of_words_stays_prose() -> None:
    """Two numbers among many phrases do not make a table of goals."""
    text = WORKS.replace("25 家", "若干").replace("10 家", "一批").replace("12 座", "").replace("3441 户", "")
    text = text.replace("19000 人，其中农村富余劳动力 4000 人", "明显提高")
    assert not read_text_document(text.encode(), "a.txt", "d0").tables
