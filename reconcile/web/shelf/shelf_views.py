"""Divides a document into what is shown at once: the pages of a PDF, the sheets of a workbook, stretches of a text."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from fiscal.document import Document
from fiscal.figure import Figure
from fiscal.table import Table

ROOM = 60
"""Paragraphs and rows shown at once, where the format has no pages; a table begun is shown to MOST_ROWS."""

MOST_ROWS = 300

Item = tuple[str, int, int]
"""A stretch of a document: the id of its home, and of a table the rows from, up to and not including."""


class View(Struct):
    """One page, sheet or stretch; `items` is what stands there, in order."""

    number: int
    label: str = ""
    items: list[Item] = field(default_factory=list)


def home_of_passage(document: str, index: int) -> str:
    """The id under which a passage is kept."""
    return f"{document}.p{index}"


def has_pages(document: Document) -> bool:
    """True for a PDF that was read: its pages can be drawn."""
    return document.format == "pdf" and document.pages > 0


def views_of(document: Document) -> list[View]:
    """The views of a document, at least one, numbered from 1."""
    if has_pages(document):
        return _pages(document)
    return _stretches(document)


def _pages(document: Document) -> list[View]:
    views = [View(number) for number in range(1, document.pages + 1)]
    for line, sheet, page, item in _in_order(document):
        del line, sheet
        if page is not None and 0 < page <= len(views):
            views[page - 1].items.append(item)
    return views


def _stretches(document: Document) -> list[View]:
    views: list[View] = []
    room, before = 0, None
    for _, sheet, _, item in _in_order(document):
        size = max(1, item[2] - item[1])
        if not views or sheet != before or (sheet is None and room < size and room < ROOM - 1):
            views.append(View(len(views) + 1, sheet or ""))
            room, before = ROOM, sheet
        views[-1].items.append(item)
        room -= size
    return views or [View(1)]


def _in_order(document: Document) -> Iterator[tuple[int, str | None, int | None, Item]]:
    """Passages and tables as they follow one another: line, sheet, page, item."""
    found: list[tuple[int, int, str | None, int | None, Item]] = []
    for passage in document.passages:
        item = (home_of_passage(document.id, passage.index), 0, 0)
        found.append((passage.line, len(found), passage.sheet, passage.page, item))
    for table in document.tables:
        for first, last in _parts(table):
            line = table.rows[first].line if table.rows else table.place.line
            page = _page_of_row(table, first) or table.place.page
            found.append((line or 0, len(found), table.place.sheet, page, (table.id, first, last)))
    for line, _, sheet, page, item in sorted(found, key=lambda one: one[:2]):
        yield line, sheet, page, item


def _parts(table: Table) -> Iterator[tuple[int, int]]:
    """The stretches of rows in which a table is shown: those of one page, and never more than MOST_ROWS."""
    first, page = 0, None
    for y in range(len(table.rows)):
        here = _page_of_row(table, y) or page
        if y > first and ((page is not None and here != page) or y - first >= MOST_ROWS):
            yield first, y
            first = y
        page = here
    yield first, len(table.rows)


def _page_of_row(table: Table, y: int) -> int | None:
    if y >= len(table.rows):
        return None
    return next((cell.place.page for cell in table.rows[y].cells if cell is not None), None)


def figures_by_view(document: Document, views: list[View]) -> Iterator[tuple[Figure, int, str]]:
    """Every figure of a document with the number of its view and the id of its home."""
    at: dict[str, int] = {}
    rows: dict[tuple[str, int], int] = {}
    for view in views:
        for home, first, last in view.items:
            at.setdefault(home, view.number)
            rows |= {(home, y): view.number for y in range(first, last)}
    pages = has_pages(document)
    for passage in document.passages:
        home = home_of_passage(document.id, passage.index)
        for figure in passage.figures:
            yield figure, _page(figure, document) if pages else at.get(home, 1), home
    for table in document.tables:
        for y, row in enumerate(table.rows):
            for figure in filter(None, row.cells):
                here = rows.get((table.id, y), at.get(table.id, 1))
                yield figure, _page(figure, document) if pages else here, table.id


def _page(figure: Figure, document: Document) -> int:
    page = figure.place.page
    return page if page is not None and 0 < page <= document.pages else 1
