"""Tables that the turn of a page breaks in an awkward place: a header left alone, a label in two pieces."""

from __future__ import annotations

from fiscal.document import Document
from tables.compose import Source
from tables.from_layout import document_of
from tables.layout import Cell, Layout, Line, Segment

CAPTION = tuple(Line(text, 1) for text in ("附表1", "云溪区2024年支出表", "单位：万元"))
HEAD = ("项目", "预算数", "决算数")
ROWS = (("教育支出", "1,200", "1,250"), ("卫生支出", "800", "810"), ("支出总计", "2,000", "2,060"))


def segment(page: int, *rows: tuple[str, ...]) -> Segment:
    """A ruled grid of one page."""
    cells = tuple(Cell(text, y, x) for y, row in enumerate(rows) for x, text in enumerate(row))
    return Segment(cells, len(rows), len(rows[0]), page, reader="grid")


def read(*blocks: Line | Segment) -> Document:
    """The document of a PDF with these blocks."""
    return document_of(Layout("pdf", 2, blocks), Source("d0", "a.pdf", "pdf", "0", 2))


def labels(document: Document) -> list[list[str]]:
    """The labels of each table."""
    return [[row.label for row in table.rows] for table in document.tables]


def test_a_header_alone_at_the_end_of_a_page_heads_the_rows_of_the_next() -> None:
    """Number, title, unit and header stand on one page, all rows on the next: one table, nothing unread."""
    document = read(*CAPTION, segment(1, HEAD), segment(2, *ROWS))
    assert labels(document) == [["教育支出", "卫生支出", "支出总计"]]
    table = document.tables[0]
    assert (table.number, table.title, [column.title for column in table.columns]) == (
        "附表1",
        "云溪区2024年支出表",
        ["预算数", "决算数"],
    )
    assert not document.notes


def test_a_header_with_text_behind_it_heads_nothing() -> None:
    """Where a line of text stands between, what follows is another grid."""
    document = read(*CAPTION, segment(1, HEAD), Line("说明如下。", 2), segment(2, *ROWS))
    assert all(not table.columns or table.title != "云溪区2024年支出表" for table in document.tables)


def test_a_label_in_two_pieces_is_no_title_of_the_next_page() -> None:
    """The rest of a label above a row of 支出总计 is no banner: the table goes on, the label is whole."""
    before = segment(1, HEAD, *ROWS[:2], ("地方政府一般", "300", "310"))
    document = read(*CAPTION, before, segment(2, ("债务还本支出", "", ""), ("支出总计", "2,300", "2,370")))
    assert len(document.tables) == 1
    assert labels(document)[0][-1] == "支出总计"
    assert [row.cells[0] is not None for row in document.tables[0].rows][-1]


def test_a_rest_that_closes_a_bracket_belongs_to_the_label() -> None:
    """国有资源（资 | 产）有偿使用收入 is one label, though its rest looks like an item."""
    before = segment(1, HEAD, *ROWS[:2], ("国有资源（资", "300", "310"))
    document = read(*CAPTION, before, segment(2, ("产）有偿使用收入", "", ""), ("总计", "2,300", "2,370")))
    assert labels(document) == [["教育支出", "卫生支出", "国有资源（资产）有偿使用收入", "总计"]]
