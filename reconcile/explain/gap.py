"""How the two sides of a broken relation differ: how far, and whether one slip of the pen would explain it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct

from fiscal.figure import Figure
from fiscal.numbers.interval import EXACT
from fiscal.relation import Kind, Role
from fiscal.slips.misprint import addends, chance, needed_value, slip
from fiscal.slips.misprint import gap_of as gap_of_terms
from reconcile.review import Verdict

STEPS = (1000, 200, 20, 2)
"""The difference is less than one in so many of the larger side: .1 %, .5 %, 5 %, 50 %."""

NEARLY = (0, 1, -1)
"""A sum of rounded figures may be off by one in its last place after a slip is mended, too."""

OF_ITS_SIZE = 10
"""Differences of up to so many times the one that is met are as likely as that."""

RARELY = 20
"""A slip is evidence if a difference that means nothing looks like one at most once in so many cases."""


class Gap(Struct, frozen=True):
    """The look of a difference.

    `size` counts from 0, less than a thousandth of the larger side, to 4, more than half of it: then the one is more
    than twice the other. `computed_more` is True if what was worked out is more than twice what is printed: something
    is counted twice, or is no part. `slip` is True if one
    slip of the pen would explain it, and chance rarely looks so. `parts` are the figures that are added up or
    compared, `digits` those of the longest figure, or of the shortest where one number is said to be told twice.
    """

    size: int
    slip: bool
    parts: int
    digits: int
    computed_more: bool = False


def gap_of(verdict: Verdict, figures: Mapping[str, Figure]) -> Gap:
    """The look of a broken verdict's difference."""
    relation = verdict.relation
    values = [figures[name].quantity.value for name in dict.fromkeys(relation.figures())]
    parts = sum(term.role not in (Role.TOTAL, Role.RATE) for term in relation.terms)
    rare = relation.kind in (Kind.BALANCE, Kind.SAME) and _slipped(verdict, figures)
    lengths = [len(value.as_tuple().digits) for value in values]
    digits = min(lengths) if relation.kind is Kind.SAME else max(lengths)
    return Gap(_size(verdict), rare, parts, digits, _doubled(verdict))


def _doubled(verdict: Verdict) -> bool:
    computed, stated = verdict.computed_centre, verdict.stated_centre
    return computed is not None and stated is not None and 2 * abs(stated) < abs(computed)


def _slipped(verdict: Verdict, figures: Mapping[str, Figure]) -> bool:
    """True if one slip in one figure would make the relation hold, exactly or but for one in the last place."""
    relation = verdict.relation
    terms = addends(relation, figures)
    if terms is None:
        return False
    gap = gap_of_terms(terms, relation.constant)
    told = all(figures[entry.figure].source == "narrative" for entry in terms)
    # What a list of the narrative leaves out may be of any size: a small difference of few digits is a slip by chance.
    likely = chance(relation, figures, abs(gap) * OF_ITS_SIZE if told else None) * RARELY
    if likely > 1:
        return False
    steps = [figures[entry.figure].quantity.step for entry in terms]
    for entry in terms:
        for off in NEARLY if likely * len(NEARLY) <= 1 else NEARLY[:1]:
            needed = needed_value(entry, EXACT.add(gap, EXACT.multiply(min(steps), Decimal(off))))
            if needed is not None and slip(entry.value, needed) is not None:
                return True
    return False


def _size(verdict: Verdict) -> int:
    sides = [abs(side) for side in (verdict.computed_centre, verdict.stated_centre) if side is not None]
    larger, difference = max(sides, default=Decimal(0)), abs(verdict.difference or Decimal(0))
    return sum(EXACT.multiply(difference, Decimal(step)) >= larger for step in STEPS)
