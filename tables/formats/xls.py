"""The reader of old .xls workbooks: the same sheets, displayed with the same formats, through xlrd."""

from __future__ import annotations

import os
import struct
from typing import Any

import xlrd
from xlrd.biffh import XLRDError
from xlrd.compdoc import CompDocError

from tables.decode import UnreadableDocument
from tables.layout import Layout
from tables.reading_options import Reading
from tables.sheets.number_format import shown_text
from tables.sheets.sheet import MOST_CELLS, MOST_SPANS, Sheet, SheetCell
from tables.sheets.workbook import layout_of_sheets
from tables.sheets.xlsx_sheet import number_shown

_DAMAGE = (
    AssertionError,
    AttributeError,
    CompDocError,
    EOFError,
    LookupError,
    MemoryError,
    NotImplementedError,
    OverflowError,
    RecursionError,
    TypeError,
    ValueError,
    ZeroDivisionError,
    struct.error,
)


def read_layout(data: bytes, reading: Reading) -> Layout:
    """The Layout of an .xls workbook. Raises UnreadableDocument "damaged", "password" or "too-many-cells"."""
    with open(os.devnull, "w", encoding="utf-8") as silence:
        try:
            book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=silence)
            sheets = [_sheet(book, number) for number in range(book.nsheets)]
        except XLRDError as failure:
            raise UnreadableDocument("password" if "encrypt" in str(failure).lower() else "damaged") from None
        except _DAMAGE:
            raise UnreadableDocument("damaged") from None
    reading.progress(len(sheets), len(sheets))
    return layout_of_sheets("xls", sheets)


def _sheet(book: Any, number: int) -> Sheet:
    read = book.sheet_by_index(number)
    sheet = Sheet(read.name.strip(), bool(read.visibility))
    if read.nrows * read.ncols > MOST_CELLS or len(read.merged_cells) > MOST_SPANS:
        raise UnreadableDocument("too-many-cells")
    sheet.hidden_rows = {row for row, info in read.rowinfo_map.items() if info.hidden or info.height == 0}
    sheet.hidden_columns = [(c, c) for c, info in read.colinfo_map.items() if info.hidden or info.width == 0]
    sheet.merges = [(top, left, bottom - 1, right - 1) for top, bottom, left, right in read.merged_cells]
    for row in range(read.nrows):
        for column in range(read.row_len(row)):
            cell = _cell(book, read.cell(row, column))
            if cell.text.strip():
                sheet.cells[row, column] = cell
    return sheet


def _cell(book: Any, cell: Any) -> SheetCell:
    style = book.xf_list[cell.xf_index] if cell.xf_index is not None else None
    known = book.format_map.get(style.format_key) if style is not None else None
    code = known.format_str if known is not None else "General"
    aligned = style.alignment if style is not None else None
    left = aligned is not None and aligned.hor_align in (0, 1, 5)  # general, left, justified
    indent = 2 * aligned.indent_level if aligned is not None and left else 0
    return SheetCell(_displayed(cell, code, bool(book.datemode)), indent=indent)


def _displayed(cell: Any, code: str, since_1904: bool) -> str:
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return number_shown(repr(cell.value), code, since_1904)
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return shown_text(cell.value, code)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#N/A"))
    return ""
