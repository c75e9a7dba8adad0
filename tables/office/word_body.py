"""The body of a Word document as lines and grids in reading order; notes and text boxes follow their paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from msgspec import Struct, field
from msgspec.structs import replace

from tables.decode import UnreadableDocument
from tables.grid_of_spans import segment_of
from tables.grids.parted_grid import parted
from tables.layout import Cell, Line, Segment
from tables.office.package import local
from tables.office.word_numbers import Numbering
from tables.office.word_text import Changes, child_of, indent_of, spoken, value
from tables.prose.paragraphs import display_width

MOST_NESTED = 12
"""Tables inside one another."""

_WRAPPERS = frozenset(("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "AlternateContent", "Choice"))


class Body(Struct):
    """What reading needs on its way: the lists, the foot notes by kind and id, and what was left out.

    `sources` are the blocks read, each with the elements it was read from: a line's paragraph, the rows of a grid.
    """

    numbering: Numbering
    notes: dict[tuple[str, str], etree._Element] = field(default_factory=dict)
    changes: Changes = field(default_factory=Changes)
    sources: list[tuple[Line | Segment, list[etree._Element]]] = field(default_factory=list)

    def blocks(self, parent: etree._Element, depth: int = 0) -> Iterator[Line | Segment]:
        """The paragraphs and tables inside `parent`, in order. Raises UnreadableDocument "nested"."""
        if depth > MOST_NESTED:
            raise UnreadableDocument("nested")
        for child in parent:
            name = local(child)
            if name == "p":
                yield from self._paragraph(child, depth)
            elif name == "tbl":
                yield from self._table(child, depth)
            elif name in _WRAPPERS:
                self.changes.inserted += name in ("ins", "moveTo")
                yield from self.blocks(child, depth)
            elif name in ("del", "moveFrom"):
                self.changes.deleted += 1

    def _paragraph(self, paragraph: etree._Element, depth: int) -> Iterator[Line | Segment]:
        """The lines of a paragraph, then the text boxes anchored in it and the foot notes it refers to."""
        said = spoken(paragraph, self.changes)
        prefix = self.numbering.prefix(child_of(paragraph, "pPr"))
        begins = True
        for text in (prefix + said.text).split("\n"):
            if text.strip():
                line = Line(text.rstrip(), begins=begins)
                self.sources.append((line, [paragraph]))
                yield line
                begins = False
        for box in said.boxes:
            yield from self.blocks(box, depth + 1)
        for key in said.notes:
            note = self.notes.pop(key, None)
            if note is not None:
                yield from self.blocks(note, depth + 1)

    def _table(self, table: etree._Element, depth: int) -> Iterator[Line | Segment]:
        """A table as a grid, then the tables inside its cells; a table of one cell is a frame around its text."""
        rows = [row for row in _inside(table, "tr") if not self._is_deleted(row)]
        if len(rows) == 1 and len(only := list(_inside(rows[0], "tc"))) == 1:
            yield from self.blocks(only[0], depth + 1)
            return
        inner: list[Line | Segment] = []
        cells: list[Cell] = []
        heads: dict[int, int] = {}
        for number, row in enumerate(rows):
            column = _count(child_of(child_of(row, "trPr"), "gridBefore"), 0)
            for cell in _inside(row, "tc"):
                settings = child_of(cell, "tcPr")
                width = _count(child_of(settings, "gridSpan"), 1)
                merge = child_of(settings, "vMerge")
                goes_on = merge is not None and value(merge, "val") != "restart"
                if goes_on and column in heads:
                    above = cells[heads[column]]
                    cells[heads[column]] = replace(above, rows=number - above.row + 1)
                else:
                    text, indent = self._cell(cell, inner, depth)
                    cells.append(Cell(text, number, column, 1, width, indent=indent))
                    heads.pop(column, None)
                    if merge is not None:
                        heads[column] = len(cells) - 1
                column += width
        grid = segment_of(cells, "docx")
        if grid is not None:
            for first, part in parted(grid):
                self.sources.append((part, rows[first:]))
                yield part
        yield from inner

    def _is_deleted(self, row: etree._Element) -> bool:
        """True for a row that a tracked change takes out."""
        deleted = child_of(child_of(row, "trPr"), "del") is not None
        self.changes.deleted += deleted
        return deleted

    def _cell(self, cell: etree._Element, inner: list[Line | Segment], depth: int) -> tuple[str, int]:
        """The text of a cell, a line for each paragraph, and how far it is set in; tables inside go to `inner`."""
        lines = []
        indent = -1
        for part in _inside(cell, "p", "tbl"):
            if local(part) == "tbl":
                if depth >= MOST_NESTED:
                    raise UnreadableDocument("nested")
                inner += self._table(part, depth + 1)
                continue
            said = spoken(part, self.changes)
            text = self.numbering.prefix(child_of(part, "pPr")) + said.text
            for box in said.boxes:
                inner += self.blocks(box, depth + 1)
            for key in said.notes:
                note = self.notes.pop(key, None)
                inner += self.blocks(note, depth + 1) if note is not None else ()
            if text.strip():
                first = text.lstrip("\n")
                blanks = display_width(first[: len(first) - len(first.lstrip())])
                indent = indent_of(part) + blanks if indent < 0 else indent
                lines.append(text.strip())
        return "\n".join(lines), max(indent, 0)


def _inside(parent: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The children called one of `names`, those inside wrappers included, in order."""
    for child in parent:
        name = local(child)
        if name in names:
            yield child
        elif name in _WRAPPERS:
            yield from _inside(child, *names)


def _count(element: etree._Element | None, usual: int) -> int:
    text = value(element, "val") if element is not None else ""
    return min(int(text), 1000) if text.isdecimal() and len(text) < 7 else usual
