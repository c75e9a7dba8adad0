"""From two sides to a verdict: equal centres are exact, meeting intervals are rounding, anything else is broken."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from fiscal.numbers.interval import INFINITY
from fiscal.numbers.units import Unit
from fiscal.relation import Relation
from reconcile.judge.terms_read import Bounds
from reconcile.review import Outcome, Verdict

HALF = Decimal("0.5")


def compare(computed: Bounds, stated: Bounds) -> Outcome:
    """What two sides that should be equal are to each other."""
    if computed.centre == stated.centre:
        return Outcome.EXACT
    if says_nothing(computed, stated):
        return Outcome.UNDECIDED
    meet = computed.low <= stated.high and stated.low <= computed.high
    return Outcome.ROUNDING if meet else Outcome.BROKEN


def compare_order(lesser: Bounds, greater: Bounds) -> Outcome:
    """What two sides are to each other where the first should not exceed the second."""
    if lesser.centre <= greater.centre:
        return Outcome.EXACT
    if lesser.low == -INFINITY or greater.high == INFINITY:
        return Outcome.UNDECIDED
    return Outcome.ROUNDING if lesser.low <= greater.high else Outcome.BROKEN


def says_nothing(one: Bounds, other: Bounds) -> bool:
    """True where open ends make the sides meet anyhow: both open the same way, or one open on both sides."""
    low = (one.low == -INFINITY) + (other.low == -INFINITY)
    high = (one.high == INFINITY) + (other.high == INFINITY)
    return low + high > 0 and (low == 2 or high == 2 or not _bounded(one) or not _bounded(other))


def _bounded(span: Bounds) -> bool:
    return span.low != -INFINITY or span.high != INFINITY


def slack_of(computed: Bounds, stated: Bounds) -> Decimal | None:
    """The largest difference between the centres that rounding can explain, or None where an end is open."""
    if not (computed.finite and stated.finite):
        return None
    return (computed.high - computed.low + stated.high - stated.low) * HALF


class Working(NamedTuple):
    """How a ruling came about: the expression, the unit a reader would like, and both sides; `exact` where nothing may
    be put down to rounding. An undecided relation has an expression at most.
    """

    expression: str = ""
    unit: Unit | None = None
    computed: Bounds | None = None
    stated: Bounds | None = None
    exact: bool = False


class Ruling(NamedTuple):
    """What is decided of a relation. Its working is made when it is asked for: most of what is tried is not kept."""

    outcome: Outcome
    working: Callable[[], Working] = Working


UNDECIDED = Ruling(Outcome.UNDECIDED)
"""The ruling where a term is missing or unreadable, or its dimension does not fit."""


def verdict_of(name: str, relation: Relation, ruling: Ruling) -> Verdict:
    """The verdict with both sides, their difference and what rounding can explain of it."""
    expression, unit, computed, stated, exact = ruling.working()
    if ruling.outcome is Outcome.UNDECIDED or computed is None or stated is None:
        return Verdict(name, relation, Outcome.UNDECIDED, expression)
    slack = slack_of(computed, stated)
    return Verdict(
        name,
        relation,
        ruling.outcome,
        expression,
        unit,
        computed.interval,
        stated.interval,
        computed.centre,
        stated.centre,
        stated.centre - computed.centre,
        Decimal(0) if exact and slack is not None else slack,
    )
