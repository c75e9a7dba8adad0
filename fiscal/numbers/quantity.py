"""A quantity: digits as printed, with their unit, and so the interval they stand for."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import force_setattr

from fiscal.numbers.hedge import Hedge
from fiscal.numbers.interval import EXACT, INFINITY, Interval
from fiscal.numbers.units import Unit

HALF = Decimal("0.5")


class _WorkedOut:
    """What a quantity knows of itself once it has been asked: the same figure is asked by many checks."""

    __slots__ = ("_centre", "_exponent", "_step")

    _centre: Decimal
    _exponent: int
    _step: Decimal


class Quantity(_WorkedOut, Struct, frozen=True):
    """A printed number with its unit — 数量.

    `text` is what is printed, `value` the same digits as a decimal, trailing zeros kept (its exponent is the last
    printed place); `upper` is the other end of a printed range (3—5亿元).

    >>> from fiscal.numbers.units import unit
    >>> Quantity("347.26", Decimal("347.26"), unit("亿元")).interval()
    Interval(low=Decimal('34725500000.000'), high=Decimal('34726500000.000'))
    """

    text: str
    value: Decimal
    unit: Unit
    hedge: Hedge = Hedge.EXACT
    upper: Decimal | None = None

    @property
    def centre(self) -> Decimal:
        """The printed value in base units of the dimension, exactly."""
        try:
            return self._centre
        except AttributeError:
            force_setattr(self, "_centre", EXACT.multiply(self.value, self.unit.factor))
            return self._centre

    @property
    def step(self) -> Decimal:
        """One unit of the last printed place, in base units."""
        try:
            return self._step
        except AttributeError:
            step = EXACT.multiply(Decimal(1).scaleb(self.exponent), self.unit.factor)
            force_setattr(self, "_step", step)
            return self._step

    @property
    def exponent(self) -> int:
        """Power of ten of the last printed place (−2 for 347.26)."""
        try:
            return self._exponent
        except AttributeError:
            exponent = self.value.as_tuple().exponent
            if not isinstance(exponent, int):
                raise ValueError(f"{self.text!r} is not a finite number") from None
            force_setattr(self, "_exponent", min(exponent, 0))
            return self._exponent

    @property
    def discrete(self) -> bool:
        """True where the printed number is meant exactly: a count, or a zero."""
        return self.value == 0 or (self.unit.discrete and self.exponent >= 0)

    def interval(self) -> Interval:
        """Every value the printed number can mean, in base units: half a step either way, wider or open if hedged."""
        centre = self.centre
        high = centre if self.upper is None else EXACT.multiply(self.upper, self.unit.factor)
        half = Decimal(0) if self.discrete else EXACT.multiply(self.step, HALF)
        if self.hedge is Hedge.ABOVE:
            return Interval(EXACT.subtract(centre, half), INFINITY)
        if self.hedge is Hedge.BELOW:
            return Interval(-INFINITY, EXACT.add(high, half))
        if self.hedge is Hedge.EXACT:
            return Interval(EXACT.subtract(centre, half), EXACT.add(high, half))
        wide = self._significant_step()
        below = wide if self.hedge in (Hedge.ABOUT, Hedge.NEAR) else half
        above = wide if self.hedge in (Hedge.ABOUT, Hedge.ODD) else half
        return Interval(EXACT.subtract(centre, below), EXACT.add(high, above))

    def _significant_step(self) -> Decimal:
        """One unit of the last digit that is not 0: 约 300 is 200 to 400, 约 1,926 is 1,925 to 1,927."""
        exponent = self.value.normalize(EXACT).as_tuple().exponent
        power = exponent if isinstance(exponent, int) and self.value else 0
        return EXACT.multiply(Decimal(1).scaleb(power), self.unit.factor)

    def expressed_in(self, other: Unit) -> Decimal:
        """The centre expressed in another unit of the same dimension, exactly where decimals can.

        Raises ValueError if the dimensions differ.
        """
        if other.dimension != self.unit.dimension:
            raise ValueError(f"{self.unit.name} cannot be expressed in {other.name}")
        return EXACT.divide(self.centre, other.factor)


def telling_digits(value: Decimal) -> int:
    """How many digits of a number say something: without the zeros that it ends in.

    >>> telling_digits(Decimal("8000")), telling_digits(Decimal("8010")), telling_digits(Decimal("52.60"))
    (1, 3, 3)
    """
    digits = value.as_tuple().digits
    count = len(digits)
    while count > 1 and digits[count - 1] == 0:
        count -= 1
    return max(count, 1)


def sum_of_centres(quantities: Iterable[Quantity]) -> Decimal:
    """The sum of the printed values in base units of their dimension, exactly.

    >>> from fiscal.numbers.units import unit
    >>> sum_of_centres([Quantity("1.5", Decimal("1.5"), unit("万元")), Quantity("20", Decimal(20), unit("元"))])
    Decimal('15020.0')
    """
    total = Decimal(0)
    for quantity in quantities:
        total = EXACT.add(total, quantity.centre)
    return total
