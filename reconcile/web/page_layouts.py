"""Lays out what has no pages to draw: paragraphs and tables of Word, Excel, web pages and text; figures are buttons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from fiscal.document import Passage
from fiscal.table import Table
from reconcile.reports.quoted.places import table_name, visible
from reconcile.web.page_templates import rendered
from reconcile.web.shelf.shown_records import DocumentShown, FigureShown, ViewShown

DEEPEST = 6


class Piece(Struct, frozen=True):
    """Words, or a figure among them."""

    text: str
    figure: FigureShown | None = None


class Heads(Struct, frozen=True):
    """A cell of a header: its text and how many columns it spans."""

    text: str
    span: int


class Line(Struct, frozen=True):
    """A row of a table."""

    label: str
    level: int
    cells: tuple[Piece, ...]


class Block(Struct, frozen=True):
    """A paragraph (`pieces`), or a table (`lines`) with its caption, unit and header."""

    pieces: tuple[Piece, ...] = ()
    heading: bool = False
    caption: str = ""
    unit: str = ""
    stub: str = ""
    heads: tuple[tuple[Heads, ...], ...] = ()
    lines: tuple[Line, ...] = ()


def laid_out(
    lang: str,
    document: DocumentShown,
    view: ViewShown,
    figures: Sequence[FigureShown],
    homes: Mapping[str, Table | Passage],
) -> str:
    """The view of a document as markup."""
    known = {figure.id: figure for figure in figures}
    blocks = list(_blocks(view, known, homes))
    return rendered(lang, "laid_out.html", document=document, blocks=blocks)


def _blocks(
    view: ViewShown, figures: Mapping[str, FigureShown], homes: Mapping[str, Table | Passage]
) -> Iterator[Block]:
    for name, first, last in view.items:
        home = homes.get(name)
        if isinstance(home, Passage):
            yield Block(tuple(_pieces(home, figures)), heading=not home.figures and len(home.text) < 40)
        elif home is not None:
            yield _table(home, first, last, figures)


def _pieces(passage: Passage, figures: Mapping[str, FigureShown]) -> Iterator[Piece]:
    at = 0
    for figure in sorted(passage.figures, key=lambda one: one.start):
        if figure.start < at:
            continue
        yield Piece(passage.text[at : figure.start])
        yield Piece(passage.text[figure.start : figure.end], figures.get(figure.id))
        at = figure.end
    yield Piece(passage.text[at:])


def _table(table: Table, first: int, last: int, figures: Mapping[str, FigureShown]) -> Block:
    strange = {(row, column): text for row, column, text in table.strange}
    lines = tuple(
        Line(
            visible(row.label),
            min(row.level or 0, DEEPEST),
            tuple(
                Piece(visible(strange.get((y, x), "")))
                if cell is None
                else Piece(visible(cell.quantity.text), figures.get(cell.id))
                for x, cell in enumerate(row.cells)
            ),
        )
        for y, row in enumerate(table.rows[first:last], first)
    )
    unit = table.unit.name if table.unit else ""
    heads = tuple(_heads(table)) if first == 0 else ()
    caption = table_name(table) if first == 0 else ""
    return Block(caption=caption, unit=visible(unit), stub=visible(table.stub), heads=heads, lines=lines)


def _heads(table: Table) -> Iterator[tuple[Heads, ...]]:
    """The header row by row, neighbours of one text under one head as one cell."""
    paths = [column.path for column in table.columns]
    for depth in range(max(map(len, paths), default=0)):
        row: list[Heads] = []
        before: tuple[str, ...] | None = None
        for path in paths:
            here = path[: depth + 1]
            text = visible(path[depth]) if depth < len(path) else ""
            if row and here == before and text:
                row[-1] = Heads(text, row[-1].span + 1)
            else:
                row.append(Heads(text, 1))
            before = here
        yield tuple(row)
