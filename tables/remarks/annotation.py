"""A copy of a document with remarks, made in a process of its own: the file was written by others."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from msgspec import Struct

from tables.decode import UnreadableDocument
from tables.file_bytes import bytes_of
from tables.kinds import kind_of
from tables.reading.isolated.pipe_messages import Task
from tables.reading.isolated.pool import Pool
from tables.reading.readers import Told, kind_at
from tables.reading_options import USUAL, Reading
from tables.remarks.remark import Remark

WRITERS = {"pdf": "tables.remarks.pdf_notes", "docx": "tables.remarks.word_comments"}
"""The module that writes the copy of each kind of file that can be annotated."""


class Annotated(Struct, frozen=True):
    """The bytes of the copy, and how many remarks found their place in it."""

    content: bytes
    placed: int


def annotated(path: Path, document: str, remarks: Sequence[Remark], reading: Reading = USUAL) -> Annotated:
    """A copy of the file at `path`, read as `document`, with `remarks`; the file itself is left alone.

    Raises UnreadableDocument with the reasons of the readers, "no-annotations" for a kind of file that cannot be
    annotated and "locked" for a PDF that does not allow it; OSError.
    """
    arguments = (path.absolute(), document, tuple(remarks), reading.threads)
    task = Task("tables.remarks.annotation:annotated_here", arguments, path.stat().st_size)
    with Pool() as pool:
        (found,) = pool.results([task], lambda number, done, every: reading.progress(done, every))
    if isinstance(found, Annotated):
        return found
    raise found


def can_be_annotated(path: Path) -> bool:
    """False if the first bytes of the file at `path` tell that no copy of it can be annotated.

    Raises UnreadableDocument with reason "too-large" or "pipe"; OSError.
    """
    return kind_at(path) in (*WRITERS, "zip")  # which archive it is, only a process of its own may find out


def annotated_here(path: Path, document: str, remarks: Sequence[Remark], threads: int, progress: Told) -> Annotated:
    """What `annotated` gives, made in this very process."""
    data = bytes_of(path)
    kind = kind_of(data)
    if kind not in WRITERS:
        raise UnreadableDocument("no-annotations")
    content, placed = import_module(WRITERS[kind]).annotated_bytes(data, document, remarks, threads, progress)
    return Annotated(content, placed)
