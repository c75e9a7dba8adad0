"""What the same document tells of a line a year before: by concept, budget, level and place."""

from __future__ import annotations

from collections.abc import Iterator

from fiscal.budget import Level
from fiscal.document import Passage
from fiscal.figure import Figure
from reconcile.dossier import Dossier
from reconcile.linking.anchors import level_before
from reconcile.linking.years.amounts_by_key import CARRIED_OUT, amounts_by_key, of_one_place
from reconcile.linking.years.document_years import about
from reconcile.linking.years.told_amounts import year_of

MOST = 10
"""A concept with more amounts in a year names nothing."""


def told_last_year(amount: Figure, passage: Passage, dossier: Dossier) -> Iterator[Figure]:
    """What the narrative says the line had a year before, amounts of an outturn first; nothing if they are many."""
    known = about(dossier)[amount.place.document]
    year = year_of(amount, known.document)
    whole = amount.period is None or amount.period.span in ("year", "end")
    if year is None or amount.budget is None or not amount.concept or not whole:
        return
    level = amount.level or level_before(amount, passage) or Level.WHOLE
    some = of_one_place(amount, known, amounts_by_key(dossier).get((amount.concept, amount.budget, year - 1), ()))
    told = [
        each
        for each in some
        if each.of.document is known.document and each.level is level and each.figure.source == "narrative"
    ]
    if len(told) <= MOST:
        for each in sorted(told, key=lambda each: each.stage not in CARRIED_OUT):
            yield each.figure
