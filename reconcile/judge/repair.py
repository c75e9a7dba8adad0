"""What a figure would have to read for a broken relation to hold: the values worth trying, never more than a few."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import ROUND_HALF_EVEN, Context, Decimal

from fiscal.figure import Figure
from fiscal.numbers.interval import EXACT, Interval
from fiscal.relation import Kind, Role, Term
from fiscal.slips.misprint import SumEntry, addends, candidates, gap_of, needed_value, slip
from reconcile.judge.same import TURNED
from reconcile.review import Verdict

SHOWN = Context(prec=60, rounding=ROUND_HALF_EVEN)
NEAR = 20
"""A sum that is off by no more last places is not repaired with a residue besides."""

PLAIN = ("swap", "digit", "lost", "extra", "zero")
"""Slips within the digits of a number."""

TRIED = 12
"""At most so many values are tried for one figure; more would not be an explanation."""


class Repairs:
    """The values worth trying in one broken relation; what all its figures share is worked out once."""

    def __init__(self, verdict: Verdict, figures: Mapping[str, Figure]) -> None:
        relation = verdict.relation
        self._verdict = verdict
        self._figures = figures
        counts = Counter(relation.figures())
        self._terms = {t.figure: t for t in relation.terms if t.weight != 0 and counts[t.figure] == 1}
        self._entries: dict[str, SumEntry] = {}
        self._gap = Decimal(0)
        self._amounts: Counter[Decimal] = Counter()
        self._first: dict[Decimal, Term] = {}
        self._commonest: list[tuple[Decimal, int]] = []
        if relation.kind is Kind.BALANCE and not relation.partial:
            found = addends(relation, figures) or ()
            self._entries = {entry.figure: entry for entry in found}
            self._gap = gap_of(found, relation.constant)
        elif relation.kind is Kind.SAME:
            self._amounts = Counter(_amount(term, figures) for term in relation.terms)
            self._first = {_amount(term, figures): term for term in reversed(relation.terms)}
            self._commonest = self._amounts.most_common(2)

    def values(self, name: str) -> Iterator[Decimal]:
        """Printed values of the figure `name`, in its own unit, that may repair the relation."""
        term = self._terms.get(name)
        if term is None:
            return
        kind = self._verdict.relation.kind
        if name in self._entries:
            yield from _balancing(self._entries[name], self._gap, self._figures[name])
        elif kind is Kind.SAME:
            yield from self._agreeing(term)
        elif kind in (Kind.RATIO, Kind.GROWTH) and term.role is Role.RATE:
            yield from _computed_rate(self._verdict, term, self._figures)
        elif kind is Kind.RATIO and term.role is Role.PART:
            yield from _matching_part(self._verdict, term, self._figures)

    def majority(self, name: str) -> Decimal | None:
        """The amount on which two or more other mentions agree while none states another, in base units; else None."""
        term = self._terms.get(name)
        if term is None or len(self._amounts) != 2:
            return None
        own = _amount(term, self._figures)
        (amount, count), (_, rest) = self._commonest
        return amount if amount != own and count > 1 and rest == 1 else None

    def _agreeing(self, term: Term) -> Iterator[Decimal]:
        """What most other mentions say; where they are printed more coarsely, the slips that fall inside them."""
        figure = self._figures[term.figure]
        own = _amount(term, self._figures)
        ranked = (amount for amount, count in self._commonest if amount != own or count > 1)
        centre = next(ranked, None)
        if centre is None or centre == own:
            return
        turned = EXACT.multiply(figure.quantity.unit.factor, Decimal(_turn(term, self._figures)))
        yield from _coarser(SHOWN.divide(centre, turned), figure)
        other = self._first[centre]
        source = self._figures[other.figure]
        if source.quantity.step > figure.quantity.step and _turn(other, self._figures) == _turn(term, self._figures):
            yield from _slips_within(figure, source.quantity.interval(), Decimal(1))


def _amount(term: Term, figures: Mapping[str, Figure]) -> Decimal:
    return EXACT.multiply(figures[term.figure].quantity.centre, Decimal(_turn(term, figures)))


def _balancing(entry: SumEntry, gap: Decimal, figure: Figure) -> Iterator[Decimal]:
    """The one value with which the sum comes out, or the nearest that can be printed; then what is one slip away from
    the printed figure and lets the sum come out but for a last place or two.
    """
    needed = needed_value(entry, gap)
    if needed is not None:
        yield needed
        step = Decimal(1).scaleb(figure.quantity.exponent)
        if abs(EXACT.subtract(needed, entry.value)) > NEAR * step:
            near = (EXACT.add(needed, step * count) for count in (1, -1, 2, -2))
            yield from (value for value in near if slip(entry.value, value) in PLAIN)
        return
    # The other figures are printed finer than this one.
    amount = EXACT.subtract(EXACT.multiply(entry.value, entry.factor), gap)
    if entry.factor != 0:
        yield from _coarser(SHOWN.divide(amount, entry.factor), figure)


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
