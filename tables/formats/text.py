"""The text reader: a .txt or .md file, in any usual encoding, becomes a Document."""

from __future__ import annotations

from fiscal.document import Document, Note
from tables.compose import Source, compose
from tables.decode import decode
from tables.grids.lone_captions import lone_captions
from tables.grids.lone_grids import lone_grids
from tables.grids.table_blocks import blocks_of, text_runs
from tables.grids.unread_figures import unread_in_grids
from tables.prose.paragraphs import LINE_LIMIT, paragraphs
from tables.sheets.separated import separated_sheet


def read_text_document(data: bytes, path: str, document: str) -> Document:
    """The Document of a text file given as bytes; `path` is only named in it.

    Raises UnreadableDocument where the bytes are no text.
    """
    text = decode(data)
    sheet = separated_sheet(text)
    if sheet is not None:
        from tables.from_layout import document_of
        from tables.sheets.workbook import layout_of_sheets

        return document_of(layout_of_sheets("csv", [sheet]), Source.of(data, document, path, "csv"))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    notes = [Note("DOC04", f"{LINE_LIMIT}", i) for i, line in enumerate(lines, 1) if len(line) > LINE_LIMIT]
    if notes:
        lines = [line[:LINE_LIMIT] for line in lines]
    runs = list(text_runs(lines))
    blocks = blocks_of(lines, runs)
    taken = {number for block in blocks for number in block.consumed}
    notes += lone_grids(runs, taken)
    notes += lone_captions(lines, taken)
    source = Source.of(data, document, path, "text")
    return compose(source, paragraphs(lines, taken), blocks, notes, unread=unread_in_grids(runs, taken))
