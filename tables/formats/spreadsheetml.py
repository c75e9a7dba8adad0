"""The reader of XML Spreadsheet 2003, which office programs save as .xls or .xml: cells as Excel displays them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tables.decode import BYTE_LIMIT, UnreadableDocument
from tables.layout import Layout
from tables.office.package import local
from tables.office.word_text import child_of, value
from tables.reading_options import Reading
from tables.sheets.number_format import shown_text
from tables.sheets.sheet import MOST_CELLS, MOST_SPANS, Sheet, SheetCell
from tables.sheets.workbook import layout_of_sheets
from tables.sheets.xlsx_sheet import number_shown

_NAMED = {
    "General Number": "General",
    "Standard": "#,##0.00",
    "Fixed": "0.00",
    "Percent": "0.00%",
    "Currency": "#,##0.00",
}
_NAMED |= {"Scientific": "0.00E+00", "Short Date": "yyyy/m/d", "General Date": "yyyy/m/d", "": "General"}
"""Number formats that the file refers to by name."""


def read_layout(data: bytes, reading: Reading) -> Layout:
    """The Layout of a workbook in one XML file. Raises UnreadableDocument "damaged", "doctype", "too-many-cells"."""
    if len(data) > 4 * BYTE_LIMIT:
        raise UnreadableDocument("too-large")
    if b"<!DOCTYPE" in data:
        raise UnreadableDocument("doctype")
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data.lstrip(b"\xef\xbb\xbf \r\n"), parser)
    except (etree.XMLSyntaxError, ValueError):
        raise UnreadableDocument("damaged") from None
    codes = dict(_codes(root))
    sheets = [_sheet(sheet, codes) for sheet in root if local(sheet) == "Worksheet"]
    if not sheets:
        raise UnreadableDocument("damaged")
    reading.progress(len(sheets), len(sheets))
    return layout_of_sheets("xls", sheets)


def _codes(root: etree._Element) -> Iterator[tuple[str, str]]:
    """The number format of every style by its id."""
    for style in root.iter("{*}Style"):
        code = child_of(style, "NumberFormat")
        stated = value(code, "Format") if code is not None else ""
        yield value(style, "ID"), _NAMED.get(stated, stated)


def _sheet(element: etree._Element, codes: dict[str, str]) -> Sheet:
    options = child_of(element, "WorksheetOptions")
    hidden = child_of(options, "Visible")
    sheet = Sheet(value(element, "Name").strip(), hidden is not None and (hidden.text or "") != "SheetVisible")
    table = child_of(element, "Table")
    column = row = 0
    for child in table if table is not None else ():
        if local(child) == "Column":
            column = _whole(child, "Index", column + 1)
            last = column + _whole(child, "Span", 0)
            if value(child, "Hidden") == "1" or value(child, "Width") == "0":
                sheet.hidden_columns.append((column - 1, last - 1))
            column = last
        elif local(child) == "Row":
            row = _whole(child, "Index", row + 1)
            last = row + _whole(child, "Span", 0)
            if value(child, "Hidden") == "1" or value(child, "Height") == "0":
                sheet.hidden_rows |= set(range(row - 1, min(last, row + 65536)))
            _row(child, row - 1, sheet, codes)
            row = last
    return sheet


def _row(element: etree._Element, row: int, sheet: Sheet, codes: dict[str, str]) -> None:
    column = 0
    for cell in element:
        if local(cell) != "Cell":
            continue
        column = _whole(cell, "Index", column + 1)
        across, down = _whole(cell, "MergeAcross", 0), _whole(cell, "MergeDown", 0)
        if across or down:
            sheet.merges.append((row, column - 1, row + down, column - 1 + across))
        content = child_of(cell, "Data")
        if content is not None:
            code = codes.get(value(cell, "StyleID") or value(element, "StyleID"), "General")
            text = _displayed(content, code)
            if text.strip():
                sheet.cells[row, column - 1] = SheetCell(text)
        column += across
        if len(sheet.cells) > MOST_CELLS or len(sheet.merges) > MOST_SPANS:
            raise UnreadableDocument("too-many-cells")


def _displayed(content: etree._Element, code: str) -> str:
    text, kind = "".join(map(str, content.itertext())), value(content, "Type")
    if kind == "Number":
        try:
            return number_shown(text.strip(), code)
        except (ArithmeticError, ValueError):
            return text
    if kind == "Boolean":
        return "TRUE" if text.strip() == "1" else "FALSE"
    return text if kind == "DateTime" else shown_text(text, code)


def _whole(element: etree._Element, name: str, usual: int) -> int:
    text = value(element, name)
    return int(text) if text.isdecimal() and len(text) < 8 else usual
