"""Units: what a printed number counts, and how units of one dimension convert.

The units are data (`units.txt`): money, percentages and points, areas, volumes, and the count words (量词) of Chinese
prose, each a dimension of its own. Factors are exact decimals, so that converting a figure keeps its interval.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from msgspec import Struct

from fiscal.data_texts import data_text

MULTIPLIERS: dict[str, int] = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8, "兆": 12}
"""Powers of ten that may stand before a unit or end a number."""


class Unit(Struct, frozen=True):
    """One unit. `factor` is how many base units of its dimension one of it is; `discrete` units count whole things."""

    name: str
    dimension: str
    factor: Decimal = Decimal(1)
    discrete: bool = False

    @property
    def is_money(self) -> bool:
        """True for sums of money of any currency."""
        return self.dimension in MONEY

    @property
    def is_rate(self) -> bool:
        """True for percentages, ‰ and multiples, which state a proportion."""
        return self.dimension in ("percent", "times", "tenths")

    def multiplied(self, power: int, prefix: str) -> Unit:
        """The unit 10**power times as large, called `prefix` + name: 万 + 人 is 万人, and no longer discrete.

        >>> unit("人").multiplied(4, "万")
        Unit(name='万人', dimension='people', factor=Decimal('10000'), discrete=False)
        """
        return Unit(prefix + self.name, self.dimension, self.factor * 10**power, False)


MONEY = frozenset({"CNY", "USD", "EUR", "HKD", "JPY", "GBP"})

NUMBER = Unit("", "number")
"""The unit of a cell or number whose unit nobody states."""


@cache
def known_units() -> dict[str, Unit]:
    """All units of `units.txt` by name."""
    found: dict[str, Unit] = {}
    for line in data_text("fiscal.numbers", "units.txt").splitlines():
        fields = line.split()
        if not fields or fields[0].startswith("#"):
            continue
        name, dimension, factor, *flags = fields
        found[name] = Unit(name, dimension, Decimal(factor), "discrete" in flags)
    return found


def unit(name: str) -> Unit:
    """The unit called `name`, with 十 百 千 万 亿 in front if need be.

    >>> unit("亿元").factor
    Decimal('100000000')
    >>> unit("万人").discrete
    False

    Raises KeyError if nobody knows it.
    """
    units = known_units()
    if name in units:
        return units[name]
    power, rest = 0, name
    while rest and rest[0] in MULTIPLIERS and not (power and rest in units):
        power += MULTIPLIERS[rest[0]]
        rest = rest[1:]
    if not power or rest not in units:
        raise KeyError(name)
    return units[rest].multiplied(power, name[: len(name) - len(rest)])


@cache
def _longest() -> int:
    return max(map(len, known_units()))


def unit_at(text: str, start: int) -> tuple[Unit, int] | None:
    """The longest unit that begins at `start` in `text`, with the offset behind it, or None.

    >>> unit_at("8亿元整", 1)
    (Unit(name='亿元', dimension='CNY', factor=Decimal('100000000'), discrete=False), 3)
    """
    stop = start
    while stop < len(text) and text[stop] in MULTIPLIERS:
        stop += 1
    for end in range(min(len(text), stop + _longest()), start, -1):
        try:
            return unit(text[start:end]), end
        except KeyError:
            continue
    return None
