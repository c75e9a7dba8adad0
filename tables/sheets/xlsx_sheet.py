"""One sheet part of an .xlsx file to a Sheet: every cell as it is displayed, with the formula behind it."""

from __future__ import annotations

from datetime import datetime, timedelta

from lxml import etree

from fiscal import late_patterns as re
from tables.decode import UnreadableDocument
from tables.office.package import Package, local
from tables.sheets.number_format import is_date, shown, shown_date, shown_text, stored
from tables.sheets.sheet import MOST_CELLS, MOST_SPANS, Sheet, SheetCell, area_named, cell_name, place_named
from tables.sheets.xlsx_workbook import Book, SheetPart, Style, rich_text

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[Ee][-+]?\d{1,3})?")
_USUAL = Style()
_LAST_DAY = 2958466


def read_sheet(package: Package, book: Book, listed: SheetPart, budget: int = MOST_CELLS) -> Sheet:
    """The sheet in `listed.part`; at most `budget` cells. Raises UnreadableDocument "too-many-cells" or "damaged"."""
    sheet = Sheet(listed.name, listed.hidden, printed=listed.printed)
    shared: dict[str, tuple[str, str]] = {}
    row_number = -1
    for element in package.elements(listed.part, "row", "col", "mergeCell"):
        name = local(element)
        if name == "col":
            _column(element, sheet)
        elif name == "mergeCell":
            _merge(element, sheet)
        else:
            stated = element.get("r") or ""
            row_number = int(stated) - 1 if stated.isdecimal() and int(stated) else row_number + 1
            if _is_hidden(element, "ht"):
                sheet.hidden_rows.add(row_number)
            _row(element, row_number, sheet, book, shared)
            if len(sheet.cells) > budget:
                raise UnreadableDocument("too-many-cells")
    return sheet


def _is_hidden(element: etree._Element, size: str) -> bool:
    """True if a row or column is hidden, or made so small that nothing of it is seen."""
    return element.get("hidden") in ("1", "true") or (element.get(size) or "1").strip("0.") == ""


def _column(element: etree._Element, sheet: Sheet) -> None:
    first, last = element.get("min") or "", element.get("max") or ""
    if _is_hidden(element, "width") and first.isdecimal() and last.isdecimal():
        sheet.hidden_columns.append((int(first) - 1, int(last) - 1))


def _merge(element: etree._Element, sheet: Sheet) -> None:
    area = area_named(element.get("ref") or "")
    if area is not None:
        sheet.merges.append(area)
    if len(sheet.merges) > MOST_SPANS:
        raise UnreadableDocument("too-many-cells")


def _row(element: etree._Element, row: int, sheet: Sheet, book: Book, shared: dict[str, tuple[str, str]]) -> None:
    column = -1
    for cell in element:
        if local(cell) != "c":
            continue
        place = place_named(cell.get("r") or "")
        column = place[1] if place else column + 1
        read = _cell(cell, cell_name(row, column), book, shared)
        if read.text.strip() or read.formula:
            sheet.cells[row, column] = read


def _cell(cell: etree._Element, name: str, book: Book, shared: dict[str, tuple[str, str]]) -> SheetCell:
    number = cell.get("s") or "0"
    at = int(number) if number.isdecimal() else 0
    style = book.styles[at] if at < len(book.styles) else _USUAL
    children = {local(child): child for child in cell}
    formula = _formula(children.get("f"), name, shared)
    value = children["v"].text or "" if "v" in children else None
    if value is None and "is" not in children:
        return SheetCell(formula, formula, unread=True) if formula else SheetCell("")
    text = _displayed(cell.get("t") or "n", value or "", children.get("is"), style, book)
    return SheetCell(text, formula, style.indent)


def _displayed(kind: str, value: str, inline: etree._Element | None, style: Style, book: Book) -> str:
    """The value as the cell shows it; a text keeps the blanks in front of it, which may mean its depth."""
    if kind == "inlineStr" and inline is not None:
        return shown_text(rich_text(inline), style.code)
    if kind == "s":
        index = int(value) if value.isdecimal() else len(book.texts)
        return shown_text(book.texts[index], style.code) if index < len(book.texts) else ""
    if kind == "b":
        return "TRUE" if value == "1" else "FALSE"
    if kind == "d":
        return value
    if kind == "n" and _NUMBER.fullmatch(value.strip()):
        return number_shown(value.strip(), style.code, book.since_1904)
    return shown_text(value, style.code)


def number_shown(value: str, code: str, since_1904: bool = False) -> str:
    """A stored number, as the file writes it, as its cell shows it, be it an amount or a day."""
    number = stored(value)
    if not is_date(code) or not 0 <= number < _LAST_DAY:
        return shown(number, code)
    seconds = int((number * 86400).to_integral_value())
    if number < 1:
        return shown_date(timedelta(seconds=seconds) + datetime(1900, 1, 1), code)
    # Excel counts a 29 February 1900 that never was.
    start = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30 if number >= 60 else 31)
    return shown_date(start + timedelta(seconds=seconds), code)


def _formula(element: etree._Element | None, name: str, shared: dict[str, tuple[str, str]]) -> str | None:
    """The formula as the sheet states it, with "="; one that is shared with other cells is moved to this cell."""
    if element is None:
        return None
    key, text = element.get("si") or "", element.text or ""
    if element.get("t") == "shared":
        if text:
            shared.setdefault(key, (text, name))
        elif key in shared:
            return _moved(*shared[key], name)
    return f"={text}" if text else None


def _moved(text: str, origin: str, name: str) -> str | None:
    from openpyxl.formula.tokenizer import TokenizerError
    from openpyxl.formula.translate import Translator, TranslatorError

    try:
        return str(Translator(f"={text}", origin=origin).translate_formula(name))
    except (TranslatorError, TokenizerError, ValueError, IndexError):
        return None
