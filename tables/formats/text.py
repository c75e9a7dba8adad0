"""The text reader: a .txt or .md file, in any usual encoding, becomes a Document."""

from __future__ import annotations

from fiscal.document import Document, Note
from tables.compose import Source, compose
from tables.decode import decode
from tables.grids.lone_captions import lone_captions
from tables.grids.table_blocks import find_table_blocks
from tables.prose.paragraphs import LINE_LIMIT, paragraphs


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
    return compose(Source.of(data, document, path, "text"), paragraphs(lines, taken), blocks, notes)
