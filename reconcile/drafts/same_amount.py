"""Whether two printed numbers state one amount: the same, the same in another unit or precision, or another one."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from fiscal.figure import Figure
from fiscal.numbers.interval import EXACT
from fiscal.numbers.quantity import Quantity
from fiscal.numbers.units import NUMBER, Unit


class Sameness(StrEnum):
    """What two numbers are to one another."""

    SAME = "same"
    RESTATED = "restated"  # one is the other, rounded to its own unit and decimals
    CHANGED = "changed"


def sameness(old: Quantity, new: Quantity) -> Sameness:
    """What the new number is to the old one; hedges (约, 超) are words and no part of the amount.

    >>> from fiscal.numbers.units import unit
    >>> def q(text, name): return Quantity(text, Decimal(text), unit(name))
    >>> [sameness(q("347264", "万元"), one).value for one in (q("34.73", "亿元"), q("34.72", "亿元"))]
    ['restated', 'changed']
    >>> sameness(q("12.30", "亿元"), q("123000", "万元")).value
    'same'
    """
    if comparable(old, new) is None:
        return Sameness.CHANGED
    one, other = (old, new) if old.unit.dimension == new.unit.dimension else (_bare(old), _bare(new))
    if one.centre == other.centre and _upper(one) == _upper(other):
        return Sameness.SAME
    if one.upper is not None or other.upper is not None or (one.unit == other.unit and one.exponent == other.exponent):
        return Sameness.CHANGED
    step = max(one.step, other.step)
    apart = abs(EXACT.subtract(one.centre, other.centre))
    return Sameness.RESTATED if EXACT.multiply(apart, Decimal(2)) <= step else Sameness.CHANGED


def comparable(old: Quantity, new: Quantity) -> Unit | None:
    """The unit in which both can be told, or None if they count different things.

    A number whose unit nobody states is taken to be of the other's, and so is one of whose unit only the beginning was
    read (个, where a line breaks 个百分点) if it is the same number.
    """
    if old.value == new.value and new.unit.name.startswith(old.unit.name):
        return new.unit
    if old.value == new.value and old.unit.name.startswith(new.unit.name):
        return old.unit
    if old.unit.dimension == new.unit.dimension or old.unit == NUMBER:
        return new.unit
    return old.unit if new.unit == NUMBER else None


def difference(old: Figure, new: Figure) -> tuple[Decimal, Unit] | tuple[None, None]:
    """New less old, and the unit that is told in; (None, None) where the two count different things."""
    unit = comparable(old.quantity, new.quantity)
    if unit is None:
        return None, None
    same = old.quantity.unit.dimension == new.quantity.unit.dimension
    before, after = (old.quantity, new.quantity) if same else (_bare(old.quantity), _bare(new.quantity))
    apart = EXACT.subtract(after.centre, before.centre)
    return (apart, unit) if same else (EXACT.multiply(apart, unit.factor), unit)


def _bare(quantity: Quantity) -> Quantity:
    return Quantity(quantity.text, quantity.value, NUMBER, quantity.hedge, quantity.upper)


def _upper(quantity: Quantity) -> Decimal | None:
    return None if quantity.upper is None else EXACT.multiply(quantity.upper, quantity.unit.factor)
