"""What a reader has to see before all else: the weightiest finding, what to ask of it, and what was not checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from reconcile.reports.quoted.finding_rows import FindingRow, said_alone
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.summary import unchecked_places
from reconcile.review import Review, Severity
from reconcile.words.messages import html_word as word
from reconcile.words.messages import label

FEW = 3
"""Places named of those where most was not checked."""


class Lead(Struct, frozen=True):
    """The finding to look at first: its number, what was found, where, and what to ask ("" where nothing compares)."""

    number: int
    message: str
    spot: str
    ask: str


def lead_of(review: Review, rows: Sequence[FindingRow], lookup: Lookup) -> Lead | None:
    """The first finding of the list; None where there is none that asks for an answer."""
    if not rows or review.findings[0].severity is Severity.NOTE:
        return None
    row, lang = rows[0], review.lang
    ask = ""
    if row.printed and row.expected and row.gap:
        words = {"item": row.item, "printed": row.printed, "expected": row.expected, "gap": row.gap}
        ask = word("ask", lang, **words)
    spot = " ".join(part for part in (row.document, row.page, row.table) if part)
    return Lead(row.number, said_alone(review.findings[0], lookup, lang), spot, ask)


def not_checked(review: Review, lookup: Lookup) -> Iterator[str]:
    """Where most of what was not checked stands, in one line; none where everything was."""
    lang, places = review.lang, unchecked_places(review, lookup)
    if not places:
        return
    told = [label("unchecked_in", lang, place=place, n=count) for place, count in places[:FEW]]
    if len(places) > FEW:
        rest = sum(count for _, count in places[FEW:])
        told.append(label("unchecked_rest", lang, places=len(places) - FEW, n=rest))
    yield word("not-checked", lang, places=("；" if lang == "zh" else "; ").join(told))
