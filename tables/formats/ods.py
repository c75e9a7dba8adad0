"""The reader of OpenDocument workbooks (.ods): cells as they are displayed, which the file states itself."""

from __future__ import annotations

from lxml import etree

from tables.decode import UnreadableDocument
from tables.layout import Layout
from tables.office.open_document import body_of, hidden_styles, raised_styles, written
from tables.office.package import local
from tables.office.word_text import value
from tables.reading_options import Reading
from tables.sheets.sheet import MOST_CELLS, MOST_SPANS, Sheet, SheetCell
from tables.sheets.workbook import layout_of_sheets

_GROUPS = frozenset(
    (
        "table-row-group",
        "table-rows",
        "table-header-rows",
        "table-column-group",
        "table-columns",
        "table-header-columns",
    )
)
_LAST = 1 << 20


def read_layout(data: bytes, reading: Reading) -> Layout:
    """The Layout of a workbook. Raises UnreadableDocument where it is damaged, locked or unreasonably large."""
    root, body = body_of(data, "spreadsheet")
    raised, hidden = raised_styles(root), hidden_styles(root, "table-properties")
    sheets = [_Reader(table, raised, hidden).sheet for table in body if local(table) == "table"]
    if not sheets:
        raise UnreadableDocument("damaged")
    reading.progress(len(sheets), len(sheets))
    return layout_of_sheets("ods", sheets)


class _Reader:
    """Walks the rows of one table; rows and columns count from 0."""

    def __init__(self, table: etree._Element, raised: frozenset[str], hidden: frozenset[str]) -> None:
        self.sheet = Sheet(value(table, "name").strip(), value(table, "style-name") in hidden)
        self.raised = raised
        self.row = self.column = 0
        self._walk(table)

    def _walk(self, parent: etree._Element) -> None:
        for child in parent:
            name = local(child)
            hidden = value(child, "visibility") in ("collapse", "filter")
            if name in _GROUPS:
                self._walk(child)
            elif name == "table-column":
                last = self.column + _times(child, "number-columns-repeated")
                if hidden:
                    self.sheet.hidden_columns.append((self.column, last - 1))
                self.column = last
            elif name == "table-row":
                self._row(child, hidden)

    def _row(self, element: etree._Element, hidden: bool) -> None:
        times = _times(element, "number-rows-repeated")
        cells = list(self._cells(element))
        for row in range(self.row, self.row + times) if cells else ():
            if hidden:
                self.sheet.hidden_rows.add(row)
            for column, cell, across, down in cells:
                self.sheet.cells[row, column] = cell
                if across > 1 or down > 1:
                    self.sheet.merges.append((row, column, row + down - 1, column + across - 1))
            if len(self.sheet.cells) > MOST_CELLS or len(self.sheet.merges) > MOST_SPANS:
                raise UnreadableDocument("too-many-cells")
        self.row += times

    def _cells(self, element: etree._Element) -> list[tuple[int, SheetCell, int, int]]:
        found, column = [], 0
        for cell in element:
            if local(cell) not in ("table-cell", "covered-table-cell"):
                continue
            times = _times(cell, "number-columns-repeated")
            text = "\n".join(written(line, self.raised) for line in cell if local(line) == "p")
            if local(cell) == "table-cell" and text.strip():
                across, down = _times(cell, "number-columns-spanned"), _times(cell, "number-rows-spanned")
                found += [(column + n, SheetCell(text), across, down) for n in range(min(times, MOST_CELLS))]
                if len(found) > MOST_CELLS:
                    raise UnreadableDocument("too-many-cells")
            column += times
        return found


def _times(element: etree._Element, name: str) -> int:
    text = value(element, name)
    return min(int(text), _LAST) if text.isdecimal() and 0 < len(text) < 8 else 1
