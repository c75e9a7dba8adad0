"""The PDF reader on files drawn here: every style of table is read back cell by cell, and prose as paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tables.compose import Source
from tables.decode import UnreadableDocument
from tables.formats.pdf import read_layout
from tables.from_layout import document_of
from tables.layout import Layout, Line, unwrapped
from tables.reading_options import USUAL
from tests.drawn_pdf import STYLES, Page, draw_table, pdf

TABLE = (
    ("项目", "预算数", "调整数", "调整预算数"),
    ("一般公共服务支出", "31,799", "-8,380", "23,419"),
    ("国防支出", "528", "-30", "498"),
    ("教育支出", "1,152,408", "", "1,152,408"),
    ("国有土地使用权出让收入对应专项债务收入安排的支出", "43,528", "1,000", "44,528"),
    ("其他支出", "", "77", "77"),
    ("合计", "1,228,263", "-7,333", "1,220,930"),
)


def layout(*pages: Page) -> Layout:
    """What the reader makes of the pages."""
    return read_layout(pdf(pages), USUAL)


def grid(read: Layout, which: int = 0) -> list[list[str]]:
    """The texts of one grid, as one line each."""
    return [[unwrapped(cell) for cell in row] for row in read.segments()[which].rows()]


def as_rows(table: Sequence[Sequence[str]]) -> list[list[str]]:
    """A table as `grid` gives it."""
    return [list(row) for row in table]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("setting", ["upright", "landscape", "by /Rotate", "by its matrix"])
def test_every_style_is_read_back(style: str, setting: str) -> None:
    """Rules or none, upright or turned: the same cells in the same rows and columns."""
    page = {
        "upright": Page(),
        "landscape": Page(842, 595),
        "by /Rotate": Page(595, 842, turn=90, matrix=True),
        "by its matrix": Page(595, 842, matrix=True),
    }[setting]
    draw_table(page, TABLE, style)
    read = layout(page)
    assert grid(read) == as_rows(TABLE)
    assert not [block for block in read.blocks if isinstance(block, Line)]


numbers = st.integers(-9_999_999, 9_999_999).map(lambda n: f"{n:,}") | st.just("")
labels = st.text(alphabet="一般公共服务国防教育科技文化卫生社会保障农林水交通支出收入", min_size=2, max_size=11)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(labels, numbers, numbers), min_size=4, max_size=25),
    st.sampled_from(("ruled", "open sides", "columns and header", "verticals")),
)
def test_any_numbers_stay_in_their_places(rows: list[tuple[str, str, str]], style: str) -> None:
    """Whatever the figures are, blank ones included, none changes its row or column."""
    full = [("合计", "1,234", "5,678"), *rows, ("总计", "8,765", "4,321")]
    page = Page()
    draw_table(page, [("项目", "预算数", "决算数"), *full], style, pitch=22)
    assert grid(layout(page)) == as_rows([("项目", "预算数", "决算数"), *full])


def test_bold_type_made_by_printing_twice_is_read_once() -> None:
    """The second print lies a third of a point beside the first."""
    page = Page()
    draw_table(page, TABLE, "ruled")
    page.marks += [re.sub(r"1 0 0 1 (\d+) ", r"1 0 0 1 \1.33 ", mark) for mark in page.marks]
    assert grid(layout(page)) == as_rows(TABLE)


def test_a_table_over_two_pages_is_one_table() -> None:
    """The header printed again on the second page is no row, and the page number between is no row either."""
    first, second = Page(), Page()
    first.text(60, 80, "附表1")
    first.text(200, 100, "云溪区2024年一般公共预算支出表", 14)
    first.text(480, 112, "单位：万元")
    draw_table(first, TABLE[:4], "ruled")
    first.text(290, 815, "— 1 —")
    draw_table(second, (TABLE[0], *TABLE[4:]), "ruled", top=70)
    second.text(290, 815, "— 2 —")
    document = document_of(layout(first, second), Source("d0", "表.pdf", "pdf", "", 2))
    (table,) = document.tables
    assert (table.number, table.title, table.unit and table.unit.name) == (
        "附表1",
        "云溪区2024年一般公共预算支出表",
        "万元",
    )
    assert [row.label for row in table.rows] == [row[0] for row in TABLE[1:]]
    assert [figure.place.page for row in table.rows for figure in row.cells[:1] if figure] == [1, 1, 1, 2, 2]


def test_depth_is_how_far_a_label_is_set_in() -> None:
    """One Chinese character further in is one level down; a total in the middle of its column is no level."""
    page = Page()
    rows = (("项目", "预算数"), ("税收收入", "90"), ("增值税", "60"), ("所得税", "30"), ("非税收入", "10"))
    bottom = draw_table(page, rows, "ruled")
    for name in ("增值税", "所得税"):
        code = name.encode("utf-16-be").hex()
        page.marks = [mark.replace(" 66 ", " 86 ") if code in mark else mark for mark in page.marks]
    assert bottom == 220
    document = document_of(layout(page), Source("d0", "表.pdf", "pdf", ""))
    assert [row.level for row in document.tables[0].rows] == [0, 1, 1, 0]


def test_prose_is_put_together_over_lines_and_pages() -> None:
    """Running heads and page numbers go; a sentence broken by the turn of the page is one passage with its places."""
    body = (
        "　　一、关于一般公共预算。全区收入预算由一百七十一亿元调整为一百八十亿元，主要是根据",
        "上半年实际执行情况和市级补助增加的情况作相应安排，其中税收收入完成90.5亿元，同比增",
        "长3.1%，非税收入完成12.25亿元，为年初预算的百分之六十，进度与时间基本一致，收入质量",
        "继续保持较好水平，支出结构不断优化，重点支出得到保障，没有超过人大批准的预算数额，各",
    )
    pages = []
    for number in range(1, 5):
        page = Page()
        page.text(60, 40, "云溪区人民代表大会常务委员会公报", 9)
        for at, line in enumerate(body):
            page.text(60, 100 + 24 * at, line if number == 1 or at else line.replace("　　一", "　　二"), 11)
        page.text(290, 815, f"— {number} —")
        pages.append(page)
    document = document_of(layout(*pages), Source("d0", "文.pdf", "pdf", "", 4))
    assert all("公报" not in passage.text and "—" not in passage.text for passage in document.passages)
    assert len(document.passages) == 4
    found = [
        (str(f.quantity.value), f.place.page) for f in document.passages[0].figures if f.quantity.unit.name == "亿元"
    ]
    assert found == [("171", 1), ("180", 1), ("90.5", 1), ("12.25", 1)]
    assert all(figure.place.bbox is not None for figure in document.figures())


def test_a_file_that_is_no_pdf_is_refused() -> None:
    """With one word that becomes a sentence."""
    with pytest.raises(UnreadableDocument, match="pdf"):
        read_layout(b"%PDF-1.7 and nothing behind it", USUAL)
