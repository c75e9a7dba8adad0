"""Two pages on one sheet are read one after the other; one page with two columns of a table is one page."""

from __future__ import annotations

import pytest

from fiscal.document import Document
from tables.compose import Source
from tables.formats.pdf import read_layout
from tables.from_layout import document_of
from tables.reading_options import Reading
from tests.drawn_pdf import Page, draw_table, pdf

HEAD = ("项目", "预算数", "决算数")
REST = (("卫生健康支出", "20,060", "19,500"), ("合计", "65,660", "64,510"))
FIRST = (
    "一、收入情况。2024年全区收入完",
    "成80.5亿元，比上年增长3.1%，其",
    "中税收收入60.2亿元，非税收入2",
    "0.3亿元，完成全年预算的101%。",
)
SECOND = (
    "二、支出情况。2024年全区支出达",
    "到45.2亿元，比上年增长5.1%，其",
    "中教育支出12.3亿元，卫生支出6",
    ".5亿元，其他支出26.4亿元。",
)


def read(page: Page) -> Document:
    """The document that a sheet makes."""
    data = pdf([page])
    layout = read_layout(data, Reading())
    assert layout.pages == 1
    return document_of(layout, Source.of(data, "d0", "d0.pdf", layout.format, layout.pages))


@pytest.mark.parametrize("style", ["ruled", "three lines", "horizontals"])
def test_two_tables_side_by_side_are_two(style: str) -> None:
    """Each with its own number, title and rows."""
    page = Page(842, 595)
    for left, title, label in (
        (40, "附表1 东湖区2024年收入表", "税收收入"),
        (450, "附表2 东湖区2024年支出表", "教育支出"),
    ):
        page.text(left + 60, 60, title, 12)
        page.text(left + 260, 80, "单位：万元")
        draw_table(page, (HEAD, (label, "45,600", "45,010"), *REST), style, 90, left, 150, 90)
    tables = read(page).tables
    assert [(table.number, table.title, table.rows[0].label, len(table.rows)) for table in tables] == [
        ("附表1", "东湖区2024年收入表", "税收收入", 3),
        ("附表2", "东湖区2024年支出表", "教育支出", 3),
    ]


def test_two_pages_of_prose_are_read_down_and_not_across() -> None:
    """A sentence goes on in the line below, not on the other page."""
    page = Page(842, 595)
    for at, (one, other) in enumerate(zip(FIRST, SECOND, strict=True)):
        page.text(40, 80 + at * 22, one, 12)
        page.text(460, 80 + at * 22, other, 12)
    figures = [f"{f.quantity.value}{f.quantity.unit.name}" for p in read(page).passages for f in p.figures]
    assert figures == [
        "80.5亿元",
        "3.1%",
        "60.2亿元",
        "20.3亿元",
        "101%",
        "45.2亿元",
        "5.1%",
        "12.3亿元",
        "6.5亿元",
        "26.4亿元",
    ]


@pytest.mark.parametrize("style", ["three lines", "none"])
def test_the_two_sides_of_one_table_stay_together(style: str) -> None:
    """Receipts and outlays under one title, with white between them."""
    page = Page(842, 595)
    page.text(330, 60, "东湖区2024年收支平衡情况表", 14)
    page.text(700, 80, "单位：万元")
    rows = (
        ("项目", "税收收入", "非税收入", "上级补助收入", "合计"),
        ("项目", "教育支出", "卫生支出", "其他支出", "合计"),
    )
    for left, labels in ((40, rows[0]), (460, rows[1])):
        table = [(label, "预算数" if not at else f"{at},000") for at, label in enumerate(labels)]
        draw_table(page, table, "none", 90, left, 200, 120)
    if style == "three lines":
        for y in (90, 110, 190):
            page.rule(40, y, 780, y)
    assert {table.title for table in read(page).tables} == {"东湖区2024年收支平衡情况表"}
