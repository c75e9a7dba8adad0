"""The working of a relation, written with the printed numbers and symbols that need no language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal

from fiscal.figure import Figure
from fiscal.numbers.units import Unit
from fiscal.relation import Kind, Relation
from reconcile.judge.terms_read import Addend

WIDE = Context(prec=60, rounding=ROUND_HALF_EVEN)
"""For quotients that are only shown, never judged."""

MINUS = "−"


def in_unit(value: Decimal, unit: Unit) -> Decimal:
    """A value in base units, expressed in `unit`; a quotient without end is cut at sixty digits.

    >>> from fiscal.numbers.units import unit
    >>> in_unit(Decimal("1007000000"), unit("万元"))
    Decimal('100700')
    """
    return value if unit.factor == 1 else WIDE.divide(value, unit.factor)


def number(value: Decimal) -> str:
    """A decimal with thousands separators, without an exponent and without zeros behind the last decimal that counts.

    >>> number(Decimal("-1234567.50")), number(Decimal("1E+3"))
    ('−1,234,567.5', '1,000')
    """
    text = f"{abs(value):,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return MINUS + text if value < 0 else text


def amount(value: Decimal, unit: Unit) -> str:
    """A value in base units as a reader wants it, without the unit."""
    return number(in_unit(value, unit))


def suffix(unit: Unit) -> str:
    """The unit's name as it stands behind a number: `%` close to it, all others after a blank."""
    return unit.name if unit.name in ("", "%", "‰") else f" {unit.name}"


def printed(addend: Addend, with_unit: bool) -> str:
    """One addend without its sign: `12×300 万元`."""
    reading, factor = addend
    text = f"{abs(factor)}×{reading.number}" if factor not in (1, -1) else reading.number
    return text + suffix(reading.unit) if with_unit else text


def summed(addends: Sequence[Addend], with_unit: bool) -> str:
    """The addends as a sum: `81,200 + 19,500 − 300`."""
    pieces: list[str] = []
    for addend in addends:
        negative = addend.reading.negative != (addend.factor < 0)
        text = printed(addend, with_unit)
        if pieces:
            pieces.append(f" {MINUS} {text}" if negative else f" + {text}")
        else:
            pieces.append(MINUS + text if negative else text)
    return "".join(pieces)


def bracketed(addends: Sequence[Addend], with_unit: bool) -> str:
    """As `summed`, in brackets where there is more than one addend."""
    text = summed(addends, with_unit)
    return f"({text})" if len(addends) > 1 else text


def one_named_unit(relation: Relation, figures: Mapping[str, Figure]) -> bool:
    """True if the working of `relation` prints its numbers without units, because all have the same."""
    sums = relation.kind in (Kind.BALANCE, Kind.SAME, Kind.AT_MOST)
    return sums and len({figures[name].quantity.unit.name for name in relation.figures()}) == 1
