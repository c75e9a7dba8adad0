"""How the two sides of a broken relation differ: how far, and whether one slip of the pen would explain it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from fiscal.figure import Figure
from fiscal.numbers.interval import EXACT
from fiscal.relation import Kind, Role
from fiscal.slips.misprint import chance, explains
from reconcile.review import Verdict

STEPS = (1000, 200, 20, 2)
"""The difference is less than one in so many of the larger side: .1 %, .5 %, 5 %, 50 %."""

RARELY = 20
"""A slip is evidence if a difference that means nothing looks like one at most once in so many cases."""


@dataclass(frozen=True, slots=True)
class Gap:
    """The look of a difference.

    `size` counts from 0, less than a thousandth of the larger side, to 4, more than half of it. `slip` is True if one
    slip of the pen would explain it, and chance rarely looks so. `parts` are the figures that are added up or
    compared, `digits` those of the longest figure.
    """

    size: int
    slip: bool
    parts: int
    digits: int


def gap_of(verdict: Verdict, figures: Mapping[str, Figure]) -> Gap:
    """The look of a broken verdict's difference."""
    relation = verdict.relation
    values = [figures[name].quantity.value for name in dict.fromkeys(relation.figures())]
    parts = sum(term.role not in (Role.TOTAL, Role.RATE) for term in relation.terms)
    slip = relation.kind in (Kind.BALANCE, Kind.SAME) and bool(explains(relation, figures))
    rare = slip and chance(relation, figures) * RARELY <= 1
    return Gap(_size(verdict), rare, parts, max(len(value.as_tuple().digits) for value in values))


def _size(verdict: Verdict) -> int:
    sides = [abs(side) for side in (verdict.computed_centre, verdict.stated_centre) if side is not None]
    larger, difference = max(sides, default=Decimal(0)), abs(verdict.difference or Decimal(0))
    return sum(EXACT.multiply(difference, Decimal(step)) >= larger for step in STEPS)
