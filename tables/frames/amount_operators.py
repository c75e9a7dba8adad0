"""Adding, subtracting, multiplying and comparing arrays of amounts, each exactly or not at all."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from fiscal.numbers.amounts import AmountColumn
from tables.frames.amount_operands import column_of, converted, is_missing, times, written

if TYPE_CHECKING:
    from tables.frames.amount_array import AmountArray

_OPERATIONS = {"add": operator.add, "sub": operator.sub, "mul": operator.mul}


def arithmetic(left: AmountArray, other: Any, op: Callable[..., Any]) -> AmountArray:
    """`left op other` in the unit of `left`. Raises TypeError for what has no exact result in that unit."""
    name = getattr(op, "__name__", str(op))
    plain = _OPERATIONS.get(name.removeprefix("r"))
    if plain is None:
        raise TypeError(
            f"cannot perform {name} with {left.dtype}: the result may be no exact decimal; for floats write "
            ".astype('float64') on either side"
        )
    if plain is operator.mul:
        if isinstance(getattr(other, "dtype", None), type(left.dtype)):
            raise TypeError(f"cannot multiply {left.dtype} by {other.dtype}")
        return type(left)(times(left.column, other), left.dtype)
    ours, theirs = left.column, _beside(left, other)
    if plain is operator.add:
        result = ours.add(theirs)
    else:
        result = ours.subtract(theirs) if name == "sub" else theirs.subtract(ours)
    return type(left)(result, left.dtype)


def comparison(left: AmountArray, other: Any, op: Callable[..., Any]) -> Any:
    """`left op other` for every entry, missing where either is. What is no amount of the dimension equals none.

    A quantity may be written: "1亿元". Raises TypeError where what is no amount is to be greater or less.
    """
    if isinstance(other, str):
        other = written(other) or other
    try:
        theirs = _beside(left, other)
    except TypeError:
        if op not in (operator.eq, operator.ne):
            raise
        return pd.array(_apart(left, other, op), dtype="boolean")
    order = left.column.compare(theirs)
    missing = left.isna() | theirs.missing
    return pd.arrays.BooleanArray(np.asarray(op(order, 0), dtype=np.bool_), missing)


def _apart(left: AmountArray, other: Any, op: Callable[..., Any]) -> list[Any]:
    """Entry by entry what plain objects of another kind answer; a missing one answers nothing."""
    others = list(other) if pd.api.types.is_list_like(other) else [other] * len(left)
    return [
        pd.NA if is_missing(ours) or is_missing(theirs) else bool(op(ours, theirs))
        for ours, theirs in zip(left, others, strict=True)
    ]


def _beside(left: AmountArray, other: Any) -> AmountColumn:
    """`other` as a column as long as `left`, in its unit. Raises TypeError, ValueError."""
    from tables.frames.amount_array import AmountArray

    if isinstance(other, AmountArray):
        theirs = converted(other.column, left.unit)
    elif pd.api.types.is_list_like(other):
        theirs = column_of(other, left.unit)
    else:
        one = column_of([other], left.unit)
        theirs = one[np.zeros(len(left), dtype=np.intp)]
    if len(theirs) != len(left):
        raise ValueError(f"Lengths must match: {len(left)} and {len(theirs)}")
    return theirs
