"""A yearly average over several years: now = then × (1 + rate)ⁿ, where n is the weight of the rate.

The verdict raises and never takes a root, so it is exact. The root that a reader wants to see is worked out afterwards
from whole numbers, rounded outwards at both ends.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from fiscal.relation import Relation, Role
from reconcile.judge.expression import MINUS, bracketed, number, suffix, summed
from reconcile.judge.ruling import UNDECIDED, Ruling, Working, compare
from reconcile.judge.terms_read import Addend, Bounds, Readings, one_dimension, shared_unit
from reconcile.review import Outcome

MOST_YEARS = 60
PER_CENT = Decimal("0.01")
FINER = 4
"""So many places more than the rate is printed with are worked out for show."""


def is_compounded(relation: Relation) -> bool:
    """True for a growth whose rate is that of one year while the amounts are several years apart."""
    return any(term.role is Role.RATE and abs(term.weight) > 1 for term in relation.terms)


def judge_compounded(relation: Relation, readings: Readings) -> Ruling:
    """One amount now, one amount then and the rate of one year; anything else is undecided."""
    terms = {term.role: term for term in relation.terms}
    if len(relation.terms) != 3 or set(terms) != {Role.TO, Role.FROM, Role.RATE}:
        return UNDECIDED
    to, since, rate = (readings[terms[role].figure] for role in (Role.TO, Role.FROM, Role.RATE))
    years = terms[Role.RATE].weight
    if to is None or since is None or rate is None or rate.unit.dimension != "percent" or not 1 < years <= MOST_YEARS:
        return UNDECIDED
    now, then = Addend(to, terms[Role.TO].weight), Addend(since, terms[Role.FROM].weight)
    yearly = Addend(rate, rate.figure.sign)
    if not one_dimension([now, then]) or then.span.low <= 0 or now.span.low <= 0 or not _finite(now, then, yearly):
        return UNDECIDED
    share = yearly.span.scaled(PER_CENT).plus(Decimal(1))
    if share.low <= 0:
        return UNDECIDED
    outcome = compare(then.span.times(Bounds(share.low**years, share.centre**years, share.high**years)), now.span)
    return Ruling(outcome, lambda: _shown(outcome, now, then, yearly, years))


def _finite(*addends: Addend) -> bool:
    return all(addend.span.finite for addend in addends)


def _shown(outcome: Outcome, now: Addend, then: Addend, rate: Addend, years: int) -> Working:
    """The root beside the rate, both in percent."""
    places = FINER - rate.reading.figure.quantity.exponent
    low, high = (_percent(a, b, years, places) for a, b in _ends(now.span, then.span))
    centre = _percent(now.span.centre, then.span.centre, years, places)[0]
    computed = Bounds(low[0], centre, high[1])
    units = shared_unit([now, then]) is None
    power = f"({bracketed([now], units)} ÷ {bracketed([then], units)})^(1/{years}) {MINUS} 1"
    shown = _percent(now.span.centre, then.span.centre, years, places - FINER + 2)[0]
    expression = f"{power} = {number(shown)}{suffix(rate.reading.unit)}"
    if outcome is not Outcome.EXACT:
        expression += f" {'≠' if outcome is Outcome.BROKEN else '≈'} {summed([rate], True)}"
    return Working(expression, rate.reading.unit, computed, rate.span)


def _ends(now: Bounds, then: Bounds) -> tuple[tuple[Decimal, Decimal], tuple[Decimal, Decimal]]:
    return (now.low, then.high), (now.high, then.low)


def _percent(now: Decimal, then: Decimal, years: int, places: int) -> tuple[Decimal, Decimal]:
    """(now ÷ then)^(1/years) − 1 in percent, rounded down and up to so many places."""
    scale = 10 ** (places + 2)
    power = Fraction(now) / Fraction(then) * scale**years
    root = whole_root(power.numerator // power.denominator, years)
    above = root if Fraction(root) ** years == power else root + 1
    low, high = (Decimal(value - scale).scaleb(-places) for value in (root, above))
    return low, high


def whole_root(value: int, degree: int) -> int:
    """The greatest whole number whose power is no greater than `value`, by Newton's steps from above.

    >>> whole_root(32, 5), whole_root(31, 5), whole_root(0, 3)
    (2, 1, 0)
    """
    if value < 2:
        return value
    root = 1 << -(-value.bit_length() // degree)
    while True:
        nearer = ((degree - 1) * root + value // root ** (degree - 1)) // degree
        if nearer >= root:
            return root
        root = nearer
