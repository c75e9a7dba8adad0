"""What the HTML report says of the whole: the files read, and every figure that was not checked."""

from __future__ import annotations

from msgspec import Struct

from fiscal.figure import Figure
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.places import home_words
from reconcile.review import Review
from reconcile.words.document_names import names_of
from reconcile.words.messages import html_word as word
from reconcile.words.note_wording import note_sentence
from reconcile.words.texts import words, written

MOST_LISTED = 3000
"""Figures that the list of what was not checked names."""


class FileRead(Struct, frozen=True):
    """A line of the table of files: pages, tables and figures in `counts`, nothing for a file that was not read."""

    name: str
    format: str
    counts: tuple[str, ...]
    remarks: tuple[str, ...]


def files_read(review: Review) -> list[FileRead]:
    """The documents of the review in its order."""
    names, found = names_of(review.documents), []
    for document in review.documents:
        read = not any(note.code == "DOC01" for note in document.notes)
        counts = (document.pages, len(document.tables), sum(1 for _ in document.figures()))
        found.append(
            FileRead(
                names[document.id],
                _form(document.format, review.lang) if read else word("unreadable", review.lang),
                tuple(f"{count:,}" if read else "" for count in counts),
                tuple(note_sentence(note.code, note.message, review.lang) for note in document.notes),
            )
        )
    return found


def _form(form: str, lang: str) -> str:
    """The kind of a file in a word.

    >>> _form("text", "zh"), _form("pdf", "zh")
    ('文本', 'PDF')
    """
    return words("format", form, lang) if written("format", form) else form.upper()


def unchecked_by_home(review: Review, lookup: Lookup) -> dict[str, list[Figure]]:
    """没有核对的数字: by document and table, so that a person can look; no more than `MOST_LISTED`."""
    homes: dict[str, list[Figure]] = {}
    for name in review.coverage.unchecked[:MOST_LISTED]:
        if (figure := lookup.figures.get(name)) is not None:
            homes.setdefault(home_words(figure, lookup, review.lang), []).append(figure)
    return homes
