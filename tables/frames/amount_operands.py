"""What may stand beside a column of amounts: other amounts, exact numbers, quantities; never a float."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from fiscal.numbers.amounts import AmountColumn, integers
from fiscal.numbers.hedge import Hedge
from fiscal.numbers.numerals import find_quantities
from fiscal.numbers.quantity import Quantity
from fiscal.numbers.units import NUMBER, Unit

Exact: TypeAlias = int | Decimal


def is_missing(scalar: Any) -> bool:
    """True for None, pd.NA, NaN and NaT: a blank cell."""
    if scalar is None or scalar is pd.NA:
        return True
    return pd.api.types.is_scalar(scalar) and bool(pd.isna(scalar))


def exact(scalar: object) -> Exact | None:
    """A whole number or a finite decimal as it is, None for a missing one.

    Raises TypeError for anything else: a float is no exact amount, and neither is True.
    """
    if is_missing(scalar):
        return None
    if isinstance(scalar, Decimal):
        if not scalar.is_finite():
            raise ValueError(f"{scalar} is not a finite number")
        return scalar
    if pd.api.types.is_integer(scalar):
        return int(str(scalar))
    raise TypeError(f"{scalar!r} is no exact amount: give an int, a Decimal, a Quantity, or compare with '1亿元'")


def amount(scalar: object, unit: Unit) -> Decimal | None:
    """One scalar as an amount in `unit`, exactly. Raises TypeError, also for a quantity of another dimension."""
    if isinstance(scalar, Quantity):
        if scalar.unit.dimension != unit.dimension:
            raise TypeError(f"{scalar.unit.name} cannot be expressed in {unit.name}")
        return scalar.expressed_in(unit)
    number = exact(scalar)
    return Decimal(number) if isinstance(number, int) else number


def written(text: str) -> Quantity | None:
    """The quantity that `text` states and nothing else, as a person writes it; None where it states none.

    >>> stated = written("1亿元")
    >>> (stated.value, stated.unit.name) if stated else None
    (Decimal('1'), '亿元')
    >>> written("1"), written("1亿元以上")
    (None, None)
    """
    bare = text.strip()
    found = find_quantities(bare)
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(bare)) or found[0].ordinal:
        return None
    quantity = found[0].quantity
    return quantity if quantity.hedge is Hedge.EXACT and quantity.upper is None else None


def column_of(scalars: Iterable[object], unit: Unit) -> AmountColumn:
    """The column of `scalars` in `unit`. Raises TypeError for what is no exact amount."""
    return AmountColumn.of([amount(scalar, unit) for scalar in scalars], unit)


def converted(column: AmountColumn, unit: Unit) -> AmountColumn:
    """The column in another unit; TypeError, as pandas expects, where the dimensions differ."""
    if column.unit.dimension != unit.dimension:
        raise TypeError(f"{column.unit.name} cannot be expressed in {unit.name}")
    return column.convert(unit)


def times(column: AmountColumn, other: Any) -> AmountColumn:
    """The column times a whole number or decimal, or one for every entry, in its own unit. Raises TypeError."""
    if pd.api.types.is_list_like(other):
        return _product(column, AmountColumn.of([amount(each, NUMBER) for each in other]))
    factor = AmountColumn.of([amount(other, NUMBER)])
    if factor.missing[0]:
        return AmountColumn.of([None] * len(column), column.unit)
    scaled = column.weighted(int(factor.coefficients[0]))
    return AmountColumn(scaled.coefficients, scaled.missing, column.scale + factor.scale, column.unit)


def _product(column: AmountColumn, by: AmountColumn) -> AmountColumn:
    """Entry by entry, in the unit of `column`, in Python's integers, which never overflow."""
    if len(column) != len(by):
        raise ValueError(f"Lengths must match: {len(column)} and {len(by)}")
    whole = column.coefficients.astype(object) * by.coefficients.astype(object)
    return narrow(whole, column.missing | by.missing, column.scale + by.scale, column.unit)


def narrow(coefficients: Any, missing: Any, scale: int, unit: Unit) -> AmountColumn:
    """The column of whole numbers `coefficients`, in 64 bits where they fit; nothing is left in a missing place."""
    values = [0 if blank else int(value) for value, blank in zip(coefficients, missing, strict=True)]
    return AmountColumn(integers(values), np.asarray(missing, dtype=np.bool_), scale, unit)
