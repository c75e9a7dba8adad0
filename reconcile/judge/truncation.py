"""Truncation as a second reading: a printed number that was cut off instead of rounded. It decides nothing."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from fiscal.figure import Figure
from fiscal.relation import Kind, Role
from reconcile.review import Outcome, Verdict


def truncation_explains(verdict: Verdict, figures: Mapping[str, Figure]) -> bool:
    """True if a broken relation would hold had the rate, or the coarsest mention, been cut off and not rounded.

    54.96 % rounds to 55.0 and is cut off to 54.9.
    """
    if verdict.outcome is not Outcome.BROKEN or verdict.computed_centre is None or verdict.stated_centre is None:
        return False
    relation = verdict.relation
    if relation.kind in (Kind.RATIO, Kind.GROWTH):
        rates = [term for term in relation.terms if term.role is Role.RATE]
        if len(rates) != 1 or rates[0].weight != 1:
            return False
        return cut_off(verdict.computed_centre, verdict.stated_centre, figures[rates[0].figure].quantity.step)
    if relation.kind is not Kind.SAME or len(relation.terms) != 2 or any(term.weight != 1 for term in relation.terms):
        return False
    coarse, fine = sorted((figures[name].quantity for name in relation.figures()), key=lambda q: -q.step)
    return coarse.step > fine.step and cut_off(fine.centre, coarse.centre, coarse.step)


def cut_off(true: Decimal, printed: Decimal, step: Decimal) -> bool:
    """True if `printed` is `true` without its digits below `step`.

    >>> cut_off(Decimal("54.96"), Decimal("54.9"), Decimal("0.1"))
    True
    >>> cut_off(Decimal("54.96"), Decimal("55.0"), Decimal("0.1"))
    False
    """
    if true * printed < 0:
        return False
    return 0 <= abs(true) - abs(printed) < step
