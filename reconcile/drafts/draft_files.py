"""Which file of the new draft belongs to which of the old: what they say alike, whatever they are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from fiscal.document import Document
from reconcile.drafts.best_matches import best_matches, permille
from reconcile.drafts.sheets import label_key, title_key

LINE = 16
"""Characters of a passage by which it is known."""


def matched_files(old: Sequence[Document], new: Sequence[Document]) -> Mapping[str, str]:
    """Documents of the old draft with those of the new that share most with them, by their ids."""
    before, after = list(map(_content, old)), list(map(_content, new))

    def score(one: int, other: int) -> int:
        return permille(before[one], after[other])

    pairs = best_matches(range(len(old)), range(len(new)), (lambda at: before[at], lambda at: after[at]), score, 1)
    return {old[one].id: new[other].id for one, other in pairs}


def _content(document: Document) -> Counter[str]:
    """The beginnings of its passages, the titles of its tables, and their labels."""
    found = Counter(title_key(passage.text[:LINE]) for passage in document.passages)
    for table in document.tables:
        found[title_key(table.title)] += 1
        found.update(label_key(row.label) for row in table.rows)
    return found
