"""How reports write numbers: plain decimals, never E notation, and grouped for reading."""

from __future__ import annotations

from decimal import Context, Decimal, Inexact

from fiscal.numbers.interval import EXACT
from fiscal.numbers.units import Unit

DIVIDING = Context(prec=28)
"""For the few units (亩 in 平方米) in which an amount has no finite decimal, and for rates."""

PLACES = 12


def plain(value: Decimal) -> str:
    """The digits as printed, trailing zeros kept.

    >>> plain(Decimal("1E+4")), plain(Decimal("347.260"))
    ('10000', '347.260')
    """
    return format(value, "f")


def bare(value: Decimal) -> str:
    """The value without trailing zeros, cut to what a reader can use if it has no end.

    >>> bare(Decimal("300.000")), bare(Decimal("-0.0")), bare(Decimal(1).__truediv__(3))
    ('300', '0', '0.333333333333')
    """
    return plain(_shortest(value))


def grouped(value: Decimal) -> str:
    """As `bare`, with a comma between thousands.

    >>> grouped(Decimal("100700.00"))
    '100,700'
    """
    return format(_shortest(value), ",f")


def in_unit(value: Decimal, unit: Unit | None) -> Decimal:
    """A value in base units, expressed in `unit`; exact wherever decimals can be.

    >>> in_unit(Decimal(3000000), Unit("万元", "CNY", Decimal(10000)))
    Decimal('300')
    """
    if unit is None or unit.factor == 1:
        return value
    try:
        return EXACT.divide(value, unit.factor)
    except Inexact:
        return DIVIDING.divide(value, unit.factor)


def conversion(one: Decimal, other: Decimal) -> str:
    """What turns a number in units of `one` into units of `other`, behind a cell in a formula. Raises Inexact where no
    finite decimal says it.

    >>> conversion(Decimal(10000), Decimal(1)), conversion(Decimal(1), Decimal(10000))
    ('*10000', '/10000')
    """
    if one == other:
        return ""
    return f"*{plain(EXACT.divide(one, other))}" if one > other else f"/{plain(EXACT.divide(other, one))}"


def places_of(value: Decimal) -> int:
    """How many decimals a number has.

    >>> places_of(Decimal("1234.50")), places_of(Decimal("1E+4"))
    (2, 0)
    """
    exponent = value.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _shortest(value: Decimal) -> Decimal:
    if not value.is_finite():
        return value
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -PLACES:
        value = DIVIDING.quantize(value, Decimal(1).scaleb(-PLACES)) if value.adjusted() < PLACES else value
    if not value:
        return Decimal(0)
    digits = value.normalize(Context(prec=max(28, len(value.as_tuple().digits))))
    return digits if digits.as_tuple().exponent != 0 else digits.to_integral_value()
