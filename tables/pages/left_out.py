"""What was not read of the pages of a PDF, as notes: a page that could not be opened, or a part beyond some limit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
    "annotations": "DOC31",
}
"""Why something was not read: the page cannot be opened; more characters, rules or drawn objects than are looked at;
drawings inside drawings too deep; places that are nowhere near a page; writing in another direction than the rest; and
what is laid over the print (comments, stamps, fields of forms)."""


def unread_of(marks: PageMarks) -> Iterator[str]:
    """The reasons why a part of the page was not read, if any."""
    yield from marks.unread
    if any(len(rules) > MOST_RULES < len(merged(rules)) for rules in (marks.horizontals, marks.verticals)):
        yield "rules"


def left_out_notes(unread: Iterable[tuple[int, str]], attached: int) -> tuple[Note, ...]:
    """One note for each reason, on the first of its pages; `unread` are pairs of a page and a reason, `attached` is how
    many files the document carries.

    >>> [note.message for note in left_out_notes([(3, "damaged"), (4, "damaged"), (9, "damaged")], 1)]
    ['damaged: 3—4、9', 'attached: 1']
    """
    pages: dict[str, list[int]] = {reason: [] for reason in REASONS}
    for page, reason in unread:
        pages[reason].append(page)
    notes = [
        Note(REASONS[reason], f"{reason}: {page_list(found)}", page=min(found))
        for reason, found in pages.items()
        if found
    ]
    return (*notes, *([Note("DOC31", f"attached: {attached}")] if attached > 0 else []))


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
