"""Workbooks: what of a sheet is read, what is left out and said so, and what no workbook may do to the reader."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Alignment

from fiscal.document import Document
from tables.decode import UnreadableDocument
from tables.formats.xlsx import read_layout
from tables.reading.readers import read
from tables.reading_options import USUAL
from tests.counted_work import hang_limit, lines_executed
from tests.sheet_file import packed, sheet_file, sheet_part, workbook

TABLE = "2024年收入表\n单位：万元\n项目\t预算数\t执行数\n增值税\t1,200\t1,300\n契税\t300\t280\n合计\t1,500\t1,580\n"


def document(data: bytes, folder: Path) -> Document:
    """The Document of a workbook given as bytes."""
    path = folder / "表.xlsx"
    path.write_bytes(data)
    return read(path)


def printed(found: Document) -> list[list[str | None]]:
    """The figures of the first table, row by row."""
    return [[cell.quantity.text if cell else None for cell in row.cells] for row in found.tables[0].rows]


def reason(data: bytes) -> str:
    """Why a workbook cannot be read."""
    with pytest.raises(UnreadableDocument) as caught:
        read_layout(data, USUAL)
    return caught.value.reason


def test_a_sheet_becomes_a_table_with_places(tmp_path: Path) -> None:
    """Title and unit come from the rows inside the sheet; every figure knows its sheet and cell."""
    found = document(sheet_file(TABLE), tmp_path)
    table = found.tables[0]
    assert (found.format, table.title, table.unit and table.unit.name) == ("xlsx", "2024年收入表", "万元")
    assert [row.label for row in table.rows] == ["增值税", "契税", "合计"]
    assert printed(found) == [["1,200", "1,300"], ["300", "280"], ["1,500", "1,580"]]
    cell = table.rows[2].cells[1]
    assert cell is not None and (cell.place.sheet, cell.place.cell) == ("表", "C6")


def test_openpyxl_s_own_file_is_read(tmp_path: Path) -> None:
    """Shared texts, merged headers, number formats and indents as another program writes them."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["2024年收支表"])
    sheet.append(["单位：万元"])
    sheet.append(["项目", "2024年", None])
    sheet.append([None, "预算数", "执行数"])
    sheet.append(["收入", 1234.5, 0.1 + 0.2])
    sheet.append(["其中：税收", 1000, 0.1])
    for area in ("A1:C1", "A3:A4", "B3:C3"):
        sheet.merge_cells(area)
    sheet["B5"].number_format = "#,##0.00"
    sheet["A6"].alignment = Alignment(indent=2)
    stream = io.BytesIO()
    book.save(stream)
    found = document(stream.getvalue(), tmp_path)
    assert [column.path for column in found.tables[0].columns] == [("2024年", "预算数"), ("2024年", "执行数")]
    assert printed(found) == [["1,234.50", "0.3"], ["1000", "0.1"]]
    assert [row.level for row in found.tables[0].rows] == [0, 1]


def test_hidden_parts_are_left_out_and_named(tmp_path: Path) -> None:
    """Hidden rows, columns and sheets are no data; the note says where they are and that figures stand in them."""
    shown = sheet_part(
        TABLE.replace("契税\t300\t280", "契税\t300\t280\t1,234.56"), '<cols><col min="4" max="4" hidden="1"/></cols>'
    )
    shown = shown.replace('<row r="5">', '<row r="5" hidden="1">')
    data = workbook({"收入": shown, "底稿": sheet_part(TABLE)})
    data = repacked(
        data,
        "xl/workbook.xml",
        lambda xml: xml.replace(b'name="\xe5\xba\x95', b'state="veryHidden" name="\xe5\xba\x95'),
    )
    found = document(data, tmp_path)
    assert [row.label for row in found.tables[0].rows] == ["增值税", "合计"]
    assert len(found.tables) == 1
    note = next(note for note in found.notes if note.code == "DOC20")
    assert "“收入”第5行、D列" in note.message and "工作表“底稿”" in note.message and "其中有数字" in note.message


def test_only_the_printed_area_is_read(tmp_path: Path) -> None:
    """What a sheet would not print is working notes."""
    area = "<definedName name='_xlnm.Print_Area' localSheetId='0'>'表'!$A$1:$C$6</definedName>"
    names = f"<definedNames>{area}</definedNames>"
    data = workbook({"表": sheet_part(TABLE + "\n核对\t3,080\t3,160\n")}, names=names)
    found = document(data, tmp_path)
    assert [row.label for row in found.tables[0].rows] == ["增值税", "契税", "合计"]
    assert {note.code for note in found.notes} == {"DOC21"}


def test_names_of_fields_are_no_data(tmp_path: Path) -> None:
    """Forms that a system exported carry its field names and codes, sometimes in plain sight."""
    text = (
        "0\tDEBT_T\tXX\t\nVALID#\tXM_TYPE#\tXM_NAME#\tYS_AMT#\n0\t\t表1-1\t\n0\t\t债务余额情况表\t\n0\t\t\t单位：亿元\n"
    )
    text += "0\t\t项目\t预算数\nVALID#\tYBYE_Y1\t一般债务余额\t12.50\nVALID#\tZXYE_Y1\t专项债务余额\t30.00\n"
    found = document(sheet_file(text), tmp_path)
    assert (found.tables[0].number, found.tables[0].title) == ("表1-1", "债务余额情况表")
    assert [row.label for row in found.tables[0].rows] == ["一般债务余额", "专项债务余额"]
    assert printed(found) == [["12.50"], ["30.00"]]


def test_a_sheet_may_hold_several_tables_and_remarks(tmp_path: Path) -> None:
    """A title begins a new table; a sentence below a table is prose."""
    other = TABLE.replace("2024年收入表", "2024年基金收入表").replace("万元", "亿元")
    found = document(sheet_file(TABLE + "\n" + other + "注：本表不含上级补助。\n"), tmp_path)
    assert [(t.title, t.unit and t.unit.name) for t in found.tables] == [
        ("2024年收入表", "万元"),
        ("2024年基金收入表", "亿元"),
    ]
    assert [len(t.rows) for t in found.tables] == [3, 3]
    assert any("不含上级补助" in passage.text for passage in found.passages)


def test_sheets_with_one_header_stay_apart(tmp_path: Path) -> None:
    """The same form on two sheets is two tables, not a continuation."""
    found = document(workbook({"01-1": sheet_part(TABLE), "01-2": sheet_part(TABLE)}), tmp_path)
    assert [table.place.sheet for table in found.tables] == ["01-1", "01-2"]


def test_a_total_left_of_the_label_column_keeps_its_name(tmp_path: Path) -> None:
    """合计 often stands in the column of the row numbers."""
    text = "经费表\n单位：万元\n序号\t项目\t金额\n合计\t\t300\n1\t维修\t100\n2\t设备\t200\n"
    assert [row.label for row in document(sheet_file(text), tmp_path).tables[0].rows] == ["合计", "维修", "设备"]


def test_labels_may_stand_in_two_columns(tmp_path: Path) -> None:
    """A label over two rows belongs to both; a row of rates in a table of amounts is counted in percent."""
    xml = sheet_part("债券表\n单位：亿元\n债券类型\t\t合计\n小计\t金额\t14.61\n\t平均利率%\t2.03\n1年\t金额\t4.61\n",
                     after='<mergeCells><mergeCell ref="A3:B3"/><mergeCell ref="A4:A5"/></mergeCells>')  # fmt: skip
    rows = document(workbook({"表": xml}), tmp_path).tables[0].rows
    units = [cell.quantity.unit.name for row in rows if (cell := row.cells[0])]
    assert [row.label for row in rows] == ["小计 金额", "小计 平均利率%", "1年 金额"]
    assert units == ["亿元", "%", "亿元"]


def test_formulas_without_results_are_named_and_never_zero(tmp_path: Path) -> None:
    """Formulas are not worked out; a cell without a result is unreadable."""
    found = document(sheet_file(TABLE.replace("合计\t1,500", "合计\t=SUM(B4:B5)")), tmp_path)
    assert printed(found)[2] == [None, "1,580"]
    assert {note.code for note in found.notes} == {"DOC07", "DOC22"}
    assert found.tables[0].unread == {(2, 0)}


def test_formulas_that_look_outside_are_named(tmp_path: Path) -> None:
    """The stored result is read, nothing is opened."""
    text = TABLE.replace("契税\t300", "契税\t300 =[1]表1!B5").replace(
        "280", '280 =WEBSERVICE("http://example.invalid")'
    )
    found = document(sheet_file(text), tmp_path)
    assert printed(found)[1] == ["300", "280"]
    assert "2个公式" in next(note for note in found.notes if note.code == "DOC23").message


def test_shared_formulas_move_with_their_cell(tmp_path: Path) -> None:
    """A formula that several cells share is stated once, for the first of them."""
    xml = sheet_part(TABLE)
    xml = xml.replace('<c r="B6" s="1">', '<c r="B6" s="1"><f t="shared" ref="B6:C6" si="0">B4+B5</f>')
    xml = xml.replace('<c r="C6" s="1">', '<c r="C6" s="1"><f t="shared" si="0"/>')
    cells = document(workbook({"表": xml}), tmp_path).tables[0].rows[2].cells
    assert [cell.formula if cell else None for cell in cells] == ["=B4+B5", "=C4+C5"]


CLAIMED = 50_000
"""Lines of code for six rows; a million rows would take more than that many times as many."""


def test_a_claimed_range_costs_nothing() -> None:
    """A sheet that claims all its rows and columns, and merges them, is read at once."""
    xml = sheet_part(TABLE, '<dimension ref="A1:XFD1048576"/><cols><col min="1" max="16384" width="9"/></cols>',
                     '<mergeCells><mergeCell ref="A7:XFD1048576"/><mergeCell ref="A1:XFD1"/></mergeCells>')  # fmt: skip
    data = workbook({"表": xml})
    assert [(one.height, one.width) for one in read_layout(data, USUAL).segments()] == [(6, 3)]
    assert lines_executed(lambda: read_layout(data, USUAL)) < CLAIMED


def repacked(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The archive with one part changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    return packed({**parts, name: change(parts[name])})


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "truncated": (lambda: sheet_file(TABLE)[:-40], "damaged"),
    "no sheets": (lambda: packed({"xl/workbook.xml": b"<workbook/>"}), "damaged"),
    "binary workbook": (
        lambda: packed(
            {
                "_rels/.rels": b'<a><b Id="r" Type="x/officeDocument" Target="xl/workbook.bin"/></a>',
                "xl/workbook.bin": b"\x83\x01",
            }
        ),
        "format",
    ),
    "broken markup": (lambda: repacked(sheet_file(TABLE), "xl/worksheets/sheet1.xml", lambda x: x[:-30]), "damaged"),
    "entities": (
        lambda: repacked(sheet_file(TABLE), "xl/workbook.xml", lambda x: b'<!DOCTYPE x [<!ENTITY a "a">]>' + x),
        "doctype",
    ),
    "zip bomb": (lambda: packed({"xl/workbook.xml": b"0" * (40 << 20)}), "bomb"),
    "many parts": (lambda: packed({f"xl/{n}": b"" for n in range(20_001)}), "bomb"),
    "deep nesting": (
        lambda: repacked(sheet_file(TABLE), "xl/workbook.xml", lambda x: b"<a>" * 5000 + b"</a>" * 5000),
        "damaged",
    ),
    "many spans": (
        lambda: workbook({"表": sheet_part(TABLE, after="<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 200_001)}),
        "too-many-cells",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_workbook_ends_in_a_reason(name: str) -> None:
    """Damage and malice end in one word that becomes a sentence."""
    make, expected = HOSTILE[name]
    with hang_limit():
        assert reason(make()) == expected


def test_any_cut_of_a_workbook_is_a_document_or_a_reason() -> None:
    """A download that broke off anywhere never ends in a traceback."""
    data = sheet_file(TABLE)
    for length in range(4, len(data), 97):
        try:
            read_layout(data[:length], USUAL)
        except UnreadableDocument as failure:
            assert failure.reason == "damaged"
