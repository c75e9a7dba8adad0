"""Tables of a page: those that only lay out the page are gone into, the others become grids."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tables.cell_words import is_number
from tables.decode import UnreadableDocument
from tables.grid_of_spans import MOST_PLACES, segment_of
from tables.layout import Cell, Segment
from tables.prose.paragraphs import display_width
from tables.web.shown_words import BLOCKS, flowed, indent_of, is_shown, raised, tag

MOST_SPAN_ROWS = 5000
MOST_SPAN_COLUMNS = 500
_FEW_CELLS = 6
_LONG = 400


def rows_of(table: etree._Element) -> Iterator[etree._Element]:
    """The shown rows of a table, not those of tables inside it."""
    for child in table:
        if not is_shown(child):
            continue
        if tag(child) == "tr":
            yield child
        elif tag(child) in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if tag(row) == "tr" and is_shown(row))


def cells_of(row: etree._Element) -> list[etree._Element]:
    """The shown cells of a row."""
    return [cell for cell in row if tag(cell) in ("td", "th") and is_shown(cell)]


def is_layout(table: etree._Element) -> bool:
    """True for a table that only places things on the page: one with tables inside, of one column, or of few cells that
    hold whole texts.
    """
    rows = [cells_of(row) for row in rows_of(table)]
    if any(inner is not table for inner in table.iter("table")) and not _holds_figures(rows):
        return True
    if max(map(len, rows), default=0) < 2:
        return True
    cells = [cell for row in rows for cell in row]
    return len(cells) <= _FEW_CELLS and any(len(_words(cell)) > _LONG for cell in cells)


def _holds_figures(rows: list[list[etree._Element]]) -> bool:
    """True if a table with tables inside has figures of its own, in two rows at least."""
    told = [sum(is_number(_cell_text(cell)[0]) for cell in row) for row in rows if len(row) > 1]
    return sum(map(bool, told)) >= 2


def tables_inside(table: etree._Element) -> list[etree._Element]:
    """The outermost tables inside the cells of a table."""
    found: list[etree._Element] = []
    waiting = [cell for row in rows_of(table) for cell in cells_of(row)][::-1]
    while waiting:
        element = waiting.pop()
        if tag(element) == "table":
            found.append(element)
        elif is_shown(element):
            waiting += reversed(element)
    return found


def grid_of(table: etree._Element) -> Segment | None:
    """The grid of a table, or None where nothing is in it. Raises UnreadableDocument "too-many-cells"."""
    rows = list(rows_of(table))
    taken: set[tuple[int, int]] = set()
    found, budget = [], MOST_PLACES
    for number, row in enumerate(rows):
        column = 0
        for cell in cells_of(row):
            while (number, column) in taken:
                column += 1
            height = min(_span(cell, "rowspan") or len(rows), len(rows) - number, MOST_SPAN_ROWS)
            width = min(_span(cell, "colspan") or 1, MOST_SPAN_COLUMNS)
            budget -= height * width
            if budget < 0:
                raise UnreadableDocument("too-many-cells")
            if height > 1:
                taken |= {(r, c) for r in range(number + 1, number + height) for c in range(column, column + width)}
            text, indent = _cell_text(cell)
            found.append(Cell(text, number, column, height, width, indent=indent))
            column += width
    return segment_of(found, "html")


def _span(cell: etree._Element, name: str) -> int:
    text = (cell.get(name) or "1").strip()
    return int(text) if text.isdecimal() and len(text) < 6 else 1


def _cell_text(cell: etree._Element) -> tuple[str, int]:
    """The text of a cell, a line for each block in it, and how far its first line is set in."""
    pieces: list[str] = []
    _gather(cell, pieces)
    lines = [flowed(line) for line in "".join(pieces).replace("\n", " ").replace("\v", "\n").split("\n")]
    lines = [line.strip(" ") for line in lines if line.strip()]
    if not lines:
        return "", 0
    blanks = display_width(lines[0][: len(lines[0]) - len(lines[0].lstrip())])
    first = next((child for child in cell if tag(child) in BLOCKS and _words(child)), None)
    inner = indent_of(first) if first is not None else 0
    return "\n".join(line.strip() for line in lines), blanks + indent_of(cell) + inner


def _words(element: etree._Element) -> str:
    """Everything written inside an element, shown or not."""
    return "".join(map(str, element.itertext())).strip()


def _gather(element: etree._Element, pieces: list[str]) -> None:
    """The words of a cell; a vertical tab stands where a line begins."""
    pieces.append(element.text or "")
    for child in element:
        if tag(child) == "sup":
            pieces.append(raised(_words(child)))
        elif is_shown(child) and tag(child) != "table":
            block = tag(child) in BLOCKS or tag(child) == "br"
            pieces.append("\v" if block else "")
            _gather(child, pieces)
            pieces.append("\v" if block else "")
        pieces.append(child.tail or "")
