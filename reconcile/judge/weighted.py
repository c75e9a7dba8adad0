"""The growth of a whole and of all its parts: then-whole = Σ then-parts, each computed back from its rate.

Quotients are worked out to sixty digits, rounded outwards at both ends, so that a verdict never rests on a rounding.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

from fiscal.relation import Relation, Role
from reconcile.judge.expression import MINUS, WIDE, amount, summed
from reconcile.judge.ruling import UNDECIDED, Ruling, Working, compare
from reconcile.judge.terms_read import NOTHING, Addend, Bounds, Readings, common_unit, one_dimension

FLOOR = Context(prec=60, rounding=ROUND_FLOOR)
CEILING = Context(prec=60, rounding=ROUND_CEILING)
PER_CENT = Decimal("0.01")
ONE = Decimal(1)


def is_weighted(relation: Relation) -> bool:
    """True for a growth relation that gives parts with a rate each."""
    return any(term.role is Role.PART for term in relation.terms)


def judge_weighted(relation: Relation, readings: Readings) -> Ruling:
    """Terms come in pairs amount, rate: first the whole (`to`), then every part; rates are percentages."""
    pairs = _pairs(relation, readings)
    if pairs is None or not one_dimension([now for now, _ in pairs]):
        return UNDECIDED
    spans = [_then(now.span, rate.span) for now, rate in pairs]
    if any(span is None for span in spans):
        return UNDECIDED
    whole, *parts = [span for span in spans if span is not None]
    total = NOTHING
    for part in parts:
        total = Bounds(total.low + part.low, total.centre + part.centre, total.high + part.high)
    step = pairs[0][0].reading.figure.quantity.step / 100
    total, whole = _stepped(total, step), _stepped(whole, step)
    unit = common_unit([now for now, _ in pairs])
    written = [f"{summed([now], True)} ÷ (1 {_rate(rate)})" for now, rate in pairs]
    shown = amount(WIDE.quantize(total.centre / unit.factor, Decimal("0.01")) * unit.factor, unit)
    expression = f"{' + '.join(written[1:])} ≈ {shown}；{written[0]}"
    return Ruling(compare(total, whole), lambda: Working(expression, unit, total, whole))


def _rate(rate: Addend) -> str:
    sign = "+" if rate.factor > 0 else MINUS
    return f"{sign} {summed([Addend(rate.reading, 1)], True)}"


def _pairs(relation: Relation, readings: Readings) -> list[tuple[Addend, Addend]] | None:
    found = []
    for now, rate in zip(relation.terms[::2], relation.terms[1::2], strict=False):
        one, other = readings[now.figure], readings[rate.figure]
        if one is None or other is None or rate.role is not Role.RATE or other.unit.dimension != "percent":
            return None
        found.append((Addend(one, now.weight), Addend(other, rate.weight * other.figure.sign)))
    return found if len(found) >= 3 and len(relation.terms) == 2 * len(found) else None


def _stepped(span: Bounds, step: Decimal) -> Bounds:
    """The span in whole steps, its ends rounded outwards: sixty digits are for no reader."""
    return Bounds(FLOOR.quantize(span.low, step), WIDE.quantize(span.centre, step), CEILING.quantize(span.high, step))


def _then(now: Bounds, rate: Bounds) -> Bounds | None:
    """The amount a rate before: now ÷ (1 + rate); None where the base may be nothing or an end is open."""
    low, centre, high = (ONE + PER_CENT * end for end in rate)
    if low <= 0 or not now.finite or not rate.finite or now.low < 0:
        return None
    return Bounds(FLOOR.divide(now.low, high), WIDE.divide(now.centre, centre), CEILING.divide(now.high, low))
