"""What the DOC codes mean: what a reader has to tell before any figure is compared, written like a check's docs."""

from __future__ import annotations

from reconcile.words.texts import text

READING_NOTES = tuple(f"DOC{number:02d}" for number in (1, *range(4, 12), *range(20, 26), 30, 31, 40, 41))


def note_title(code: str, lang: str) -> str:
    """What a note of this code says in a few words.

    >>> note_title("DOC01", "en")
    'the document cannot be read'
    """
    return text("note-title", code, lang)


def note_text(code: str, lang: str) -> str:
    """The headed blocks about a code, as a check's docstring has them, in one language."""
    return text("note-text", code, lang)
