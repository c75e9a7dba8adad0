"""Amounts as Arrow's decimals and back: as many digits as they need, none more, none rounded."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from fiscal.numbers.amounts import bound
from tables.frames.amount_dtype import AmountDtype

if TYPE_CHECKING:
    from tables.frames.amount_array import AmountArray

_WIDTHS = ((38, pa.decimal128), (76, pa.decimal256))
"""The digits that Arrow's two kinds of decimal can hold."""


def decimal_type(array: AmountArray) -> Any:
    """decimal128 with the places of the array, or decimal256 where 38 digits do not suffice.

    Raises OverflowError beyond 76 digits, of which no budget has ever seen one.
    """
    places = max(array.column.scale, 0)
    digits = max(len(str(bound(array.column.rescaled(places).coefficients))), places, 1)
    for most, made in _WIDTHS:
        if digits <= most:
            return made(most, places)
    raise OverflowError(f"an amount of {digits} digits is too long for Arrow")


def to_arrow(array: AmountArray, wanted: Any = None) -> Any:
    """The amounts as decimals, or as whatever type Arrow can cast decimals to without loss."""
    values = pa.array(array.to_decimals(), type=decimal_type(array))
    return values if wanted is None or wanted == values.type else values.cast(wanted)


def from_arrow(values: Any, dtype: AmountDtype) -> AmountArray:
    """Arrow's decimals or whole numbers as amounts. Raises TypeError for any other type, floats first of all."""
    from tables.frames.amount_array import AmountArray

    kind = values.type
    if not (pa.types.is_decimal(kind) or pa.types.is_integer(kind) or pa.types.is_null(kind)):
        raise TypeError(f"{kind} does not hold exact amounts")
    numbers = [None if value is None else Decimal(value) for value in values.to_pylist()]
    return AmountArray.of(numbers, dtype.unit)
