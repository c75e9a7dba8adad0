"""What a figure would have to read for a broken relation to hold: the values worth trying, never more than a few."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal

from msgspec.structs import replace

from fiscal.figure import Figure
from fiscal.numbers.hedge import Hedge
from fiscal.numbers.interval import EXACT, Interval
from fiscal.relation import Kind, Relation, Role, Term
from fiscal.slips.misprint import SumEntry, addends, candidates, gap_of, needed_value, slip
from reconcile.judge.odd_unit import odd_unit
from reconcile.judge.rates import PROPORTION
from reconcile.judge.same import TURNED
from reconcile.review import Verdict

SHOWN = Context(prec=60, rounding=ROUND_HALF_EVEN)
FLOOR = Context(prec=60, rounding=ROUND_FLOOR)
CEILING = Context(prec=60, rounding=ROUND_CEILING)
NEAR = 20
"""A sum that is off by no more last places is not repaired with a residue besides."""

PLAIN = ("swap", "digit", "lost", "extra", "zero", "sign")
"""Slips within the digits of a number, and its sign."""

TEN_THOUSAND = {"万元": 4, "亿元": -4}
"""The units that are taken for one another, and by how many places."""

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
        self._all_plain: bool | None = None
        self._odd = _odd_unit(relation, figures) if relation.kind is Kind.BALANCE and relation.partial else None
        if relation.kind is Kind.BALANCE:
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
        if self._odd is not None:
            yield from (value for odd, value in (self._odd,) if odd == name)
        elif name in self._entries and self._verdict.relation.partial:
            yield from _filling(self._entries[name], self._gap)
            yield from _with_another_unit(self._figures[name])
        elif name in self._entries:
            yield from _balancing(self._entries[name], self._gap, self._figures[name])
        elif kind is Kind.SAME:
            yield from self._agreeing(term)
        elif kind in (Kind.RATIO, Kind.GROWTH) and term.role is Role.RATE:
            yield from _computed_rate(self._verdict, term, self._figures)
        elif kind in (Kind.RATIO, Kind.GROWTH):
            yield from _matching_amount(self._verdict, term, self._figures)

    def comes_out(self, name: str, value: Decimal) -> bool:
        """True for a sum that comes out exactly with `value` as figure `name`: nobody need judge it again."""
        if name not in self._entries or not self._plain():
            return False
        return needed_value(self._entries[name], self._gap) == value

    def _plain(self) -> bool:
        """True if every figure of the relation stands for the number that is printed, and no range."""
        if self._all_plain is None:
            quantities = (self._figures[name].quantity for name in self._verdict.relation.figures())
            self._all_plain = all(one.hedge is Hedge.EXACT and one.upper is None for one in quantities)
        return self._all_plain

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


def _odd_unit(relation: Relation, figures: Mapping[str, Figure]) -> tuple[str, Decimal] | None:
    """The one figure of a list that is printed in another unit than all others, and what it would be in theirs."""
    found = odd_unit(relation, figures)
    if found is None:
        return None
    figure, common = found
    amount = EXACT.multiply(figure.quantity.value, common.factor)
    return figure.id, SHOWN.divide(amount, figure.quantity.unit.factor)


def _amount(term: Term, figures: Mapping[str, Figure]) -> Decimal:
    return EXACT.multiply(figures[term.figure].quantity.centre, Decimal(_turn(term, figures)))


def _filling(entry: SumEntry, gap: Decimal) -> Iterator[Decimal]:
    """The slip with which parts that exceed their whole come to just the whole: many a value would leave them below."""
    needed = needed_value(entry, gap)
    if needed is not None and slip(entry.value, needed) in PLAIN:
        yield needed


def _with_another_unit(figure: Figure) -> Iterator[Decimal]:
    """What the number would be in its own unit, had it been printed with 万元 for 亿元 or the reverse."""
    own = figure.quantity.unit.name
    if figure.source == "narrative" and own in TEN_THOUSAND:
        yield figure.quantity.value.scaleb(TEN_THOUSAND[own], EXACT)


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
    """The quotient, rounded to the places the rate is printed with; and the only slip of the rate that agrees with it,
    where rounding leaves more than one.
    """
    if verdict.computed_centre is None:
        return
    figure = figures[term.figure]
    sign = figure.sign if verdict.relation.kind is Kind.GROWTH else 1
    turned = (1 if term.weight > 0 else -1) * sign  # a weight above 1 counts the years of a yearly rate
    weight = EXACT.multiply(figure.quantity.unit.factor, Decimal(turned))
    rounded = _printed_like(SHOWN.divide(verdict.computed_centre, weight), figure)
    yield rounded
    if slip(figure.quantity.value, rounded) is None and verdict.computed is not None and _finite(verdict.computed):
        yield from _slips_within(figure, verdict.computed, Decimal(turned))


def _matching_amount(verdict: Verdict, term: Term, figures: Mapping[str, Figure]) -> Iterator[Decimal]:
    """The only slip of one of two amounts that gives the printed rate."""
    relation = verdict.relation
    amounts = [one for one in relation.terms if one.role is not Role.RATE]
    if len(amounts) != 2 or verdict.stated is None or verdict.unit is None or not _finite(verdict.stated):
        return
    if (
        any(abs(one.weight) != 1 for one in relation.terms)
        or any(one.weight != 1 for one in amounts)
        or verdict.unit.dimension not in PROPORTION
    ):
        return
    other = next(one for one in amounts if one is not term)
    rate = verdict.stated.scaled(PROPORTION[verdict.unit.dimension])
    if {one.role for one in amounts} == {Role.TO, Role.FROM}:
        rate = rate + Interval.point(Decimal(1))
    elif {one.role for one in amounts} != {Role.PART, Role.WHOLE} or relation.partial:
        return
    known = figures[other.figure].quantity.interval()
    if term.role in (Role.TO, Role.PART):
        yield from _slips_within(figures[term.figure], known.times(rate), Decimal(1))
    elif rate.low > 0 and known.low > 0:
        wanted = Interval(FLOOR.divide(known.low, rate.high), CEILING.divide(known.high, rate.low))
        yield from _slips_within(figures[term.figure], wanted, Decimal(1))


def _finite(span: Interval) -> bool:
    return span.low.is_finite() and span.high.is_finite()


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
