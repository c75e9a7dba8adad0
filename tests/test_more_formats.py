"""OpenDocument, separated text, web archives, parts and styles anywhere: another format of a document says the same."""

from __future__ import annotations

import zipfile
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from fiscal.document import Document
from tables.decode import UnreadableDocument
from tables.reading.readers import read
from tests.libreoffice import converted, needs_libreoffice

ROWS: list[list[Any]] = [
    ["2023年支出决算表", None, None],
    ["单位：万元", None, None],
    ["项目", "预算数", "增减额"],
    ["教育支出", 45600, -590],
    ["卫生健康支出", 20060.5, -560],
    ["合计", 65660.5, -1150],
]
VALUES = [("教育支出", ["45600", "-590"]), ("卫生健康支出", ["20060.5", "-560"]), ("合计", ["65660.5", "-1150"])]


def said(document: Document) -> list[tuple[str, list[str]]]:
    """The rows of the only table."""
    (table,) = document.tables
    assert (table.title, table.unit and table.unit.name) == ("2023年支出决算表", "万元")
    return [
        (row.label, ["" if c is None else f"{c.quantity.value.normalize():f}" for c in row.cells]) for row in table.rows
    ]


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """The table as an .xlsx file."""
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)  # type: ignore[union-attr]
    book.save(tmp_path / "a.xlsx")
    return tmp_path / "a.xlsx"


@needs_libreoffice
@pytest.mark.parametrize("form", ["ods", "csv:Text - txt - csv (StarCalc):44,34,76,1", "xls"])
def test_a_workbook_saved_in_another_format_says_the_same(workbook: Path, tmp_path: Path, form: str) -> None:
    """What LibreOffice writes is read as the original is."""
    assert said(read(converted(workbook, tmp_path, form))) == said(read(workbook)) == VALUES


@needs_libreoffice
def test_a_text_saved_as_odt_says_the_same(tmp_path: Path) -> None:
    """Paragraphs, a table, and a raised mark behind a figure."""
    written = docx.Document()
    written.add_paragraph("2023年全县收入完成76,490").add_run("3").font.superscript = True
    written.paragraphs[0].add_run("万元。")
    for row in ROWS[:2]:
        written.add_paragraph(str(row[0]))
    table = written.add_table(0, 3)
    for row in ROWS[2:]:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = str(value)
    written.save(str(tmp_path / "a.docx"))
    first, second = read(tmp_path / "a.docx"), read(converted(tmp_path / "a.docx", tmp_path, "odt"))
    assert said(first) == said(second) == VALUES
    for document in (first, second):
        assert [f"{f.quantity.value} {f.quantity.unit.name}" for p in document.passages for f in p.figures] == [
            "76490 万元"
        ]


def test_several_tables_inside_one_grid_are_several_tables(tmp_path: Path) -> None:
    """附表1 and 附表2 in one Word table, each with its caption and header."""
    written = docx.Document()
    table = written.add_table(0, 2)
    for row in [
        ["附表1 2023年收入表", ""],
        ["单位：万元", ""],
        ["项目", "决算数"],
        ["税收收入", "80"],
        ["合计", "80"],
        ["附表2 2023年支出表", ""],
        ["单位：亿元", ""],
        ["项目", "预算数"],
        ["教育支出", "7"],
        ["合计", "7"],
    ]:
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
        if not row[1]:
            cells[0].merge(cells[1])
    written.save(str(tmp_path / "a.docx"))
    tables = read(tmp_path / "a.docx").tables
    assert [(t.title, t.unit and t.unit.name, [r.label for r in t.rows]) for t in tables] == [
        ("2023年收入表", "万元", ["税收收入", "合计"]),
        ("2023年支出表", "亿元", ["教育支出", "合计"]),
    ]


def test_a_table_inside_a_cell_of_a_table_of_figures(tmp_path: Path) -> None:
    """Both are read, each as a table of its own."""
    inner = (
        "<table><tr><td>项目</td><td>人数</td></tr>"
        "<tr><td>教师</td><td>12</td></tr><tr><td>合计</td><td>12</td></tr></table>"
    )
    page = f"""<meta charset=utf-8><p>2023年支出决算表</p><p>单位：万元</p><table><tr><td>项目</td><td>决算数</td><td>说明</td></tr>
    <tr><td>教育支出</td><td>45</td><td>{inner}</td></tr><tr><td>合计</td><td>45</td><td></td></tr></table>"""
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    document = read(tmp_path / "a.html")
    assert [[row.label for row in table.rows] for table in document.tables] == [["教育支出", "合计"], ["教师", "合计"]]


@pytest.mark.parametrize(
    ("style", "body", "shown"),
    [
        (".a{display:none}", "<p class=a>隐藏1万元</p>", ""),
        ("#x p{visibility:hidden}", "<div id=x><p>隐藏1万元</p></div>", ""),
        ("@media print{p{display:none}}", "<p>收入1万元</p>", "收入1万元"),
        ("@media screen{p.a{display:none}}", "<p class=a>隐藏1万元</p>", ""),
        (".a{display:none}.a{display:block}", "<p class=a>收入1万元</p>", "收入1万元"),
        (".a:hover{display:none}", "<p class=a>收入1万元</p>", "收入1万元"),
        ("p::{{display:none", "<p>收入1万元</p>", "收入1万元"),
    ],
)
def test_what_a_style_sheet_hides_is_not_read(tmp_path: Path, style: str, body: str, shown: str) -> None:
    """Only what a reader of the page sees is read."""
    page = f"<html><head><meta charset=utf-8><style>{style}</style></head><body><p>说明。</p>{body}</body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    texts = [passage.text for passage in read(tmp_path / "a.html").passages]
    assert texts == ["说明。", *([shown] if shown else [])]


def test_parts_of_a_workbook_may_stand_anywhere(workbook: Path, tmp_path: Path) -> None:
    """What the list of contents says counts, not the folder: parts outside xl/, back slashes, another case."""
    moved = tmp_path / "moved.xlsx"
    with zipfile.ZipFile(workbook) as source, zipfile.ZipFile(moved, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name.endswith((".rels", "[Content_Types].xml")):
                data = data.replace(b"xl/", b"Book/")
            target.writestr(name.replace("xl/", "BOOK\\"), data)
    assert said(read(moved)) == VALUES


def test_a_web_archive_states_the_encoding_of_its_page(tmp_path: Path) -> None:
    """The page inside says nothing of its encoding; the archive does."""
    message = EmailMessage()
    message.set_content("<p>2023年全县收入完成76,490万元。</p>", subtype="html", charset="gb18030", cte="base64")
    (tmp_path / "a.doc").write_bytes(b"MIME-Version: 1.0\r\n" + message.as_bytes().replace(b"MIME-Version: 1.0\n", b""))
    document = read(tmp_path / "a.doc")
    assert document.format == "mhtml"
    assert [str(f.quantity.value) for p in document.passages for f in p.figures] == ["76490"]


def test_an_ofd_document_is_named_as_such(tmp_path: Path) -> None:
    """It is not read, and the reader says how to go on."""
    with zipfile.ZipFile(tmp_path / "a.ofd", "w") as archive:
        archive.writestr("OFD.xml", "<OFD/>")
    with pytest.raises(UnreadableDocument, match="ofd"):
        read(tmp_path / "a.ofd")


@pytest.mark.parametrize(
    "text",
    [
        "收入1,234万元\n支出1,100万元\n结余134万元\n",
        "2023年收入,支出情况\n收入增长,支出下降\n其他,不变\n",
        "附表1\n项目    预算数    决算数\n教育    1,234    1,100\n卫生    2,345    2,200\n",
    ],
)
def test_prose_with_commas_is_no_separated_table(tmp_path: Path, text: str) -> None:
    """A comma inside a number, or between words, separates no cells."""
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert read(tmp_path / "a.txt").format == "text"


@pytest.mark.parametrize(
    ("header", "unit"),
    [("剩余期限（年）", "年"), ("平均年限", "年"), ("限额", "万元"), ("2023年度", "万元"), ("用电量（亿千瓦时）", "亿千瓦时"),
     ("标准（元/人·年）", "元/人·年")],
)  # fmt: skip
def test_columns_of_years_and_terms_are_no_money(tmp_path: Path, header: str, unit: str) -> None:
    """A column that names what it counts does not take the unit of the table."""
    text = f"表1 债务情况表\n单位：万元\n| 项目 | {header} |\n|---|---|\n| 一般债务 | 5 |\n| 专项债务 | 7 |\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (table,) = read(tmp_path / "a.txt").tables
    assert [row.cells[0] and row.cells[0].quantity.unit.name for row in table.rows] == [unit, unit]


def test_a_column_of_words_and_figures_is_told(tmp_path: Path) -> None:
    """A column in which fewer than half of the cells are figures is not dropped without a word."""
    rows = ["| 甲 | 5 | 见附件 |", "| 乙 | 7 | 12 |", "| 丙 | 7 | 另行安排 |", "| 丁 | 7 | 13 |", "| 戊 | 7 | 不详 |"]
    text = "表1 支出表\n单位：万元\n| 项目 | 预算数 | 决算数 |\n|---|---|---|\n" + "\n".join(rows) + "\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert [note.message for note in read(tmp_path / "a.txt").notes if note.code == "DOC07"]


def test_codes_in_merged_cells_belong_to_every_row_they_span(tmp_path: Path) -> None:
    """类 and 款 stand once, merged over the rows of what is within them."""
    page = """<meta charset=utf-8><p>2023年支出决算表</p><p>单位：万元</p><table>
    <tr><td colspan=3>科目编码</td><td rowspan=2>科目名称</td><td rowspan=2>决算数</td></tr>
    <tr><td>类</td><td>款</td><td>项</td></tr>
    <tr><td rowspan=4>205</td><td></td><td></td><td>教育支出</td><td>45</td></tr>
    <tr><td rowspan=3>02</td><td></td><td>普通教育</td><td>45</td></tr>
    <tr><td>01</td><td>学前教育</td><td>20</td></tr><tr><td>02</td><td>小学教育</td><td>25</td></tr>
    <tr><td></td><td></td><td></td><td>合计</td><td>45</td></tr></table>"""
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    (table,) = read(tmp_path / "a.html").tables
    assert [row.code for row in table.rows] == ["205", "20502", "2050201", "2050202", None]


def test_cells_with_words_of_their_own_are_figures(tmp_path: Path) -> None:
    """A hedge, another unit, capitals, a minus behind or as a dash, a power of ten, a mark of a note, × for nothing."""
    page = """<meta charset=utf-8><p>2023年支出决算表</p><p>单位：万元</p><table>
    <tr><td>项目</td><td>预算数</td><td>增减额</td></tr><tr><td>教育</td><td>×</td><td>—120</td></tr>
    <tr><td>卫生</td><td>约70</td><td>70-</td></tr><tr><td>交通</td><td>12.34亿元</td><td>⁴5.5</td></tr>
    <tr><td>合计</td><td>壹佰万元整</td><td>1.2E+04</td></tr></table>"""
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    document = read(tmp_path / "a.html")
    values = [[c and f"{c.quantity.value}{c.quantity.unit.name}" for c in row.cells] for row in document.tables[0].rows]
    assert values == [[None, "-120万元"], ["70万元", "-70万元"], ["12.34亿元", "5.5万元"], ["1000000元", "12000万元"]]
    assert not document.notes
