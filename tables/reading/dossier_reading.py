"""Reading what belongs together: every file under some paths becomes a Document, whatever is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import overload

from msgspec.structs import replace

from fiscal.document import Document, Note
from fiscal.table import Table
from tables.decode import UnreadableDocument
from tables.file_bytes import FILE_LIMIT
from tables.reading.gathering import Skipped, Source, gather
from tables.reading.readers import File, read_all
from tables.reading.same_text import judged_once
from tables.reading_options import USUAL, Reading, Watch, silent

EXPLAINED_BY = frozenset({"DOC01", "DOC40"})
"""Not read at all: whoever is told that need not be told that no figure was found."""


class DossierRead(Sequence[Document]):
    """The documents of a dossier (案卷) in their order, and what was left out, with a word why.

    A file that could not be read is a document without figures; its notes say why.
    """

    def __init__(self, documents: tuple[Document, ...], skipped: tuple[Skipped, ...]) -> None:
        self.documents, self.skipped = documents, skipped

    @overload
    def __getitem__(self, at: int) -> Document: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Document, ...]: ...
    def __getitem__(self, at: int | slice) -> Document | tuple[Document, ...]:
        """The document at that place, or those."""
        return self.documents[at]

    def __len__(self) -> int:
        return len(self.documents)

    def find(self, word: str) -> tuple[Table, ...]:
        """The tables of all documents whose number, title, column headers or row labels hold `word`."""
        return tuple(table for document in self.documents for table in document.find(word))


def read_dossier(paths: Sequence[Path], reading: Reading = USUAL) -> DossierRead:
    """The files under `paths` as `fiscal check` takes them: what repeats another file, or was written by this program,
    is left out and named. Raises FileNotFoundError for a path that does not exist.
    """
    found = gather(paths)
    documents, repeated = judged_once(load_all(found.files, reading))
    left_out = sorted((*found.skipped, *repeated), key=lambda one: one.path)
    return DossierRead(tuple(documents), tuple(left_out))


def load_all(
    files: Sequence[Source],
    reading: Reading = USUAL,
    watch: Watch | None = None,
    meanwhile: Callable[[], object] = lambda: None,
) -> list[Document]:
    """The Documents of `files`, d0, d1 and so on; one that cannot be read becomes an empty Document with a note DOC01
    that says why. `meanwhile` is called once, while other processes read if there are any.
    """
    wanted = [
        File(one.path, f"d{number}", one.shown, watch(one.shown) if watch else silent, one.member)
        for number, one in enumerate(files)
    ]
    found = read_all(wanted, reading, meanwhile=meanwhile)
    return [settled(file, one) for file, one in zip(wanted, found, strict=True)]


def settled(file: File, found: Document | UnreadableDocument | OSError) -> Document:
    """The Document to judge for what reading `file` came to: one that could not be read is empty and says why."""
    return _without_figures(found) if isinstance(found, Document) else _unread(file, found)


def _without_figures(document: Document) -> Document:
    """The document, with a note that nothing was found in it if that is so and no other note says why."""
    if any(True for _ in document.figures()) or any(note.code in EXPLAINED_BY for note in document.notes):
        return document
    return replace(document, notes=(*document.notes, Note("DOC11", "nothing")))


def _unread(file: File, failure: UnreadableDocument | OSError) -> Document:
    note = Note("DOC01", reason_of(failure))
    return Document(file.document, file.shown, "unreadable", _digest(file.path), 0, notes=(note,))


def reason_of(failure: UnreadableDocument | OSError) -> str:
    """Why a file could not be read, in the word that `reconcile.words.note_wording` has a sentence for."""
    if isinstance(failure, UnreadableDocument):
        return failure.reason
    return "no-permission" if isinstance(failure, PermissionError) else f"system: {failure.strerror or failure}"


def _digest(path: Path) -> str:
    """SHA-256 of a file's first 256 MB, or of nothing where the system does not give it, or gives it only once."""
    digest = sha256()
    if not path.is_file():
        return digest.hexdigest()
    try:
        with path.open("rb") as stream:
            for _ in range(FILE_LIMIT >> 20):
                digest.update(stream.read(1 << 20))
    except OSError:
        return sha256(b"").hexdigest()
    return digest.hexdigest()
