"""Reading a file in this very process, which tables/reading/readers.py starts: whatever happens, happens here."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fiscal.document import Document
from tables.compose import Source
from tables.decode import UnreadableDocument
from tables.file_bytes import bytes_of
from tables.formats.text import read_text_document
from tables.kinds import kind_of
from tables.layout import Layout
from tables.reading.readers import READERS
from tables.reading_options import Reading

if TYPE_CHECKING:
    from tables.pages.prose_lines import PageBlocks

Told = Callable[[int, int], None]


def read_here(path: Path, document: str, shown: str, reading: Reading, progress: Told) -> Document:
    """The Document of the file at `path`. Raises UnreadableDocument, OSError, and whatever a reader stumbles over."""
    return _read(bytes_of(path), document, shown, reading._replace(progress=progress))


def member_here(path: Path, member: int, document: str, shown: str, reading: Reading, progress: Told) -> Document:
    """The Document of a member of the archive at `path`. Raises what `read_here` does."""
    from tables.reading.archives import member_bytes

    return _read(member_bytes(path, member), document, shown, reading._replace(progress=progress))


def _read(data: bytes, document: str, shown: str, reading: Reading) -> Document:
    kind = kind_of(data)
    if kind == "text":
        return read_text_document(data, shown, document)
    return _document(_layout(data, kind, reading), data, document, shown)


def text_here(data: bytes, document: str, shown: str, reading: Reading, progress: Told) -> Document:
    """The Document of a text that came through a pipe. Raises UnreadableDocument."""
    return read_text_document(data, shown, document)


def layout_here(path: Path, reading: Reading, progress: Told) -> Layout:
    """The Layout of the file at `path`. Raises UnreadableDocument, OSError, and whatever a reader stumbles over."""
    data = bytes_of(path)
    return _layout(data, kind_of(data), reading._replace(progress=progress))


def count_here(path: Path, progress: Told) -> int:
    """How many pages the PDF at `path` has."""
    count: int = _pdf().page_count(bytes_of(path))
    return count


def pages_here(path: Path, first: int, last: int, reading: Reading, progress: Told) -> list[PageBlocks]:
    """Some pages of the PDF at `path`."""
    pages: list[PageBlocks] = _pdf().pages_of(bytes_of(path), first, last, reading._replace(progress=progress))
    return pages


def joined_here(path: Path, document: str, shown: str, pages: list[PageBlocks], progress: Told) -> Document:
    """The Document of the PDF at `path`, of which these are all the pages."""
    return _document(_pdf().joined(pages), bytes_of(path), document, shown)


def joined_layout_here(pages: list[PageBlocks], progress: Told) -> Layout:
    """The Layout of a PDF of which these are all the pages."""
    layout: Layout = _pdf().joined(pages)
    return layout


def _document(layout: Layout, data: bytes, document: str, shown: str) -> Document:
    if not layout.blocks and not layout.notes:
        raise UnreadableDocument("empty")
    from tables.from_layout import document_of  # no text needs it

    return document_of(layout, Source.of(data, document, shown, layout.format, layout.pages))


def _pdf() -> Any:
    """The module that reads PDFs: no other file needs its libraries."""
    return import_module(READERS["pdf"])


def _layout(data: bytes, kind: str, reading: Reading) -> Layout:
    if kind not in READERS:
        raise UnreadableDocument("format")
    layout: Layout = import_module(READERS[kind]).read_layout(data, reading)
    return layout
