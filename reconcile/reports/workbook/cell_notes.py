"""Notes at the cells that findings are about: which finding, what differs, the working, and the page.

Plain notes, which every spreadsheet program shows; what they say stands on the sheet 问题清单, too.
"""

from __future__ import annotations

from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment

from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.places import place_words
from reconcile.reports.workbook.sheet_cells import ILLEGAL
from reconcile.review import Finding, Review
from reconcile.words.messages import workbook_word as word
from reconcile.words.texts import words

LONGEST = 900
"""Characters of a note; the list of findings has the rest."""

WIDTH, HEIGHT = 360, 200
MOST = 3
"""Findings named in one note."""


def cell_notes(review: Review, lookup: Lookup) -> dict[str, str]:
    """The text of the note at every cell that a finding is about, by the figure's id; the weightiest finding first."""
    found: dict[str, list[str]] = {}
    for number, finding in enumerate(review.findings, 1):
        for figure in lookup.figures_of(finding):
            if figure.id in lookup.cells:
                found.setdefault(figure.id, []).append(_text(number, finding, lookup, review.lang))
    return {name: "\n\n".join(texts[:MOST])[:LONGEST] for name, texts in found.items()}


def _text(number: int, finding: Finding, lookup: Lookup, lang: str) -> str:
    head = word("mark", lang, n=number, severity=words("severity", finding.severity, lang))
    working = finding.working.split("\n", 1)[0]
    return "\n".join(
        (f"{head} {finding.code}", finding.message, working, place_words(finding.place, lookup, lang, document=False))
    )


def put_note(cell: Cell, text: str) -> None:
    """`text` is the note of the cell, in a frame that can be read."""
    cell.comment = Comment(ILLEGAL.sub(" ", text), "fiscal", height=HEIGHT, width=WIDTH)
