"""Columns of amounts: exact decimals as whole numbers at one common scale, computed by numpy without a single float.

A column holds int64 coefficients; what could leave 64 bits is recognised from the bounds of the operands *before* the
operation and computed with Python's unlimited integers instead, so that a result is always exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias, overload

import numpy as np
import numpy.typing as npt
from msgspec import Struct
from msgspec.structs import force_setattr

from fiscal.numbers.interval import EXACT
from fiscal.numbers.quantity import Quantity
from fiscal.numbers.units import NUMBER, Unit

Integers: TypeAlias = npt.NDArray[Any]
"""An array of dtype int64, or of dtype object holding Python ints where 64 bits do not suffice."""

LARGEST = 2**63 - 1
_HALF_WORD = 32


def bound(values: Integers) -> int:
    """The largest absolute value, as a Python int (0 if there are none); never wraps, not even at −2**63."""
    return max(-int(values.min()), int(values.max()), 0) if len(values) else 0


def integers(values: Iterable[int]) -> Integers:
    """The narrowest array that holds `values` exactly."""
    whole = list(values)
    fits = all(-LARGEST <= value <= LARGEST for value in whole)
    return np.array(whole, dtype=np.int64 if fits else object)


def _narrowed(values: Integers) -> Integers:
    return values.astype(np.int64) if values.dtype == object and bound(values) <= LARGEST else values


def _widened(values: Integers, result_bound: int) -> Integers:
    """`values` in a dtype that holds every whole number up to `result_bound`."""
    return values if values.dtype == object or result_bound <= LARGEST else values.astype(object)


class AmountColumn(Struct, frozen=True, eq=False):
    """Amounts of one unit, one below the other — 金额列.

    Entry i is `coefficients[i]` × 10**−`scale` `unit`, or nothing where `missing[i]` (a blank cell, coefficient 0).
    Both arrays are read-only. A negative scale means that the last place is above the units.

    >>> from fiscal.numbers.units import unit
    >>> column = AmountColumn.of([Decimal("1.5"), None, Decimal("2.25")], unit("亿元"))
    >>> column.total(), column.convert(unit("万元")).total()
    (Decimal('3.75'), Decimal('37500'))
    """

    coefficients: Integers
    missing: npt.NDArray[np.bool_]
    scale: int = 0
    unit: Unit = NUMBER

    def __post_init__(self) -> None:
        if self.coefficients.dtype not in (np.dtype(np.int64), np.dtype(object)) or self.missing.dtype != np.bool_:
            raise TypeError("a column of amounts holds whole numbers and a mask of truth values")
        if self.coefficients.ndim != 1 or self.coefficients.shape != self.missing.shape:
            raise ValueError("the mask of a column is as long as the column")
        for name in ("coefficients", "missing"):
            array = getattr(self, name)
            if array.flags.writeable:
                array = array.copy()
                array.setflags(write=False)
                force_setattr(self, name, array)

    @classmethod
    def of(cls, values: Sequence[Quantity | Decimal | None], unit: Unit | None = None) -> AmountColumn:
        """The column of `values` in `unit` (or the unit of the first quantity); None is a blank cell.

        Raises ValueError for NaN and infinities, and where units are of different dimensions.
        """
        if unit is None:
            unit = next((value.unit for value in values if isinstance(value, Quantity)), NUMBER)
        numbers = [value.expressed_in(unit) if isinstance(value, Quantity) else value for value in values]
        parts = [None if number is None else _parts(number) for number in numbers]
        scale = max((part[1] for part in parts if part is not None), default=0)
        whole = (0 if part is None else part[0] * 10 ** (scale - part[1]) for part in parts)
        return cls(integers(whole), np.array([part is None for part in parts], dtype=np.bool_), scale, unit)

    def __len__(self) -> int:
        return len(self.coefficients)

    @overload
    def __getitem__(self, index: int) -> Decimal | None: ...
    @overload
    def __getitem__(self, index: slice | npt.NDArray[Any]) -> AmountColumn: ...
    def __getitem__(self, index: int | slice | npt.NDArray[Any]) -> Decimal | AmountColumn | None:
        """One entry as a decimal, or the column of the entries chosen by a slice, a mask or positions."""
        if isinstance(index, (slice, np.ndarray)):
            return self._with(self.coefficients[index], self.missing[index])
        return None if self.missing[index] else self._decimal(int(self.coefficients[index]))

    def _with(self, coefficients: Integers, missing: npt.NDArray[np.bool_], scale: int | None = None) -> AmountColumn:
        clean = np.where(missing, 0, coefficients) if len(coefficients) else coefficients
        return AmountColumn(_narrowed(clean), missing, self.scale if scale is None else scale, self.unit)

    def _decimal(self, coefficient: int) -> Decimal:
        if self.scale <= 0:
            return Decimal(coefficient * 10**-self.scale)
        digits = tuple(map(int, str(abs(coefficient))))
        return Decimal((int(coefficient < 0), digits, -self.scale))

    def to_decimals(self) -> tuple[Decimal | None, ...]:
        """All entries, with `scale` places; None for a blank cell."""
        pairs = zip(self.coefficients.tolist(), self.missing.tolist(), strict=True)
        return tuple(None if blank else self._decimal(coefficient) for coefficient, blank in pairs)

    def total(self) -> Decimal:
        """The exact sum; a blank cell counts as nothing."""
        return self._decimal(_sum(self.coefficients))

    def prefix_sums(self) -> AmountColumn:
        """Entry i is the exact sum of entries 0 to i; blank cells count as nothing and none is left blank."""
        wide = _widened(self.coefficients, bound(self.coefficients) * len(self))
        return self._with(np.add.accumulate(wide), np.zeros(len(self), dtype=np.bool_))

    def filled(self) -> AmountColumn:
        """The same amounts with 0 for every blank cell."""
        return AmountColumn(self.coefficients, np.zeros(len(self), dtype=np.bool_), self.scale, self.unit)

    def weighted(self, weight: int) -> AmountColumn:
        """Every amount times a whole number."""
        wide = _widened(self.coefficients, max(bound(self.coefficients), 1) * max(abs(weight), 1))
        return self._with(wide * weight, self.missing)

    def add(self, other: AmountColumn) -> AmountColumn:
        """Entry by entry, in this column's unit; blank where either is blank (see `filled`)."""
        ours, theirs, missing, scale = self._aligned(other)
        reach = bound(ours) + bound(theirs)
        return self._with(_widened(ours, reach) + _widened(theirs, reach), missing, scale)

    def subtract(self, other: AmountColumn) -> AmountColumn:
        """This column minus the other, entry by entry; blank where either is blank."""
        return self.add(other.weighted(-1))

    def difference(self, other: AmountColumn) -> AmountColumn:
        """What `other` lacks to become this column (增减额): the subtraction, a blank cell counting as nothing."""
        return self.filled().subtract(other.filled())

    def compare(self, other: AmountColumn) -> npt.NDArray[np.int8]:
        """−1, 0 or 1 where an entry is less than, equal to or greater than the other's; 0 where either is blank."""
        ours, theirs, missing, _ = self._aligned(other)
        order = np.asarray(ours > theirs, dtype=np.int8) - np.asarray(ours < theirs, dtype=np.int8)
        return np.where(missing, np.int8(0), order).astype(np.int8)

    def same_as(self, other: AmountColumn) -> bool:
        """True if both have the same length, blanks and amounts, in whatever unit and scale."""
        return (
            len(self) == len(other)
            and self.unit.dimension == other.unit.dimension
            and bool((self.missing == other.missing).all())
            and not self.compare(other).any()
        )

    def rescaled(self, scale: int) -> AmountColumn:
        """The same amounts with `scale` places. Raises ValueError for fewer places than the column has."""
        if scale < self.scale:
            raise ValueError(f"{self.scale} decimal places do not fit into {scale}")
        factor = 10 ** (scale - self.scale)
        wide = _widened(self.coefficients, max(bound(self.coefficients), 1) * factor)
        return self._with(wide * factor, self.missing, scale)

    def convert(self, unit: Unit) -> AmountColumn:
        """The same amounts in another unit of the same dimension, exactly.

        Raises ValueError if the dimensions differ or if no finite decimal expresses the ratio of the two units.
        """
        if unit == self.unit:
            return self
        if unit.dimension != self.unit.dimension:
            raise ValueError(f"{self.unit.name} cannot be expressed in {unit.name}")
        numerator, places = _decimal_ratio(Fraction(self.unit.factor) / Fraction(unit.factor))
        scaled = self.weighted(numerator)
        return AmountColumn(scaled.coefficients, scaled.missing, self.scale + places, unit)

    def _aligned(self, other: AmountColumn) -> tuple[Integers, Integers, npt.NDArray[np.bool_], int]:
        if len(self) != len(other):
            raise ValueError(f"a column of {len(self)} entries does not match one of {len(other)}")
        theirs = other.convert(self.unit)
        scale = max(self.scale, theirs.scale)
        missing = self.missing | other.missing
        return self.rescaled(scale).coefficients, theirs.rescaled(scale).coefficients, missing, scale


def _parts(number: Decimal) -> tuple[int, int]:
    """Coefficient and number of places of a finite decimal; whole numbers written with an exponent have 0 places."""
    sign, digits, exponent = number.as_tuple()
    if not isinstance(exponent, int):
        raise ValueError(f"{number} is not a finite number")
    if exponent > 0:
        return int(EXACT.to_integral_exact(number)), 0
    coefficient = int("".join(map(str, digits)))
    return (-coefficient if sign else coefficient), -exponent


def _sum(values: Integers) -> int:
    """The exact sum. Halves of 32 bits cannot overflow 64 bits in any column that fits into memory."""
    if values.dtype == object:
        return sum(values.tolist())
    high, low = values >> _HALF_WORD, values & (2**_HALF_WORD - 1)
    return (int(high.sum(dtype=np.int64)) << _HALF_WORD) + int(low.sum(dtype=np.int64))


def _decimal_ratio(ratio: Fraction) -> tuple[int, int]:
    """(n, p) with ratio = n × 10**−p, p negative for large ratios. Raises ValueError if there is none."""
    numerator, denominator, places = ratio.numerator, ratio.denominator, 0
    while numerator % 10 == 0:
        numerator, places = numerator // 10, places - 1
    while denominator != 1:
        shared = next((prime for prime in (10, 5, 2) if denominator % prime == 0), None)
        if shared is None:
            raise ValueError(f"no finite decimal expresses the ratio {ratio}")
        denominator, places = denominator // shared, places + 1
        numerator *= 10 // shared
    return numerator, places
