"""Kinds of pages that real PDFs hold and readers once got wrong: each with its smallest case."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest

from fiscal.document import Document
from tables.compose import Source
from tables.formats.pdf import read_layout
from tables.from_layout import document_of
from tables.ocr.in_pdf import needs_ocr
from tables.pages.marks import Glyph
from tables.pages.meant_marks import with_meaning
from tables.pages.pdfium import page_marks
from tables.reading.readers import File
from tables.reading_options import Reading
from tests.drawn_pdf import Page, draw_table, pdf, width

ROWS = [["项目", "预算数", "决算数"], ["教育支出", "100", "90"], ["卫生健康支出", "50", "40"], ["合计", "150", "130"]]


def read(*pages: Page) -> Document:
    """The document that `pages` make."""
    data = pdf(pages)
    layout = read_layout(data, Reading())
    return document_of(layout, Source.of(data, "d0", "d0.pdf", layout.format, layout.pages))


def titled(*lines: str, rows: list[list[str]] = ROWS, style: str = "ruled") -> Page:
    """A page with `lines` in the middle above a table."""
    page = Page()
    for at, line in enumerate(lines):
        page.text((595 - width(line, 12)) // 2, 60 + 18 * at, line, 12)
    page.text(440, 64 + 18 * len(lines), "单位：万元")
    draw_table(page, rows, style, top=72 + 18 * len(lines))
    return page


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("甲市2025年一般公共预算支出表", "（按功能分类）"), "甲市2025年一般公共预算支出表（按功能分类）"),
        (("甲市2025年一般公共预算支出表", "（草案）"), "甲市2025年一般公共预算支出表（草案）"),
        (
            ("甲市2025年一般公共预算", "收入执行情况和支出", "预算安排表"),
            "甲市2025年一般公共预算收入执行情况和支出预算安排表",
        ),
        (("甲市2025年一般公共预算收入预算草案",), "甲市2025年一般公共预算收入预算草案"),
    ],
)
def test_titles_of_several_lines_are_whole(lines: tuple[str, ...], title: str) -> None:
    """A line in brackets adds to the title above it; a title above the unit need not call itself a table."""
    assert [table.title for table in read(titled(*lines)).tables] == [title]


def test_pages_with_an_added_line_in_the_title_are_joined() -> None:
    """The same title on the next page continues the table."""
    lines = ("甲市2025年一般公共预算支出表", "（按经济分类）")
    more = [ROWS[0], ["农林水支出", "10", "20"], ["交通运输支出", "30", "40"]]
    tables = read(titled(*lines), titled(*lines, rows=more)).tables
    assert [len(table.rows) for table in tables] == [5]


@pytest.mark.parametrize("title", ["甲市2025年一般公共预算支出表", "甲市2025年一般公共预算支出预算草案"])
def test_the_title_repeated_on_every_page_is_no_running_head(title: str) -> None:
    """It stands in the margin of all pages as a running head does, but right above a grid."""
    tables = read(*[titled(title) for _ in range(4)]).tables
    assert [table.title for table in tables] == [title]


def test_a_total_column_is_not_named_after_the_group_before_it() -> None:
    """In the form of debt limits the total of each group stands below the name of the group alone."""
    page = Page()
    page.text(200, 60, "甲市2025年政府债务限额及余额情况表", 12)
    page.text(480, 80, "单位：万元")
    xs, ys = [40, 110, 190, 260, 330, 410, 480, 550], [90, 110, 130, 150, 170, 190]
    for x in xs:
        page.rule(x, ys[1] if x in (190, 260, 410, 480) else ys[0], x, ys[-1])
    for at, y in enumerate(ys):
        page.rule(xs[1] if at == 1 else xs[0], y, xs[-1], y)
    for x in (110, 330):
        page.rule(x, ys[0], x, ys[1])
    page.text(60, 115, "地区")
    page.text(180, 105, "债务限额")
    page.text(400, 105, "债务余额")
    for x, text in ((200, "一般债务"), (270, "专项债务"), (420, "一般债务"), (490, "专项债务")):
        page.text(x, 125, text)
    rows = ["公式 A=B+C B C D=E+F E F", "全市 30 10 20 27 9 18", "本级 15 5 10 12 4 8"]
    for at, row in enumerate(rows):
        for x, text in zip(xs, row.split(), strict=False):
            page.text(x + 10, ys[2 + at] + 14, text)
    (table,) = read(page).tables
    paths = [column.path for column in table.columns]
    assert [path[0] for path in paths] == ["债务限额"] * 3 + ["债务余额"] * 3
    assert [path[1] for path in paths] == ["A=B+C", "一般债务", "专项债务", "D=E+F", "一般债务", "专项债务"]


def test_a_character_that_comes_in_halves_is_one() -> None:
    """Characters outside the basic plane stay what they are, and every text can be written as UTF-8."""
    page = Page()
    page.text(60, 80, "2025年全市财政收入100万元，其中：\U0002cb4e税收收入60万元，非税收入40万元。")
    document = read(page)
    (passage,) = document.passages
    assert "\U0002cb4e税收收入" in passage.text
    assert passage.text.encode("utf-8")
    assert [str(figure.quantity.value) for figure in passage.figures] == ["100", "60", "40"]


POINT, FLAT = "\U001001b0", "\x03"


def printed(text: str, ink: dict[str, tuple[int, int]]) -> str:
    """How a line of half-width glyphs of ten points is read whose strange glyphs have this much ink."""
    glyphs = [Glyph(char, 500 * at, 0, 500 * at + 500, 1000, 800, 1000) for at, char in enumerate(text)]
    found = with_meaning(glyphs, {at: ink[char] for at, char in enumerate(text) if char in ink})
    return "".join(glyph.text for glyph in found)


@pytest.mark.parametrize(
    ("text", "extent", "read_as"),
    [
        (f"26{POINT}1", (200, 200), "26.1"),
        (f"26{POINT}100", (150, 280), "26,100"),
        (f"{FLAT}360", (250, 90), "-360"),
        (f"{FLAT}360", (250, 250), "\ufffd360"),
        (f"甲{POINT}乙", (350, 350), f"甲{POINT}乙"),
    ],
)
def test_a_glyph_without_a_meaning_is_read_by_its_use(text: str, extent: tuple[int, int], read_as: str) -> None:
    """A dot at the foot between digits, one with a tail, a flat stroke before digits; else it is never read over."""
    assert printed(text, {POINT: extent, FLAT: extent}) == read_as


def test_raised_marks_of_notes_are_no_digits_of_numbers() -> None:
    """Neither in a cell, before or behind its number, nor in a sentence; two figures of different size stay apart."""
    page = titled("甲市2025年一般公共预算支出表")
    page.text(274, 100, "12", 5)
    page.text(60, 300, "2025年支出完成150")
    page.text(142, 296, "3", 5)
    page.text(150, 300, "万元。")
    document = read(page)
    (table,) = document.tables
    assert [[str(cell.quantity.value) for cell in row.cells if cell] for row in table.rows] == [
        ["100", "90"],
        ["50", "40"],
        ["150", "130"],
    ]
    assert [str(figure.quantity.value) for passage in document.passages for figure in passage.figures] == ["150"]


def test_a_figure_printed_over_another_is_told_as_unreadable() -> None:
    """Nobody can say from the characters which of the two is seen."""
    page = titled("甲市2025年一般公共预算支出表")
    page.text(270, 124, "7")
    (table,) = read(page).tables
    assert len(table.unread) == 1


def test_the_form_of_a_seal_makes_no_columns() -> None:
    """The points of curves join no lines, and what a red seal says is no part of the table."""
    page = titled("甲市2025年一般公共预算支出表")
    k = 28
    x, y, r = 300, 700, 50
    page.marks += [
        f"1 0 0 RG {x + r} {y} m {x + r} {y + k} {x + k} {y + r} {x} {y + r} c",
        f"{x - k} {y + r} {x - r} {y + k} {x - r} {y} c {x - r} {y - k} {x - k} {y - r} {x} {y - r} c",
        f"{x + k} {y - r} {x + r} {y - k} {x + r} {y} c S 1 0 0 rg",
    ]
    page.text(270, 145, "4201150012345", 8)
    page.marks.append("0 g")
    document = read(page)
    (table,) = document.tables
    assert [str(cell.quantity.value) for row in table.rows for cell in row.cells if cell] == [
        "100", "90", "50", "40", "150", "130",
    ]  # fmt: skip
    assert [note.code for note in document.notes] == ["DOC31"]


def test_pale_type_on_a_pale_ground_is_not_read() -> None:
    """Nobody sees it; on a dark ground it is read."""
    page = Page()
    page.text(60, 100, "2025年支出完成150万元。")
    page.marks.append("1 g")
    page.text(60, 130, "2025年支出完成770万元。")
    page.marks.append(f"0 0 0.5 rg 50 {842 - 165} 300 20 re f 1 g")
    page.text(60, 160, "2025年收入完成160万元。")
    document = read(page)
    printed = [str(figure.quantity.value) for passage in document.passages for figure in passage.figures]
    assert printed == ["150", "160"]
    assert [note.code for note in document.notes] == ["DOC31"]


def test_a_number_broken_in_its_cell_is_one_number() -> None:
    """The cell is as wide as its first line, and the other number of the row stands on one line."""
    page = Page()
    page.text(200, 60, "甲市2025年一般公共预算支出表", 12)
    page.text(300, 80, "单位：万元")
    xs, ys = [60, 200, 230, 300], [90, 110, 140, 170, 200]
    for x in xs:
        page.rule(x, ys[0], x, ys[-1])
    for y in ys:
        page.rule(xs[0], y, xs[-1], y)
    for at, (label, first, rest, second) in enumerate(
        [("教育支出", "29013", "7", "100"), ("农林水支出", "50", "", "300137"), ("合计", "29018", "7", "300237")]
    ):
        page.text(66, ys[at + 1] + 18, label)
        page.text(203, ys[at + 1] + (12 if rest else 18), first)
        page.text(203, ys[at + 1] + 24, rest)
        page.text(240, ys[at + 1] + 18, second)
    page.text(66, 104, "项目")
    page.text(205, 104, "本级")
    page.text(240, 104, "全市")
    (table,) = read(page).tables
    assert [[str(cell.quantity.value) for cell in row.cells if cell] for row in table.rows] == [
        ["290137", "100"],
        ["50", "300137"],
        ["290187", "300237"],
    ]


def broken_row(numbers: Sequence[tuple[str, str]], ruled: bool = True) -> Document:
    """A table of five rows in cells with margins; the second holds `numbers` over two lines, the others one each."""
    page = Page()
    page.text(200, 60, "甲市2025年一般公共预算支出表", 12)
    page.text(300, 80, "单位：万元")
    xs = [60, 200, 240, 280, 320]
    ys = [90, 110, 140, 170, 200, 230, 260]
    for x in xs:
        page.rule(x, ys[0], x, ys[-1])
    for y in ys if ruled else (*ys[:2], ys[-1]):
        page.rule(xs[0], y, xs[-1], y)
    for at, head in enumerate(("项目", "合计", "本级", "下级")):
        page.text(xs[at] + 7, 104, head)
    for at, label in enumerate(("教育支出", "转移支付支出", "农林水支出", "卫生支出", "其他支出")):
        page.text(66, ys[at + 1] + 18, label)
        for column in range(3):
            first, rest = numbers[column] if at == 1 else (str(100 + 7 * at + column), "")
            page.text(xs[column + 2] - 8 - width(first), ys[at + 1] + (12 if rest else 18), first)
            page.text(xs[column + 2] - 8 - width(rest), ys[at + 1] + 24, rest)
    return read(page)


@pytest.mark.parametrize(
    ("numbers", "ruled", "expected"),
    [
        ((("34881", "93"), ("46127", "5"), ("81447", "3")), True, ["3488193", "461275", "814473"]),
        ((("34881", "93"), ("461", ""), ("814", "")), True, ["3488193", "461", "814"]),
        ((("24.1", "8"), ("1.39", ""), ("22.79", "")), True, ["24.18", "1.39", "22.79"]),
        ((("12", "34"), ("56", "78"), ("10", "20")), True, None),
        ((("34881", "46127"), ("46127", "81447"), ("81447", "34881")), True, None),
        ((("34881", "93"), ("46127", "5"), ("81447", "3")), False, None),
    ],
)
def test_a_row_all_of_whose_numbers_are_broken(
    numbers: Sequence[tuple[str, str]], ruled: bool, expected: list[str] | None
) -> None:
    """Rules part all other rows and the first lines fill their cells but for the margin; two numbers stay two."""
    (table,) = broken_row(numbers, ruled).tables
    printed = [[str(cell.quantity.value) for cell in row.cells if cell] for row in table.rows]
    if expected is None:
        assert not any(first + rest in row for first, rest in numbers for row in printed)
    else:
        assert printed[1] == expected and len(printed) == 5


def test_the_name_of_a_file_can_always_be_written() -> None:
    """A name that is not UTF-8 shows with escapes; every other name shows as it is."""
    name = os.fsdecode(b"b\xff.pdf")
    assert File(Path(name), "d0", name).shown == "b\\xff.pdf"
    assert File(Path("决算.pdf"), "d0", "决算.pdf").shown == "决算.pdf"


@pytest.mark.parametrize(
    ("name", "page", "pictured"), [("jiangsu_nanjing_2026", 3, True), ("jiangsu_nanjing_2026", 40, False)]
)
def test_words_drawn_as_pictures_are_recognised(shared: Path, name: str, page: int, pictured: bool) -> None:
    """Pictures as high as a line that take up more than the text: of such a page only the digits are characters."""
    document = pypdfium2.PdfDocument(shared / "corpus" / "more" / "pdf" / f"{name}_budget_report.pdf")
    try:
        assert needs_ocr(document, page - 1, page_marks(document, page - 1)) is pictured
    finally:
        document.close()
