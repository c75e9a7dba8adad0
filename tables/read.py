"""Any file to a Document: the reader is chosen by what the file is, not by what it is called."""

from __future__ import annotations

from pathlib import Path

from fiscal.document import Document
from tables.decode import BYTE_LIMIT, UnreadableDocument
from tables.read_text import read_text_document

SUFFIXES = frozenset({".txt", ".md", ".text", ".markdown"})
"""Endings of the files that a folder's reading takes in."""


def read(path: Path, document: str, shown: str | None = None) -> Document:
    """The Document of the file at `path`, with the id `document`; `shown` is the path that reports print.

    Raises UnreadableDocument where the file is none that can be read, OSError where the system does not give it.
    """
    if path.stat().st_size > BYTE_LIMIT:
        raise UnreadableDocument("too-large")
    return read_text_document(path.read_bytes(), shown or path.name, document)
