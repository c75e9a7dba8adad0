"""A share whose words name one whole, and whose number is the share of another that is told beside it.

5,066 of 占全院结案数的24.34%: of the cases concluded it would be 25.89 %, of those received, told in the same sentence as
the concluded, it is 24.34 %. The words say of what it is a share, so that the other whole is no other reading of them:
it shows how the difference came about.
"""

from __future__ import annotations

from msgspec.structs import replace

from fiscal.figure import Measure
from fiscal.numbers.quantity import telling_digits
from fiscal.relation import Kind, Role
from reconcile.dossier import Dossier
from reconcile.judge.verdicts import outcome_of
from reconcile.review import HOLDS, Verdict

FEWEST_DIGITS = 4
"""A share of fewer digits fits one of several amounts by chance."""

FARTHEST = 6
"""So many figures before and behind the whole are told beside it."""


def of_another_base(verdict: Verdict, dossier: Dossier) -> bool:
    """True if a broken share is that of an amount told beside the whole which its words name."""
    relation, figures = verdict.relation, dossier.figures
    wholes = [term for term in relation.terms if term.role is Role.WHOLE]
    rate = next((figures[term.figure] for term in relation.terms if term.role is Role.RATE), None)
    if relation.kind is not Kind.RATIO or len(wholes) != 1 or rate is None or relation.partial:
        return False
    if rate.measure is not Measure.SHARE or telling_digits(rate.quantity.value) < FEWEST_DIGITS:
        return False
    whole = figures[wholes[0].figure]
    passage = dossier.passage_at(whole.place)
    if whole.source != "narrative" or passage is None:
        return False
    at = next((i for i, figure in enumerate(passage.figures) if figure.id == whole.id), 0)
    used = set(relation.figures())
    for other in passage.figures[max(0, at - FARTHEST) : at + FARTHEST + 1]:
        if other.id not in used and other.quantity.unit == whole.quantity.unit and other.quantity.value > 0:
            terms = tuple(replace(one, figure=other.id) if one is wholes[0] else one for one in relation.terms)
            if outcome_of(replace(relation, terms=terms), figures) in HOLDS:
                return True
    return False
