"""A Layout to a Document: its lines and the rows of its grids are numbered in reading order, and take the way of text.

A row of a grid counts as one line, so that captions above a grid, continuations after a page turn and the headings
above a passage are found the same way in every format. Places are those of the page or sheet, never the number.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from fiscal.document import Document, Note, Passage, Unread
from fiscal.figure import Figure
from fiscal.words.plain_text import Joined
from tables.cell_words import is_number, is_stub, squeezed
from tables.compose import Source, compose
from tables.grids.columns_over_pages import with_columns_over_pages
from tables.grids.grid_rows import GridRow, Origin, spanned_height
from tables.grids.lone_captions import lone_captions
from tables.grids.lone_grids import lone_grids
from tables.grids.runs import Run
from tables.grids.table_blocks import blocks_of
from tables.grids.unread_figures import unread_in_grids
from tables.layout import Cell, Layout, Line, Segment, points, unwrapped
from tables.prose.paragraphs import Paragraph, paragraphs

Told = TypeVar("Told", Note, Unread)


class Numbered(Struct):
    """The lines of a layout in one sequence: `texts[i]` is line i + 1 and was printed at `owners[i]`."""

    texts: list[str] = field(default_factory=list)
    owners: list[Line | Segment] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)


def document_of(layout: Layout, source: Source) -> Document:
    """The Document of a layout; figures have page and box, or sheet and cell, where the layout has them."""
    numbered = numbered_lines(replace(layout, blocks=with_columns_over_pages(layout.blocks)))
    blocks = blocks_of(numbered.texts, numbered.runs)
    used = {number for block in blocks for number in block.consumed}
    grids = {number for run in numbered.runs for number in run.covers}
    whole = {i for i, owner in enumerate(numbered.owners, 1) if isinstance(owner, Line) and owner.begins is not None}
    parts = paragraphs(numbered.texts, used | grids | whole)
    parts += _explicit(numbered, used)
    parts += _texts_of_grids(numbered, used)
    parts.sort(key=lambda part: part.lines[0][0])
    notes = [*layout.notes, *lone_captions(numbered.texts, used | grids, grids)]
    notes += lone_grids(numbered.runs, used)
    lost = unread_in_grids(numbered.runs, used)
    document = compose(source, parts, blocks, notes, lambda figure, line: _placed(figure, line, numbered), lost)
    return replace(
        document,
        passages=tuple(_begun(passage, numbered) for passage in document.passages),
        notes=tuple(_located(note, numbered) for note in document.notes),
        unread=tuple(_located(one, numbered) for one in document.unread),
    )


def numbered_lines(layout: Layout) -> Numbered:
    """The lines and the rows of grids of a layout, in reading order."""
    found = Numbered()
    for block in layout.blocks:
        if isinstance(block, Line):
            found.texts.append(block.text)
            found.owners.append(block)
            continue
        first = len(found.texts)
        rows = tuple(_grid_rows(block, first + 1))
        found.texts += ["\t".join(squeezed(cell) for cell in row.cells) for row in rows]
        found.owners += [block] * len(rows)
        if rows:
            indexes = tuple(range(first, first + len(rows)))
            found.runs.append(Run(indexes, rows, tuple(i + 1 for i in indexes)))
    return found


def _grid_rows(segment: Segment, first: int) -> Iterator[GridRow]:
    """The rows of a segment that hold anything; the text of a header cell stands in every place that it spans."""
    texts = [[""] * segment.width for _ in range(segment.height)]
    origins: list[list[Origin | None]] = [[None] * segment.width for _ in range(segment.height)]
    for cell in segment.cells:
        origins[cell.row][cell.column] = Origin(cell, segment.page if cell.page is None else cell.page, segment.sheet)
        texts[cell.row][cell.column] = " " * cell.indent + unwrapped(cell.text)
    head = _head_height(segment, texts, origins)
    for cell in segment.cells:
        for row in range(cell.row, min(cell.row + cell.rows, head)):
            for column in range(cell.column, cell.column + cell.columns):
                texts[row][column] = texts[cell.row][cell.column]
    for cells, marks in zip(texts, origins, strict=True):
        if any(cell.strip() for cell in cells):
            yield GridRow(first, tuple(cells), tuple(marks))
            first += 1


def _head_height(segment: Segment, texts: list[list[str]], origins: list[list[Origin | None]]) -> int:
    """How many rows are title or header, where a spanning cell speaks for all it covers.

    These are the rows above the first amount, and in a form without amounts those that the spans make header.
    """
    rows = [cell.row for cell in segment.cells if is_number(cell.text) and not _names_column(cell)]
    if rows:
        return _above_section(segment, min(rows))
    title = 0
    while title < len(texts) and sum(bool(cell.strip()) for cell in texts[title]) < 2:
        title += 1
    below = [GridRow(0, tuple(t), tuple(o)) for t, o in zip(texts[title:], origins[title:], strict=True)]
    return title + spanned_height(below)


def _above_section(segment: Segment, first: int) -> int:
    """The number of the first row above `first` that is the heading of a section, or `first`.

    Below the first row of the header, one cell over the label column and more speaks for the rows that follow.
    """
    corner = min((c.row for c in segment.cells if c.column == 0 and c.columns == 1 and is_stub(c.text)), default=first)
    return min([first, *(c.row for c in segment.cells if c.column == 0 and c.columns > 1 and c.row > corner)])


def _names_column(cell: Cell) -> bool:
    """True for a number that may stand in a header: a year, or the number of a column."""
    text = squeezed(cell.text)
    return text.isdecimal() and (len(text) <= 2 or (len(text) == 4 and text.startswith(("19", "20"))))


def _explicit(numbered: Numbered, used: set[int]) -> list[Paragraph]:
    """The paragraphs that the format itself tells apart; what goes on after a grid goes on alone."""
    found: list[list[tuple[int, str]]] = []
    last = 0
    for number, owner in enumerate(numbered.owners, 1):
        if not isinstance(owner, Line) or owner.begins is None or number in used or not owner.text.strip():
            continue
        if owner.begins or last != number - 1:
            found.append([])
        found[-1].append((number, owner.text))
        last = number
    return [Paragraph(tuple(lines)) for lines in found]


def _texts_of_grids(numbered: Numbered, used: set[int]) -> list[Paragraph]:
    """The cells of grids that are no tables of figures, as paragraphs: nothing printed is left unread."""
    found = []
    for run in numbered.runs:
        for row in run.rows:
            if row.line in used:
                continue
            printed = [origin.cell.text for origin in row.origins if origin is not None and origin.cell.text.strip()]
            found += [Paragraph(((row.line, unwrapped(text)),)) for text in printed]
    return found


def _placed(figure: Figure, line: Joined, numbered: Numbered) -> Figure:
    """The figure with the page and the box, or the sheet and the cell, of the line it is printed on."""
    start, end = figure.start, max(figure.end - 1, figure.start)
    number = line.line_of(start)
    owner = numbered.owners[number - 1]
    place = replace(figure.place, line=None, page=owner.page, sheet=owner.sheet)
    if isinstance(owner, Line):
        first = line.column_of(start)
        last = line.column_of(end) if line.line_of(end) == number else None
        box = _box(owner, first, last)
        place = replace(place, cell=owner.cell, bbox=points(box) if box else None)
        sure = owner.sureness[first : None if last is None else last + 1]
        return replace(figure, place=place, confidence=min(sure, default=owner.confidence))
    return replace(figure, place=place)


def _box(line: Line, first: int, last: int | None) -> tuple[int, int, int, int] | None:
    """The part of a line's box from character `first` to `last`, or to its end."""
    if line.box is None or len(line.edges) <= first:
        return line.box
    right = line.edges[last + 1] if last is not None and last + 1 < len(line.edges) else line.box[2]
    return line.edges[first], line.box[1], right, line.box[3]


def _begun(passage: Passage, numbered: Numbered) -> Passage:
    """A passage with the page or sheet on which it begins."""
    owner = numbered.owners[passage.line - 1]
    return replace(passage, page=owner.page, sheet=owner.sheet)


def _located(note: Told, numbered: Numbered) -> Told:
    """What is told of a line, as told of the page or sheet where that line stands."""
    if note.line is None or not 0 < note.line <= len(numbered.owners):
        return note
    owner = numbered.owners[note.line - 1]
    return replace(note, line=None, page=owner.page, sheet=owner.sheet)
