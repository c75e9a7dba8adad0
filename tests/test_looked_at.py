"""What was found by looking at pages beside their reading (docs/readers.md): each kind with its smallest case."""

from __future__ import annotations

import pytest

from fiscal.document import Document
from tables.compose import Source
from tables.formats.pdf import read_layout
from tables.from_layout import document_of
from tables.reading_options import USUAL
from tests.drawn_pdf import Page, draw_table, pdf, width

ROWS = [["项目", "预算数"], ["教育支出", "100"], ["卫生健康支出", "50"], ["合计", "150"]]


def read(*pages: Page) -> Document:
    """The document that `pages` make."""
    data = pdf(pages)
    layout = read_layout(data, USUAL)
    return document_of(layout, Source.of(data, "d0", "d0.pdf", layout.format, layout.pages))


def labels(document: Document) -> list[str]:
    """The names of all rows."""
    return [row.label for table in document.tables for row in table.rows]


def values(document: Document) -> list[str]:
    """All numbers of tables, row by row."""
    return [str(cell.quantity.value) for table in document.tables for row in table.rows for cell in row.cells if cell]


def ruled(columns: tuple[int, ...], rows: list[tuple[int, list[list[str]]]]) -> Page:
    """A page with a ruled grid: the edges of its columns, and each row with its height and the lines of every cell."""
    page = Page()
    page.text(200, 60, "2023年债券使用情况表", 12)
    page.text(440, 84, "单位：亿元")
    top = 100
    for high, cells in rows:
        page.rule(columns[0], top, columns[-1], top)
        for left, lines in zip(columns, cells, strict=False):
            start = top + (high - 12 * len(lines)) // 2 + 10
            for at, line in enumerate(lines):
                page.text(left + 4, start + 12 * at, line)
        top += high
    page.rule(columns[0], top, columns[-1], top)
    for x in columns:
        page.rule(x, 100, x, top)
    return page


def test_a_raised_mark_of_a_footnote_is_no_part_of_the_name() -> None:
    """① stands small and high behind the label: it does not come before it."""
    page = Page()
    page.text(200, 60, "2023年基金收支表", 12)
    page.text(440, 84, "单位：万元")
    draw_table(page, ROWS, "ruled", top=100)
    page.text(66 + width("教育支出"), 129, "①", 5)
    assert labels(read(page)) == ["教育支出", "卫生健康支出", "合计"]


def test_the_code_of_a_project_in_three_lines_is_one_row() -> None:
    """Its later lines are digits alone, but no numbers of rows that nobody named."""
    names = [(20, [["项目名称"], ["项目编号"], ["债券规模"]])]
    rows = [
        (44, [["甲县供水工程"], ["PX6400000003", "180020041161", "51742"], ["1.5"]]),
        (20, [["乙县道路"], ["P20"], ["2.5"]]),
    ]
    document = read(ruled((60, 240, 340, 420), names + rows))
    assert (labels(document), values(document)) == (["甲县供水工程", "乙县道路"], ["1.5", "2.5"])


def test_a_column_that_names_nearly_every_row_is_the_label() -> None:
    """One name over two rows does not make the column of kinds beside it a part of all names."""
    rows = [(20, [["项目名称"], ["债券性质"], ["债券规模"]])]
    rows += [(20, [[f"{at}号桥梁建设工程"], ["一般债券"], [f"{at}.5"]]) for at in range(1, 14)]
    rows += [(20, [[""], ["专项债券"], ["20.5"]])]
    assert labels(read(ruled((60, 240, 340, 420), rows)))[:13] == [f"{at}号桥梁建设工程" for at in range(1, 14)]


def test_two_columns_that_name_a_row_stay_two_words() -> None:
    """The county and the project, which several counties may have."""
    rows = [(20, [["地区"], ["项目名称"], ["债券规模"]])]
    rows += [(20, [["甲县"], [f"{at}号桥"], [f"{at}.5"]]) for at in (1, 2, 3)]
    rows += [(20, [["乙县"], [f"{at}号桥"], [f"{at}.5"]]) for at in (4, 5, 6)]
    assert labels(read(ruled((60, 140, 340, 420), rows))) == [
        *(f"甲县 {at}号桥" for at in (1, 2, 3)),
        *(f"乙县 {at}号桥" for at in (4, 5, 6)),
    ]


@pytest.mark.parametrize(
    ("number", "told"), [("表五", "表五"), ("表4-6", "表4-6"), ("社预05表", "社预05表"), ("附表3", "附表3")]
)
def test_the_title_may_stand_above_the_number(number: str, told: str) -> None:
    """The number stands left, in the line of the unit."""
    page = Page()
    page.text(180, 60, "2023年区本级一般公共预算支出决算表", 12)
    page.text(60, 84, number)
    page.text(440, 84, "单位：万元")
    draw_table(page, ROWS, "ruled", top=100)
    (table,) = read(page).tables
    assert (table.number, table.title) == (told, "2023年区本级一般公共预算支出决算表")
    assert table.unit
    assert table.unit.name == "万元"


def test_a_name_over_two_rows_names_both() -> None:
    """One project, two bonds: the second row has no name of its own."""
    page = ruled((60, 240, 340), [(20, [["项目名称"], ["债券规模"]])])
    page.rule(60, 120, 60, 200)
    page.rule(240, 120, 240, 200)
    page.rule(340, 120, 340, 200)
    for y in (160, 180, 200):
        page.rule(60, y, 340, y)
    page.rule(240, 140, 340, 140)
    for y, text in ((144, "甲县供水工程"), (174, "乙县道路"), (194, "丙县桥梁")):
        page.text(64, y, text)
    for y, text in ((134, "1.5"), (154, "2.5"), (174, "3.5"), (194, "4.5")):
        page.text(300, y, text)
    document = read(page)
    assert labels(document) == ["甲县供水工程", "甲县供水工程", "乙县道路", "丙县桥梁"]
    assert values(document) == ["1.5", "2.5", "3.5", "4.5"]
