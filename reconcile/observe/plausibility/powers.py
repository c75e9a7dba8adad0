"""Two printed amounts with the same digits and another power of ten: what a wrong unit makes of a figure."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from fiscal.figure import Figure, Measure
from fiscal.numbers.hedge import Hedge
from fiscal.words.label_patterns import label_pattern
from fiscal.words.vocabulary import fold

UNIT_POWERS = frozenset({3, 4, 5, 8})
"""Between 元, 千元, 万元 and 亿元 lie these powers of ten."""

TELLING_DIGITS = 4
"""Digits that both figures must share: that many agree by chance once in ten thousand."""

LEAD = 3
_NUMBERING = label_pattern("heading-number")


def recognisable(figure: Figure) -> bool:
    """True for an amount of money printed exactly, with digits enough to be known again."""
    quantity = figure.quantity
    if not quantity.unit.is_money or figure.measure not in (Measure.AMOUNT, Measure.TO, Measure.FROM):
        return False
    if quantity.hedge is not Hedge.EXACT or quantity.upper is not None or not quantity.value:
        return False
    return len(significant(quantity.value)) >= TELLING_DIGITS


def significant(value: Decimal) -> str:
    """The digits of a number without zeros in front and behind.

    >>> significant(Decimal("0.34700")), significant(Decimal("1202000"))
    ('347', '1202')
    """
    return str(value).partition("E")[0].replace(".", "").strip("-0")


def lead(figure: Figure) -> str:
    """The first digits, by which figures are looked up that can differ in their power only."""
    return significant(figure.quantity.value)[:LEAD]


def power_apart(one: Figure, other: Figure) -> int | None:
    """n if the two mean the same digits and `one` is 10**n of `other`, by rounding too; 0 if they agree; else None."""
    apart = one.quantity.centre.adjusted() - other.quantity.centre.adjusted()
    if apart and abs(apart) not in UNIT_POWERS:
        return None
    meets = one.quantity.interval().meets(other.quantity.interval().scaled(Decimal(1).scaleb(apart)))
    return apart if meets else None


@lru_cache(maxsize=8192)
def bare(label: str) -> str:
    """A label without its numbering, for comparing lines of different tables.

    >>> bare("一、税收收入"), bare("其中：（二）专项收入")
    ('税收收入', '专项收入')
    """
    return _NUMBERING.sub("", fold(label))
