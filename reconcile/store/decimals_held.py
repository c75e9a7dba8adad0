"""Numbers as the store holds them: exactly, or not at all where they do not fit."""

from __future__ import annotations

from decimal import Decimal

from fiscal.numbers.hedge import Hedge
from fiscal.numbers.interval import EXACT
from fiscal.numbers.quantity import HALF, Quantity
from fiscal.numbers.units import Unit

DIGITS, AMOUNT_PLACES, YUAN_PLACES = 38, 12, 2


def held(value: Decimal | None, places: int = AMOUNT_PLACES) -> Decimal | None:
    """`value`, if DECIMAL(38, `places`) holds it exactly, else None.

    >>> held(Decimal("347.26")), held(Decimal("1E-13")), held(Decimal("1E26")), held(Decimal("1.500"), 2)
    (Decimal('347.26'), None, None, Decimal('1.50'))
    """
    if value is None or not value.is_finite():
        return None
    sign, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)
    if not value:
        return Decimal(0)
    if len(digits) + exponent > DIGITS - places:
        return None
    while exponent < -places and digits[-1] == 0:
        digits, exponent = digits[:-1], exponent + 1
    return None if exponent < -places else Decimal((sign, digits, exponent))


def in_yuan(quantity: Quantity) -> Decimal | None:
    """The quantity in yuan, if it is a sum of yuan that DECIMAL(38,2) holds exactly.

    >>> from fiscal.numbers.units import unit
    >>> in_yuan(Quantity("347.26", Decimal("347.26"), unit("亿元")))
    Decimal('34726000000.00')
    """
    if quantity.unit.dimension != "CNY":
        return None
    try:
        return held(quantity.centre, YUAN_PLACES)
    except ArithmeticError:
        return None


def slack_in_yuan(quantity: Quantity) -> Decimal | None:
    """How far the printed number may be from what it stands for, half a unit of its last digit, in yuan and fen.

    None for what is no sum of yuan, for a hedged number, and for one printed to less than a fen.

    >>> from fiscal.numbers.units import unit
    >>> slack_in_yuan(Quantity("347.26", Decimal("347.26"), unit("亿元")))
    Decimal('500000.00')
    """
    if quantity.unit.dimension != "CNY" or quantity.hedge is not Hedge.EXACT or quantity.upper is not None:
        return None
    try:
        return held(Decimal(0) if quantity.discrete else EXACT.multiply(quantity.step, HALF), YUAN_PLACES)
    except ArithmeticError:
        return None


def in_unit_of(value: Decimal | None, unit: Unit | None) -> Decimal | None:
    """An amount in base units, in `unit`, if it can be held exactly."""
    if value is None or not value.is_finite():
        return None
    try:
        return held(value if unit is None else EXACT.divide(value, unit.factor))
    except ArithmeticError:
        return None


def text_held(text: str | None) -> str | None:
    """`text` as UTF-8 can hold it: half a surrogate pair shows as its escape."""
    return None if text is None else text.encode("utf-8", "backslashreplace").decode("utf-8")
