"""What a figure would have to read for a broken relation to hold: the values worth trying, never more than a few."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import ROUND_HALF_EVEN, Context, Decimal

from fiscal.figure import Figure
from fiscal.interval import EXACT, Interval
from fiscal.misprint import candidates, entries, gap_of, needed_value, slip
from fiscal.relation import Kind, Role, Term
from reconcile.judging.same import TURNED
from reconcile.review import Verdict

SHOWN = Context(prec=60, rounding=ROUND_HALF_EVEN)
TRIED = 12
"""At most so many values are tried for one figure; more would not be an explanation."""


def values_to_try(verdict: Verdict, name: str, figures: Mapping[str, Figure]) -> Iterator[Decimal]:
    """Printed values of the figure `name`, in its own unit, that may repair the broken relation of `verdict`."""
    relation = verdict.relation
    terms = [term for term in relation.terms if term.figure == name]
    if len(terms) != 1 or terms[0].weight == 0:
        return
    if relation.kind is Kind.BALANCE and not relation.partial:
        yield from _balancing(verdict, name, figures)
    elif relation.kind is Kind.SAME:
        yield from _agreeing(verdict, terms[0], figures)
    elif relation.kind in (Kind.RATIO, Kind.GROWTH) and terms[0].role is Role.RATE:
        yield from _computed_rate(verdict, terms[0], figures)
    elif relation.kind is Kind.RATIO and terms[0].role is Role.PART:
        yield from _matching_part(verdict, terms[0], figures)


def _balancing(verdict: Verdict, name: str, figures: Mapping[str, Figure]) -> Iterator[Decimal]:
    """The one value with which the sum comes out, or the nearest that can be printed."""
    found = entries(verdict.relation, figures)
    if found is None:
        return
    entry = next(e for e in found if e.figure == name)
    gap = gap_of(found, verdict.relation.constant)
    needed = needed_value(entry, gap)
    if needed is not None:
        yield needed
        return
    # The other figures are printed finer than this one.
    amount = EXACT.subtract(EXACT.multiply(entry.value, entry.factor), gap)
    yield from _coarser(SHOWN.divide(amount, entry.factor), figures[name])


def _agreeing(verdict: Verdict, term: Term, figures: Mapping[str, Figure]) -> Iterator[Decimal]:
    """What most of the other mentions say; where they are printed more coarsely, the slips that fall inside them."""
    figure = figures[term.figure]
    others = [(figures[other.figure], _turn(other, figures)) for other in verdict.relation.terms if other is not term]
    own = _turn(term, figures)
    if not others or any(turn == 0 for _, turn in others):
        return
    amounts = Counter(EXACT.multiply(f.quantity.centre, Decimal(turn)) for f, turn in others)
    centre, _ = amounts.most_common(1)[0]
    in_unit = SHOWN.divide(centre, EXACT.multiply(figure.quantity.unit.factor, Decimal(own)))
    yield from _coarser(in_unit, figure)
    source, turn = next((f, turn) for f, turn in others if EXACT.multiply(f.quantity.centre, Decimal(turn)) == centre)
    if source.quantity.step > figure.quantity.step and turn == own:
        yield from _slips_within(figure, source.quantity.interval(), Decimal(1))


def _computed_rate(verdict: Verdict, term: Term, figures: Mapping[str, Figure]) -> Iterator[Decimal]:
    """The quotient, rounded to the places the rate is printed with."""
    if verdict.computed_centre is None:
        return
    figure = figures[term.figure]
    sign = figure.sign if verdict.relation.kind is Kind.GROWTH else 1
    weight = EXACT.multiply(figure.quantity.unit.factor, Decimal(term.weight * sign))
    yield _printed_like(SHOWN.divide(verdict.computed_centre, weight), figure)


def _matching_part(verdict: Verdict, term: Term, figures: Mapping[str, Figure]) -> Iterator[Decimal]:
    """The only slip of the part that gives the printed rate, where it is the only part."""
    relation = verdict.relation
    wholes = [t for t in relation.terms if t.role is Role.WHOLE]
    parts = [t for t in relation.terms if t.role is Role.PART]
    if len(wholes) != 1 or len(parts) != 1 or term.weight != 1 or wholes[0].weight != 1 or verdict.stated is None:
        return
    unit = verdict.unit
    if unit is None or unit.dimension != "percent":
        return
    whole = figures[wholes[0].figure].quantity.interval()
    yield from _slips_within(figures[term.figure], verdict.stated.times(whole), Decimal("0.01"))


def _slips_within(figure: Figure, interval: Interval, scale: Decimal) -> Iterator[Decimal]:
    """The one number a slip away from the printed one that lies in `interval` × `scale`; none if there are several."""
    factor = figure.quantity.unit.factor
    inside = []
    for _, number in candidates(figure.quantity.value):
        if EXACT.multiply(number, factor) in interval.scaled(scale):
            inside.append(number)
            if len(inside) > 1:
                return
    yield from inside


def _turn(term: Term, figures: Mapping[str, Figure]) -> int:
    figure = figures[term.figure]
    return term.weight * (figure.sign if figure.measure in TURNED else 1)


def _coarser(value: Decimal, figure: Figure) -> Iterator[Decimal]:
    """`value` with the figure's own decimals, and with all its own if the figure is that value with the point moved."""
    yield _printed_like(value, figure)
    if slip(figure.quantity.value, value.normalize(SHOWN)) in ("unit", "power"):
        yield value.normalize(SHOWN)


def _printed_like(value: Decimal, figure: Figure) -> Decimal:
    """`value` with as many decimals as the figure is printed with."""
    return value.quantize(Decimal(1).scaleb(figure.quantity.exponent), context=SHOWN)


def reprinted(figure: Figure, value: Decimal) -> Figure:
    """`figure`, had it been printed as `value`, in the manner of its own print."""
    quantity = figure.quantity
    return replace(figure, quantity=replace(quantity, text=printed_as(value, quantity.text), value=value, upper=None))


def printed_as(value: Decimal, model: str) -> str:
    """`value` with thousands separators if `model` has them.

    >>> printed_as(Decimal("3472564"), "3,472,546"), printed_as(Decimal("19500"), "95000")
    ('3,472,564', '19500')
    """
    return f"{value:,f}" if "," in model or "，" in model else f"{value:f}"
