"""Sheets wider than their paper: the columns of the next pages belong to the rows of the first; what is doubtful stays
apart.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from fiscal.document import Document
from tables.compose import Source
from tables.formats.pdf import read_layout
from tables.from_layout import document_of
from tables.reading_options import Reading
from tests.drawn_pdf import Page, draw_table, pdf, width

LABELS = ("东湖区", "西山区", "南岭县", "北川县", "合计")
LEFT = (("1,200", "700"), ("900", "410"), ("350", "35"), ("60", ""), ("2,510", "1,145"))
RIGHT = (("500.5", "2.5"), ("490", "10"), ("315", "15"), ("60", "6"), ("1,365.5", "33.5"))
TITLE = "甲市2024年分区债务情况表"


def read(*pages: Page) -> Document:
    """The document that the pages make."""
    data = pdf(pages)
    layout = read_layout(data, Reading())
    return document_of(layout, Source.of(data, "d0", "d0.pdf", layout.format, layout.pages))


def first(labels: Sequence[str] = LABELS, top: int = 100) -> Page:
    """The page with the labels and the first columns."""
    page = Page()
    page.text(150, top - 30, TITLE, 12)
    rows = [("地区", "限额", "一般债务"), *((label, *row) for label, row in zip(labels, LEFT, strict=True))]
    draw_table(page, rows, "ruled", top)
    return page


def second(top: int = 100, rows: Sequence[Sequence[str]] = RIGHT) -> Page:
    """The page with the columns that are next, ruled as the first, without labels."""
    page = Page()
    page.text(200, top - 10, "单位：万元")
    xs = (60, 140, 220)
    for at, row in enumerate((("专项债务", "利息"), *rows)):
        for x, text in zip(xs[1:], row, strict=True):
            page.text(x - 5 - width(text), top + at * 20 + 14, text)
    for at in range(len(rows) + 2):
        page.rule(xs[0], top + at * 20, xs[-1], top + at * 20)
    for x in xs:
        page.rule(x, top, x, top + (len(rows) + 1) * 20)
    return page


def cells(document: Document) -> list[list[str | None]]:
    """The amounts of the first table."""
    return [[cell.quantity.text if cell else None for cell in row.cells] for row in document.tables[0].rows]


def test_columns_of_the_next_page_stand_beside_their_rows() -> None:
    """One table with all columns; every figure knows its own page, the unit of the second page holds for all."""
    document = read(first(), second())
    assert cells(document) == [[a or None, b or None, c, d] for (a, b), (c, d) in zip(LEFT, RIGHT, strict=True)]
    (table,) = document.tables
    assert [column.title for column in table.columns] == ["限额", "一般债务", "专项债务", "利息"]
    assert [cell.place.page for cell in table.rows[0].cells if cell] == [1, 1, 2, 2]
    assert {cell.quantity.unit.name for row in table.rows for cell in row.cells if cell} == {"万元"}


def test_all_first_columns_may_be_printed_before_the_next() -> None:
    """Down and then over: two pages with labels, then two without, of other heights."""
    document = read(first(), first(("甲镇", "乙镇", "丙镇", "丁镇", "小计"), 140), second(), second(140))
    rows = [row for table in document.tables for row in table.rows]
    assert [row.label for row in rows] == [*LABELS, "甲镇", "乙镇", "丙镇", "丁镇", "小计"]
    assert [{cell.place.page for cell in row.cells if cell} for row in rows] == [{1, 3}] * 5 + [{2, 4}] * 5
    assert all(len(row.cells) == 4 for row in rows)


@pytest.mark.parametrize("pages", [(first(), second(109)), (first(), second(rows=(*RIGHT, ("1", "2"))))])
def test_other_heights_or_more_rows_are_another_table(pages: tuple[Page, ...]) -> None:
    """Nothing is joined where one row of the next page stands beside none."""
    assert cells(read(*pages)) == [[a or None, b or None] for a, b in LEFT]


def test_two_ways_to_join_are_none() -> None:
    """Two pages with labels and two without, all of one height: which belongs to which cannot be told."""
    document = read(first(), first(("甲镇", "乙镇", "丙镇", "丁镇", "小计")), second(), second())
    pages = [{cell.place.page for cell in row.cells if cell} for table in document.tables for row in table.rows]
    assert pages and all(len(found) == 1 for found in pages)
