"""Ratios (占比, 完成预算的 x%) and growth (增长 x%, 提高 x 个百分点).

The verdict multiplies and never divides: part = rate × whole, now = then × (1 + rate). The quotient a reader wants to
see is worked out afterwards, for show: four places more than the rate is printed with.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from itertools import product
from typing import NamedTuple

from fiscal.numbers.units import Unit
from fiscal.relation import Relation, Role
from reconcile.judge.compounded import is_compounded, judge_compounded
from reconcile.judge.expression import MINUS, WIDE, bracketed, number, suffix, summed
from reconcile.judge.ruling import UNDECIDED, Ruling, Working, compare, says_nothing
from reconcile.judge.sums import POINTS_ARE_PERCENT
from reconcile.judge.terms_read import Addend, Bounds, Readings, common_unit, one_dimension, shared_unit, total
from reconcile.judge.weighted import is_weighted, judge_weighted
from reconcile.review import Outcome

PROPORTION = {"percent": Decimal("0.01"), "times": Decimal(1), "tenths": Decimal("0.1")}
"""What one base unit of a rate is as a pure number: 1 % is 0.01, 1 倍 is 1, 1 成 is 0.1."""

FLOOR = Context(prec=60, rounding=ROUND_FLOOR)
CEILING = Context(prec=60, rounding=ROUND_CEILING)
ONE = Decimal(1)


class Quotient(NamedTuple):
    """What a rate is said to be: numerator ÷ denominator, less one where it is a growth; and the addends of the two."""

    above: Bounds
    below: Bounds
    over: list[Addend]
    under: list[Addend]
    less_one: bool = False
    paired: bool = False  # the denominator is a total (`under`) less the numerator: its ends move with the numerator's

    def corners(self) -> list[tuple[Decimal, Decimal]]:
        """Numerator and denominator at the ends of their intervals."""
        above, below = self.above, self.below
        if not self.paired:
            return [(a, b) for a in (above.low, above.high) for b in (below.low, below.high)]
        totals = (below.low + above.high, below.high + above.low)
        return [(a, t - a) for a in (above.low, above.high) for t in totals]

    @property
    def finite(self) -> bool:
        """True if both ends of the quotient are numbers."""
        return not self.below.low <= 0 <= self.below.high and self.above.finite and self.below.finite

    def written(self) -> str:
        """The quotient as a reader writes it: `120 ÷ 100 − 1`."""
        units = shared_unit([*self.over, *self.under]) is None
        over, under = bracketed(self.over, units), bracketed(self.under, units)
        if self.paired:
            under = f"({under} {MINUS} {over})"
        return f"{over} ÷ {under}{f' {MINUS} 1' if self.less_one else ''}"


def judge_ratio(relation: Relation, readings: Readings) -> Ruling:
    """Σ part = rate × Σ whole; where the relation is `partial`, the parts count among the whole."""
    groups = _groups(relation, readings, ())
    if groups is None or set(groups) != {Role.PART, Role.WHOLE, Role.RATE} or len(groups[Role.RATE]) != 1:
        return UNDECIDED
    parts, wholes, rate = groups[Role.PART], groups[Role.WHOLE], groups[Role.RATE][0]
    if relation.partial:
        wholes = [*parts, *wholes]
    if not one_dimension([*parts, *wholes]) or rate.reading.unit.dimension not in PROPORTION:
        return UNDECIDED
    above, below = total(parts), total(wholes)
    if below.centre == 0:
        return UNDECIDED
    outcome = compare(proportion(rate).times(below), above)
    return _ruled(outcome, rate, Quotient(above, below, parts, wholes))


def judge_growth(relation: Relation, readings: Readings) -> Ruling:
    """to = from × (1 + rate); delta = rate × from or rate × (to − delta); without a rate, to = from + delta."""
    if is_weighted(relation):
        return judge_weighted(relation, readings)
    if is_compounded(relation):
        return judge_compounded(relation, readings)
    groups = _groups(relation, readings, (Role.DELTA, Role.RATE))
    if groups is None:
        return UNDECIDED
    rates = groups.pop(Role.RATE, [])
    if not rates:
        return _difference(groups)
    amounts = [addend for group in groups.values() for addend in group]
    rate = rates[0]
    if len(rates) != 1 or not amounts or not one_dimension(amounts) or rate.reading.unit.dimension not in PROPORTION:
        return UNDECIDED
    found = _growth(groups, proportion(rate))
    if found is None:
        return UNDECIDED
    outcome, quotient = found
    return _ruled(outcome, rate, quotient)


def _groups(relation: Relation, readings: Readings, turned: tuple[Role, ...]) -> dict[Role, list[Addend]] | None:
    """The addends of each role, or None if a figure is unknown."""
    groups: dict[Role, list[Addend]] = {}
    for term in relation.terms:
        reading = readings[term.figure]
        if reading is None:
            return None
        factor = term.weight * reading.figure.sign if term.role in turned else term.weight
        groups.setdefault(term.role, []).append(Addend(reading, factor))
    return groups


def _growth(groups: dict[Role, list[Addend]], rate: Bounds) -> tuple[Outcome, Quotient] | None:
    """The outcome and the quotient of one of the three ways to print a growth, or None for any other set of roles."""
    now, then, delta = (total(groups[r]) if r in groups else None for r in (Role.TO, Role.FROM, Role.DELTA))
    if now is not None and then is not None:
        outcome = compare(then.times(_raised(rate)), now)
        quotient = Quotient(now, then, groups[Role.TO], groups[Role.FROM], less_one=True)
        return None if then.centre == 0 else (outcome, quotient)
    if delta is None:
        return None
    if then is not None:
        outcome = compare(rate.times(then), delta)
        return None if then.centre == 0 else (outcome, Quotient(delta, then, groups[Role.DELTA], groups[Role.FROM]))
    if now is None or now.centre == delta.centre:
        return None
    base = Bounds(now.low - delta.high, now.centre - delta.centre, now.high - delta.low)
    return _increment(now, delta, rate), Quotient(delta, base, groups[Role.DELTA], groups[Role.TO], paired=True)


def _raised(rate: Bounds) -> Bounds:
    return rate.plus(ONE)


def _increment(now: Bounds, delta: Bounds, rate: Bounds) -> Outcome:
    """Whether delta·(1 + rate) = rate·now can hold: the difference is linear in each of them, so corners decide."""
    if delta.centre == rate.centre * (now.centre - delta.centre):
        return Outcome.EXACT
    if not (now.finite and delta.finite and rate.finite):
        return Outcome.UNDECIDED
    corners = product((delta.low, delta.high), (rate.low, rate.high), (now.low, now.high))
    values = [d * (ONE + r) - r * n for d, r, n in corners]
    return Outcome.ROUNDING if min(values) <= 0 <= max(values) else Outcome.BROKEN


def _difference(groups: dict[Role, list[Addend]]) -> Ruling:
    """to = from + delta, where percentages differ by percentage points."""
    if set(groups) != {Role.TO, Role.FROM, Role.DELTA}:
        return UNDECIDED
    everything = [*groups[Role.TO], *groups[Role.FROM], *groups[Role.DELTA]]
    if not one_dimension(everything, POINTS_ARE_PERCENT):
        return UNDECIDED
    now, then, delta = (total(groups[role]) for role in (Role.TO, Role.FROM, Role.DELTA))
    computed = Bounds(now.low - then.high, now.centre - then.centre, now.high - then.low)
    outcome = compare(computed, delta)
    return Ruling(outcome, lambda: _difference_written(groups, outcome, computed, delta))


def _difference_written(groups: dict[Role, list[Addend]], outcome: Outcome, computed: Bounds, delta: Bounds) -> Working:
    unit = common_unit(groups[Role.DELTA])
    shown = number(WIDE.divide(computed.centre, unit.factor))
    left = f"{bracketed(groups[Role.TO], True)} {MINUS} {bracketed(groups[Role.FROM], True)}"
    expression = f"{left} = {shown}{suffix(unit)}"
    if outcome is not Outcome.EXACT:
        expression += f" {'≠' if outcome is Outcome.BROKEN else '≈'} {summed(groups[Role.DELTA], True)}"
    return Working(expression, unit, computed, delta)


def proportion(rate: Addend) -> Bounds:
    """A rate as a pure number. A rate printed as 0.0 is a rounded rate like any other, not an exact nothing."""
    quantity = rate.reading.figure.quantity
    span = rate.span
    if quantity.value == 0 and span.finite:
        half = abs(quantity.step * rate.factor) / 2
        span = Bounds(span.low - half, span.centre, span.high + half)
    return span.scaled(PROPORTION[rate.reading.unit.dimension])


def _ruled(outcome: Outcome, rate: Addend, quotient: Quotient) -> Ruling:
    """The ruling in the rate's own unit: undecided where open ends make quotient and rate meet anyhow."""
    opened = outcome is not Outcome.EXACT and not (rate.span.finite and quotient.finite)
    if opened and says_nothing(_rounded(quotient, rate), _stated(rate)):
        outcome = Outcome.UNDECIDED
    return Ruling(outcome, lambda: _shown(outcome, rate, quotient))


def _stated(rate: Addend) -> Bounds:
    """The rate in its own base units."""
    return proportion(rate).scaled(ONE / PROPORTION[rate.reading.unit.dimension])


def _rounded(quotient: Quotient, rate: Addend) -> Bounds:
    """The quotient to four places more than the rate is printed with."""
    places = rate.reading.figure.quantity.exponent - 4
    return _quotient(quotient, rate.reading.unit, ONE.scaleb(places))


def _shown(outcome: Outcome, rate: Addend, quotient: Quotient) -> Working:
    """The quotient beside the rate."""
    unit = rate.reading.unit
    computed = _rounded(quotient, rate)
    in_units = computed.centre / unit.factor
    near = WIDE.quantize(in_units, ONE.scaleb(rate.reading.figure.quantity.exponent - 2))
    expression = f"{quotient.written()} = {number(near)}{suffix(unit)}"
    if outcome is not Outcome.EXACT:
        expression += f" {'≠' if outcome is Outcome.BROKEN else '≈'} {summed([rate], True)}"
    return Working(expression, unit, computed, _stated(rate))


def _quotient(quotient: Quotient, unit: Unit, step: Decimal) -> Bounds:
    """The quotient in base units of the rate: its centre rounded to `step`, its ends rounded outwards."""
    one = ONE / PROPORTION[unit.dimension]
    above, below = quotient.above, quotient.below
    shift = one if quotient.less_one else Decimal(0)
    centre = _stepped(WIDE, above.centre, below.centre, one, step) - shift
    if not quotient.finite:
        return Bounds(-_INFINITE, centre, _INFINITE)
    corners = quotient.corners()
    low = min(_stepped(FLOOR, a, b, one, step) for a, b in corners) - shift
    high = max(_stepped(CEILING, a, b, one, step) for a, b in corners) - shift
    return Bounds(low, centre, high)


_INFINITE = Decimal("Infinity")


def _stepped(context: Context, above: Decimal, below: Decimal, scale: Decimal, step: Decimal) -> Decimal:
    return context.quantize(context.divide(context.multiply(above, scale), below), step)
