"""The reader of .xlsx and .xlsm workbooks: cells as Excel displays them, with their formulas; macros stay unread."""

from __future__ import annotations

from tables.layout import Layout
from tables.office.package import Package
from tables.reading_options import Reading
from tables.sheets.sheet import MOST_CELLS, Sheet
from tables.sheets.workbook import layout_of_sheets
from tables.sheets.xlsx_sheet import read_sheet
from tables.sheets.xlsx_workbook import read_book


def read_layout(data: bytes, reading: Reading) -> Layout:
    """The Layout of a workbook. Raises UnreadableDocument where it is damaged, locked or unreasonably large."""
    package = Package(data)
    book = read_book(package)
    sheets: list[Sheet] = []
    budget = MOST_CELLS
    for listed in book.sheets:
        sheets.append(read_sheet(package, book, listed, budget))
        budget -= len(sheets[-1].cells)
        reading.progress(len(sheets), len(book.sheets))
    return layout_of_sheets("xlsx", sheets)
