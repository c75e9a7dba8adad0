"""Any file to a Document: the reader is chosen by what the file is, not by what it is called."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from fiscal.document import Document
from tables.compose import Source
from tables.decode import BYTE_LIMIT, UnreadableDocument
from tables.from_layout import document_of
from tables.kinds import kind_of
from tables.layout import Layout
from tables.read_text import read_text_document
from tables.reading import USUAL, Reading

SUFFIXES = frozenset(
    f".{ending}"
    for ending in (
        *("txt", "md", "text", "markdown", "pdf", "docx", "docm", "doc", "wps", "rtf"),
        *("xlsx", "xlsm", "xls", "et", "htm", "html", "png", "jpg", "jpeg", "tif", "tiff", "bmp", "webp"),
    )
)
"""Endings of the files that a folder's reading takes in."""

READERS = {
    "pdf": "tables.read_pdf",
    "xlsx": "tables.read_xlsx",
    "docx": "tables.read_docx",
    "ole": "tables.read_ole",
    "rtf": "tables.read_rtf",
    "html": "tables.read_html",
}
"""The module that reads each kind of file but text; its `read_layout(data, reading)` gives a Layout."""


def read(path: Path | str, document: str = "d0", shown: str | None = None, reading: Reading = USUAL) -> Document:
    """The Document of the file at `path`, with the id `document`; `shown` is the path that reports print.

    Raises UnreadableDocument where the file is none that can be read, OSError where the system does not give it.
    """
    path = Path(path)
    data = _bytes_of(path)
    kind = kind_of(data)
    if kind == "text":
        return read_text_document(data, shown or path.name, document)
    layout = _layout(data, kind, reading)
    return document_of(layout, Source.of(data, document, shown or path.name, layout.format, layout.pages))


def layout_of(path: Path | str, reading: Reading = USUAL) -> Layout:
    """The raw lines and grids of the file at `path`, before continuations are joined and headers understood.

    Raises UnreadableDocument, for a text file too, which has no grids of its own; OSError.
    """
    data = _bytes_of(Path(path))
    return _layout(data, kind_of(data), reading)


def _layout(data: bytes, kind: str, reading: Reading) -> Layout:
    if kind not in READERS:
        raise UnreadableDocument("format")
    layout: Layout = import_module(READERS[kind]).read_layout(data, reading)
    return layout


def _bytes_of(path: Path) -> bytes:
    if path.stat().st_size > BYTE_LIMIT:
        raise UnreadableDocument("too-large")
    return path.read_bytes()
