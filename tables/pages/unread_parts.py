"""What was not read of the pages of a PDF, as notes: a page that could not be opened, or a part beyond some limit."""

from __future__ import annotations

from collections.abc import Iterable

from fiscal.document import Note
from tables.pages.marks import PageMarks
from tables.pages.page_blocks import MOST_RULES
from tables.pages.rules import merged

REASONS = {
    "damaged": "DOC30",
    "glyphs": "DOC30",
    "rules": "DOC30",
    "objects": "DOC30",
    "depth": "DOC30",
    "far": "DOC30",
    "turned": "DOC30",
    "unmapped": "DOC30",
    "hidden": "DOC31",
    "annotations": "DOC31",
}
"""Why something was not read: the page cannot be opened; more characters, rules or drawn objects than are looked at;
drawings inside drawings too deep; places that are nowhere near a page; writing in another direction than the rest;
words of a font that does not say which characters it prints, and nothing to read them off the page;
type that is not seen (a hidden layer, white on white, outside what is shown) or is part of a seal; and what is laid
over the print (comments, stamps, fields of forms)."""


def unread_notes(marks: PageMarks) -> tuple[Note, ...]:
    """A note for every reason why the page, or a part of it, was not read."""
    reasons = set(marks.unread)
    if any(len(rules) > MOST_RULES < len(merged(rules)) for rules in (marks.horizontals, marks.verticals)):
        reasons.add("rules")
    number = marks.number
    told = [(word, code) for word, code in REASONS.items() if word in reasons]
    told += [(word, "DOC41") for word in marks.seen]
    return tuple(Note(code, f"{word}: {number}", page=number) for word, code in told)


def gathered(notes: Iterable[Note]) -> tuple[Note, ...]:
    """`notes` in which those that say the same of several pages are one, on the first of them.

    >>> [note.message for note in gathered(Note("DOC30", f"damaged: {page}", page=page) for page in (3, 4, 9))]
    ['damaged: 3—4、9']
    """
    pages: dict[tuple[str, str], list[int]] = {}
    others: list[Note] = []
    for note in notes:
        word, _, number = note.message.partition(": ")
        if note.page is not None and number == str(note.page):
            pages.setdefault((note.code, word), []).append(note.page)
        else:
            others.append(note)
    said = (Note(code, f"{word}: {page_list(found)}", page=min(found)) for (code, word), found in pages.items())
    return (*said, *others)


def page_list(pages: Iterable[int]) -> str:
    """Page numbers as a reader writes them.

    >>> page_list([1, 2, 3, 7, 9, 10])
    '1—3、7、9—10'
    """
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return "、".join(f"{run[0]}—{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)
