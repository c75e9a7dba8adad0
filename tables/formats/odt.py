"""The reader of OpenDocument texts (.odt): paragraphs and tables in reading order."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tables.decode import UnreadableDocument
from tables.grid_of_spans import segment_of
from tables.grids.parted_grid import parted
from tables.large_pictures import is_large, picture_notes
from tables.layout import Cell, Layout, Line, Segment
from tables.office.open_document import body_of, raised_styles, written
from tables.office.package import local
from tables.office.word_text import value
from tables.reading_options import Reading

MOST_NESTED = 12
_WRAPPERS = frozenset(
    ("section", "list", "list-item", "list-header", "index-body", "table-of-content", "text-box", "frame")
)
_ROWS = frozenset(("table-rows", "table-header-rows", "table-row-group"))


def read_layout(data: bytes, reading: Reading) -> Layout:
    """The Layout of a text. Raises UnreadableDocument where it is damaged, locked or nested beyond reason."""
    root, body = body_of(data, "text")
    blocks = tuple(_blocks(body, raised_styles(root), 0))
    reading.progress(1, 1)
    return Layout("odt", 1, blocks, picture_notes(sum(map(_is_picture, body.iter("{*}frame")))))


def _is_picture(frame: etree._Element) -> bool:
    """True for a frame that shows a large picture."""
    shown = any(local(part) == "image" for part in frame)
    return shown and is_large(value(frame, "width"), value(frame, "height"))


def _blocks(parent: etree._Element, raised: frozenset[str], depth: int) -> Iterator[Line | Segment]:
    if depth > 4 * MOST_NESTED:
        raise UnreadableDocument("nested")
    for child in parent:
        name = local(child)
        if name in ("p", "h"):
            for number, text in enumerate(written(child, raised).split("\n")):
                if text.strip():
                    yield Line(text.rstrip(), begins=number == 0)
            for inner in child.iter("{*}text-box", "{*}note-body"):
                yield from _blocks(inner, raised, depth + 1)
        elif name == "table":
            yield from _table(child, raised, depth)
        elif name in _WRAPPERS:
            yield from _blocks(child, raised, depth + 1)


def _table(table: etree._Element, raised: frozenset[str], depth: int) -> Iterator[Line | Segment]:
    """A table as grids, then the tables inside its cells."""
    cells: list[Cell] = []
    inner: list[Line | Segment] = []
    for number, row in enumerate(_rows(table)):
        column = 0
        for cell in row:
            if local(cell) == "table-cell":
                lines = [written(part, raised).strip() for part in cell.iter("{*}p", "{*}h") if _owner(part) is cell]
                across, down = _whole(cell, "number-columns-spanned"), _whole(cell, "number-rows-spanned")
                cells.append(Cell("\n".join(filter(None, lines)), number, column, down, across))
                for part in cell:
                    if local(part) == "table":
                        inner += _blocks(cell, raised, depth + 1) if depth < MOST_NESTED else ()
            column += _whole(cell, "number-columns-repeated")
    grid = segment_of(cells, "odt")
    yield from (part for _, part in parted(grid)) if grid is not None else ()
    yield from (block for block in inner if isinstance(block, Segment))


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if local(child) == "table-row":
            yield child
        elif local(child) in _ROWS:
            yield from _rows(child)


def _owner(part: etree._Element) -> etree._Element | None:
    return next((above for above in part.iterancestors() if local(above) == "table-cell"), None)


def _whole(element: etree._Element, name: str) -> int:
    text = value(element, name)
    return int(text) if text.isdecimal() and 0 < len(text) < 6 else 1
