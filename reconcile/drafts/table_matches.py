"""Which table of the new draft is which of the old: by title, labels, headers and amounts, wherever it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence

from reconcile.drafts.best_matches import best_matches, permille
from reconcile.drafts.sheets import Sheet

LEAST = 400
"""Of a thousand: tables that share less are two tables."""

WEIGHTS = {"title": 3, "labels": 4, "columns": 1, "amounts": 2}
"""How much each likeness says, of ten."""

SAME_FILE = 30
"""What it adds that the two files belong together."""


def matched_sheets(old: Sequence[Sheet], new: Sequence[Sheet], files: Mapping[str, str]) -> list[tuple[Sheet, Sheet]]:
    """Pairs of tables that are one table; `files` are the documents of the old draft with those they belong to."""

    def score(one: int, other: int) -> int:
        return likeness(old[one], new[other]) + SAME_FILE * (files.get(old[one].document) == new[other].document)

    marks = (lambda at: _marks(old[at]), lambda at: _marks(new[at]))
    pairs = best_matches(range(len(old)), range(len(new)), marks, score, LEAST)
    return [(old[one], new[other]) for one, other in pairs]


def likeness(one: Sheet, other: Sheet) -> int:
    """How much two tables share, in thousandths."""
    shares = {
        "title": permille(one.title_words, other.title_words) if one.title and other.title else 0,
        "labels": permille(one.labels, other.labels),
        "columns": permille(Counter(one.columns), Counter(other.columns)),
        "amounts": permille(one.amounts, other.amounts) if one.amounts or other.amounts else 0,
    }
    return sum(WEIGHTS[name] * share for name, share in shares.items()) // sum(WEIGHTS.values())


def _marks(sheet: Sheet) -> Iterator[Hashable]:
    """What a table may be known by: its title, its labels, and each label with its first amount."""
    if sheet.title:
        yield "title", sheet.title
        yield "title of any year", "".join(sign for sign in sheet.title if not sign.isdigit())
    for line in sheet.lines:
        yield "label", line.label
        if line.values:
            yield "amount", line.label, line.values[0]
            yield "title and label", sheet.title, line.label
