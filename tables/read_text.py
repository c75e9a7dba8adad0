"""The text reader: a .txt or .md file, in any usual encoding, becomes a Document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

from fiscal.document import Document, Note, Passage, Report
from fiscal.table import Table
from fiscal.text import Joined, join_lines
from tables.decode import decode
from tables.gazette import heading_depth, heading_in, reports
from tables.lone_captions import lone_captions
from tables.paragraphs import LINE_LIMIT, Paragraph, paragraphs
from tables.prose.breakdowns import breakdowns
from tables.prose.context import Surroundings
from tables.prose.narrate import Setting, narrate
from tables.table_blocks import TableBlock, find_table_blocks
from tables.table_build import build_table


def read_text_document(data: bytes, path: str, document: str) -> Document:
    """The Document of a text file given as bytes; `path` is only named in it.

    Raises UnreadableDocument where the bytes are no text.
    """
    text = decode(data)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    notes = [Note("DOC04", f"{LINE_LIMIT}", i) for i, line in enumerate(lines, 1) if len(line) > LINE_LIMIT]
    if notes:
        lines = [line[:LINE_LIMIT] for line in lines]
    blocks = find_table_blocks(lines)
    taken = {number for block in blocks for number in block.consumed}
    notes += lone_captions(lines, taken)
    parts = paragraphs(lines, taken)
    joined = [join_lines(part.lines) for part in parts]
    found, owners = reports([j.text for j in joined], [p.lines[0][1] for p in parts], [p.lines[0][0] for p in parts])
    long = [(p.lines[0][0], j) for p, j in zip(parts, joined, strict=True) if len(j.text) > LINE_LIMIT]
    notes += [Note("DOC04", f"{LINE_LIMIT}", line) for line, _ in long]
    passages = tuple(_passages(parts, joined, owners, found, document))
    tables = tuple(_tables(blocks, parts, owners, found, document, notes))
    return Document(
        id=document,
        path=path,
        format="text",
        sha256=hashlib.sha256(data).hexdigest(),
        pages=1,
        reports=found,
        passages=passages,
        tables=tables,
        notes=tuple(notes),
    )


def _passages(
    parts: Sequence[Paragraph],
    joined: Sequence[Joined],
    owners: Sequence[int],
    found: Sequence[Report],
    document: str,
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
        yield Passage(
            index=index,
            text=text,
            line=part.lines[0][0],
            report=report,
            headings=around.headings,
            sentences=spans,
            figures=tuple(replace(f, whole=wholes[f.id]) if f.id in wholes else f for f in figures),
            breakdowns=lists,
        )


def _tables(
    blocks: Sequence[TableBlock],
    parts: Sequence[Paragraph],
    owners: Sequence[int],
    found: Sequence[Report],
    document: str,
    notes: list[Note],
) -> Iterator[Table]:
    """Every table block as a Table that knows the report it stands in."""
    starts = [part.lines[0][0] for part in parts]
    at = 0
    for number, block in enumerate(blocks):
        while at + 1 < len(starts) and starts[at + 1] < block.first:
            at += 1
        report = owners[at] if starts and starts[at] < block.first else 0
        table = build_table(block, document, f"{document}.t{number}", report)
        notes.extend(block.notes)
        yield replace(table, period=table.period) if found else table
