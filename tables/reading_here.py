"""Reading a file in this very process, which tables/readers.py starts for it: whatever happens, happens here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from fiscal.document import Document
from tables.compose import Source
from tables.decode import UnreadableDocument
from tables.from_layout import document_of
from tables.kinds import kind_of
from tables.layout import Layout
from tables.read_text import read_text_document
from tables.readers import READERS
from tables.reading import Reading


def read_here(
    path: Path, document: str, shown: str, reading: Reading, progress: Callable[[int, int], None]
) -> Document:
    """The Document of the file at `path`. Raises UnreadableDocument, OSError, and whatever a reader stumbles over."""
    data = path.read_bytes()
    kind = kind_of(data)
    if kind == "text":
        return read_text_document(data, shown, document)
    layout = _layout(data, kind, replace(reading, progress=progress))
    if not layout.blocks and not layout.notes:
        raise UnreadableDocument("empty")
    return document_of(layout, Source.of(data, document, shown, layout.format, layout.pages))


def layout_here(path: Path, reading: Reading, progress: Callable[[int, int], None]) -> Layout:
    """The Layout of the file at `path`. Raises UnreadableDocument, OSError, and whatever a reader stumbles over."""
    data = path.read_bytes()
    return _layout(data, kind_of(data), replace(reading, progress=progress))


def _layout(data: bytes, kind: str, reading: Reading) -> Layout:
    if kind not in READERS:
        raise UnreadableDocument("format")
    layout: Layout = import_module(READERS[kind]).read_layout(data, reading)
    return layout
