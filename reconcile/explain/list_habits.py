"""Whether the lists that a document opens with 其中 are whole lists: some documents name the main parts only.

其中 does not say that nothing is left out. Where other lists under the same word stop short of their wholes, one more
that stops short is one more list of main parts, and no misprint.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from fiscal.document import Breakdown
from fiscal.figure import Figure
from fiscal.numbers.interval import EXACT
from fiscal.relation import Kind, Role
from reconcile.dossier import Dossier, once
from reconcile.review import Verdict

FEWEST_PARTS = 2
FEWEST_SHORT = 2
MOST_WHOLE = 3
"""So many times as many whole lists as short ones, and a list is taken for whole in this document."""

Lists = dict[tuple[str, str], list[bool]]
"""For every document and word that opens lists, whether each list there comes to its whole."""


def of_main_parts(verdict: Verdict, dossier: Dossier) -> bool:
    """True if a list of the narrative falls short of its whole where many lists under its word do."""
    relation, figures = verdict.relation, dossier.figures
    whole = next((figures[term.figure] for term in relation.terms if term.role is Role.TOTAL), None)
    short = verdict.difference is not None and verdict.difference > 0
    passage = dossier.passage_at(whole.place) if whole is not None else None
    if relation.kind is not Kind.BALANCE or relation.partial or passage is None or whole is None or not short:
        return False
    parts = {term.figure for term in relation.terms if term.role is Role.PART}
    word = next((one.trigger for one in passage.breakdowns if parts == set(one.parts)), None)
    if word is None:
        return False
    others = _lists(dossier)[whole.place.document, word]
    falling = others.count(False) - 1
    return falling >= FEWEST_SHORT and MOST_WHOLE * falling >= others.count(True)


@once
def _lists(dossier: Dossier) -> Lists:
    found: Lists = defaultdict(list)
    for document in dossier.documents:
        for passage in document.passages:
            for one in passage.breakdowns:
                gap = _short_of(one, dossier.figures)
                if gap is not None:
                    found[document.id, one.trigger].append(not gap)
    return found


def _short_of(one: Breakdown, figures: dict[str, Figure]) -> bool | None:
    """Whether a list falls short of its likeliest whole; None if it says that it is open, or comes to more."""
    whole = figures[one.candidates[0]].quantity
    parts = list(_alike(one, figures))
    if one.open or len(parts) < FEWEST_PARTS:
        return None
    reached, slack = Decimal(0), whole.step
    for part in parts:
        reached, slack = EXACT.add(reached, part.quantity.centre), EXACT.add(slack, part.quantity.step)
    gap = EXACT.subtract(whole.centre, reached)
    return None if 2 * gap < -slack else 2 * gap > slack


def _alike(one: Breakdown, figures: dict[str, Figure]) -> Iterator[Figure]:
    whole = figures[one.candidates[0]]
    for name in one.parts:
        part = figures[name]
        if part.quantity.unit.dimension == whole.quantity.unit.dimension and part.measure is whole.measure:
            yield part
