"""Paragraphs and table blocks to a Document: the last step, which every reader shares.

Reports are found, passages get their headings and figures, table blocks become tables that know their report, and every
figure is told what it measures.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from fiscal.document import Document, Note, Passage, Report, Unread
from fiscal.figure import Figure
from fiscal.table import Table
from fiscal.words.plain_text import Joined, join_lines
from tables.grids.table_blocks import TableBlock
from tables.grids.table_build import build_table
from tables.grids.unread_figures import unread_in_tables
from tables.measured.identify import identified
from tables.measured.units_told import with_units_told
from tables.prose.breakdowns import breakdowns
from tables.prose.context import Surroundings
from tables.prose.gazette import heading_depth, heading_in, reports
from tables.prose.narrate import Setting, narrate
from tables.prose.paragraphs import LINE_LIMIT, Paragraph
from tables.prose.unread_amounts import unread_amounts

Locate: TypeAlias = Callable[[Figure, Joined], Figure]
"""A figure of the narrative with its place as the format knows it (page and box in place of a line)."""


class Source(Struct, frozen=True):
    """The file a Document comes from: its id in the dossier, the path to print, its kind, its digest, its pages."""

    document: str
    path: str
    format: str
    sha256: str
    pages: int = 1

    @classmethod
    def of(cls, data: bytes, document: str, path: str, form: str, pages: int = 1) -> Source:
        """The source of a file given as bytes."""
        return cls(document, path, form, hashlib.sha256(data).hexdigest(), pages)


def compose(
    source: Source,
    parts: Sequence[Paragraph],
    blocks: Sequence[TableBlock],
    notes: Sequence[Note] = (),
    locate: Locate | None = None,
    unread: Iterable[Unread] = (),
) -> Document:
    """The Document of `parts` (prose) and `blocks` (tables), whose line numbers say in which order they stand.

    `unread` are figures outside the tables that were not read.
    """
    joined = [join_lines(part.lines) for part in parts]
    found, owners = reports([j.text for j in joined], [p.lines[0][1] for p in parts], [p.lines[0][0] for p in parts])
    long = [p.lines[0][0] for p, j in zip(parts, joined, strict=True) if len(j.text) > LINE_LIMIT]
    every = [*notes, *(Note("DOC04", f"{LINE_LIMIT}", line) for line in long)]
    passages = tuple(_passages(parts, joined, owners, found, source.document, locate))
    tables = tuple(_tables(blocks, parts, owners, source.document))
    every += [note for block in blocks for note in block.notes]
    read = Document(
        id=source.document,
        path=source.path,
        format=source.format,
        sha256=source.sha256,
        pages=source.pages,
        reports=found,
        passages=passages,
        tables=tables,
        notes=tuple(every),
        unread=(*_unread_in(passages), *unread_in_tables(blocks), *unread),
    )
    return identified(with_units_told(read))


def _unread_in(passages: Iterable[Passage]) -> Iterator[Unread]:
    for passage in passages:
        if count := unread_amounts(passage.text, passage.figures):
            yield Unread(count, passage.line)


def _passages(
    parts: Sequence[Paragraph],
    joined: Sequence[Joined],
    owners: Sequence[int],
    found: Sequence[Report],
    document: str,
    locate: Locate | None,
) -> Iterator[Passage]:
    """Every paragraph as a passage, under the headings that stand above it in its report."""
    above: list[tuple[int, str]] = []
    owner = -1
    for index, (part, line, report) in enumerate(zip(parts, joined, owners, strict=True)):
        if report != owner:
            above, owner = [], report
        heading, depth = heading_in(line.text), heading_depth(line.text)
        if heading is not None and depth is not None:
            above = [*(entry for entry in above if entry[0] < depth), (depth, heading)]
        around = Surroundings(found[report], tuple(text for _, text in above))
        text = line.text[:LINE_LIMIT]
        figures, spans = narrate(text, Setting(document, index, report, around, line.line_of))
        lists = breakdowns(text, spans, figures) if figures else ()
        wholes = {part_id: entry.candidates[0] for entry in lists for part_id in entry.parts}
        placed = (locate(figure, line) for figure in figures) if locate else figures
        yield Passage(
            index=index,
            text=text,
            line=part.lines[0][0],
            report=report,
            headings=around.headings,
            sentences=spans,
            figures=tuple(replace(f, whole=wholes[f.id]) if f.id in wholes else f for f in placed),
            breakdowns=lists,
        )


def _tables(
    blocks: Sequence[TableBlock], parts: Sequence[Paragraph], owners: Sequence[int], document: str
) -> Iterator[Table]:
    """Every table block as a Table that knows the report it stands in."""
    starts = [part.lines[0][0] for part in parts]
    at = 0
    for number, block in enumerate(blocks):
        while at + 1 < len(starts) and starts[at + 1] < block.first:
            at += 1
        report = owners[at] if starts and starts[at] < block.first else 0
        yield build_table(block, document, f"{document}.t{number}", report)
