"""Closed intervals of exact decimals: what a printed number can mean.

A printed figure stands for every value that rounds to it, half a unit in the last printed place either way, ends
included (Calculations 1.1, XBRL International 2023). All arithmetic is exact: the context traps inexact results, so a
rounding can never slip in unseen.
"""

from __future__ import annotations

from decimal import Context, Decimal, DivisionByZero, Inexact, InvalidOperation, Overflow

from msgspec import Struct

EXACT = Context(prec=400, traps=[Inexact, InvalidOperation, DivisionByZero, Overflow])
"""Decimal context in which an inexact sum or product raises instead of rounding."""

INFINITY = Decimal("Infinity")


class Interval(Struct, frozen=True):
    """All values from `low` to `high`, both included; an infinite end means "no limit on this side"."""

    low: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"an interval runs upwards, not from {self.low} to {self.high}")

    @classmethod
    def point(cls, value: Decimal) -> Interval:
        """The interval that holds `value` alone."""
        return cls(value, value)

    def __add__(self, other: Interval) -> Interval:
        """Every sum of a value here and a value there.

        >>> Interval(Decimal(1), Decimal(2)) + Interval(Decimal("0.5"), Decimal("0.5"))
        Interval(low=Decimal('1.5'), high=Decimal('2.5'))
        """
        return Interval(EXACT.add(self.low, other.low), EXACT.add(self.high, other.high))

    def scaled(self, weight: Decimal) -> Interval:
        """Every value times `weight`; a negative weight turns the interval round.

        >>> Interval(Decimal(1), Decimal(2)).scaled(Decimal(-1))
        Interval(low=Decimal('-2'), high=Decimal('-1'))
        """
        if weight == 0:
            return Interval.point(Decimal(0))
        ends = (EXACT.multiply(self.low, weight), EXACT.multiply(self.high, weight))
        return Interval(min(ends), max(ends))

    def times(self, other: Interval) -> Interval:
        """Every product of a value here and a value there.

        >>> Interval(Decimal(-1), Decimal(2)).times(Interval(Decimal(3), Decimal(4)))
        Interval(low=Decimal('-4'), high=Decimal('8'))
        """
        ends = [
            Decimal(0) if a == 0 or b == 0 else EXACT.multiply(a, b)
            for a in (self.low, self.high)
            for b in (other.low, other.high)
        ]
        return Interval(min(ends), max(ends))

    def meets(self, other: Interval) -> bool:
        """True if some value lies in both.

        >>> Interval(Decimal(1), Decimal(2)).meets(Interval(Decimal(2), Decimal(3)))
        True
        """
        return self.low <= other.high and other.low <= self.high

    def __contains__(self, value: Decimal) -> bool:
        return self.low <= value <= self.high
