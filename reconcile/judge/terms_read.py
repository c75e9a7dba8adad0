"""A figure as the judge reads it: its centre and the two ends of its interval, in base units, worked out once.

Sums of readings keep centre and ends side by side, so that "equal", "equal but for rounding" and "different" are
three comparisons of exact decimals. Everything here runs inside the `EXACT` context.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from fiscal.figure import Figure
from fiscal.numbers.hedge import Hedge
from fiscal.numbers.interval import INFINITY, Interval
from fiscal.numbers.quantity import HALF
from fiscal.numbers.units import Unit
from fiscal.relation import Term

ZERO = Decimal(0)


class Bounds(NamedTuple):
    """An interval with the printed value inside it, in base units."""

    low: Decimal
    centre: Decimal
    high: Decimal

    @property
    def interval(self) -> Interval:
        """The interval alone."""
        return Interval(self.low, self.high)

    @property
    def finite(self) -> bool:
        """True if both ends are numbers."""
        return self.low != -INFINITY and self.high != INFINITY

    def scaled(self, factor: Decimal | int) -> Bounds:
        """Every value times `factor`, ends in order."""
        if factor == 0:
            return NOTHING
        low, high = self.low * factor, self.high * factor
        return Bounds(min(low, high), self.centre * factor, max(low, high))

    def times(self, other: Bounds) -> Bounds:
        """Every product of a value here and a value there."""
        if self.finite and other.finite:
            ends = (self.low * other.low, self.low * other.high, self.high * other.low, self.high * other.high)
            return Bounds(min(ends), self.centre * other.centre, max(ends))
        product = self.interval.times(other.interval)
        return Bounds(product.low, self.centre * other.centre, product.high)

    def plus(self, amount: Decimal) -> Bounds:
        """Every value plus one exact amount."""
        return Bounds(self.low + amount, self.centre + amount, self.high + amount) if amount else self


NOTHING = Bounds(ZERO, ZERO, ZERO)


class TermRead(NamedTuple):
    """One figure, read: `number` is its absolute printed number with thousands separators."""

    figure: Figure
    unit: Unit
    span: Bounds
    number: str
    negative: bool


class Addend(NamedTuple):
    """One reading with the whole number it is multiplied by in its relation."""

    reading: TermRead
    factor: int

    @property
    def span(self) -> Bounds:
        """The reading times its factor."""
        return self.reading.span if self.factor == 1 else self.reading.span.scaled(self.factor)


MARKS = {Hedge.ABOUT: "≈", Hedge.NEAR: "≈", Hedge.ODD: "≈", Hedge.ABOVE: "≥", Hedge.BELOW: "≤"}
"""How a hedge is written in a working."""


class Readings(dict[str, TermRead | None]):
    """All figures by id, each read when first asked for; None where there is no such figure or it cannot be read."""

    def __init__(self, figures: Mapping[str, Figure]) -> None:
        super().__init__()
        self._figures = figures

    def __missing__(self, name: str) -> TermRead | None:
        figure = self._figures.get(name)
        reading = self[name] = None if figure is None else read(figure)
        return reading

    def addends(self, terms: Iterable[Term], turned: bool = False) -> list[Addend] | None:
        """The terms with their factors, or None if one is unknown; if `turned`, 减少 and 下降 count as minus."""
        found = []
        for term in terms:
            reading = self[term.figure]
            if reading is None:
                return None
            factor = term.weight * reading.figure.sign if turned else term.weight
            found.append(Addend(reading, factor))
        return found


def read(figure: Figure) -> TermRead | None:
    """`figure` in base units; None if its number is not finite or its interval is empty (a range printed downwards).

    Runs inside the `EXACT` context.
    """
    quantity = figure.quantity
    value, unit, mark = quantity.value, quantity.unit, ""
    try:
        number = f"{abs(value):,f}"
        if quantity.hedge is Hedge.EXACT and quantity.upper is None and value:
            span = _plain(value, unit)
        else:
            interval = quantity.interval()
            span = Bounds(interval.low, quantity.centre, interval.high)
            mark = MARKS.get(quantity.hedge, "")
            number += "" if quantity.upper is None else f"–{abs(quantity.upper):,f}"
    except (ValueError, ArithmeticError):
        return None
    return TermRead(figure, unit, span, mark + number, value < 0)


def _plain(value: Decimal, unit: Unit) -> Bounds:
    """What `Quantity.interval` says of a plain number, by a shorter way: a document has tens of thousands of them."""
    centre = value * unit.factor
    exponent = value.as_tuple()[2]
    if not isinstance(exponent, int):
        raise ValueError(f"{value} is not a finite number")
    if unit.discrete and exponent >= 0:
        return Bounds(centre, centre, centre)
    half = (HALF.scaleb(exponent) if exponent < 0 else HALF) * unit.factor
    return Bounds(centre - half, centre, centre + half)


def total(addends: Sequence[Addend]) -> Bounds:
    """The sum of all addends: centres added, ends added."""
    low = centre = high = ZERO
    for reading, factor in addends:
        span = reading.span
        if factor == 1:
            low, centre, high = low + span[0], centre + span[1], high + span[2]
        elif factor > 0:
            low, centre, high = low + span[0] * factor, centre + span[1] * factor, high + span[2] * factor
        elif factor < 0:
            low, centre, high = low + span[2] * factor, centre + span[1] * factor, high + span[0] * factor
    return Bounds(low, centre, high)


def shared_unit(addends: Sequence[Addend]) -> Unit | None:
    """The unit of all addends, or None if they are printed in several."""
    unit = addends[0].reading.unit
    for addend in addends:
        other = addend.reading.unit
        if other is not unit and (other.name != unit.name or other.dimension != unit.dimension):
            return None
    return unit


def one_dimension(addends: Sequence[Addend], alike: Mapping[str, str] | None = None) -> bool:
    """True if all addends are measured in one dimension; `alike` names dimensions that count as another."""
    if shared_unit(addends) is not None:
        return True
    names = {addend.reading.unit.dimension for addend in addends}
    return len(names) == 1 or (alike is not None and len({alike.get(name, name) for name in names}) == 1)


def common_unit(addends: Sequence[Addend]) -> Unit:
    """The unit most of the addends are printed in; of several, the finest."""
    shared = shared_unit(addends)
    if shared is not None:
        return shared
    names = [addend.reading.unit.name for addend in addends]
    units = {addend.reading.unit.name: addend.reading.unit for addend in addends}
    return min(units.values(), key=lambda unit: (-names.count(unit.name), unit.factor))
