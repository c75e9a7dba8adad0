"""Sums, least and greatest amounts, running and by group: the reductions that have an exact result."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from tables.frames.amount_operands import narrow

if TYPE_CHECKING:
    from tables.frames.amount_array import AmountArray

_STEPS: dict[str, Callable[[int, int], int]] = {"sum": lambda a, b: a + b, "min": min, "max": max}
FOLDED = frozenset({*_STEPS, *(f"cum{name}" for name in _STEPS)})
"""What is folded here, by group too, in Python's integers: pandas itself would round beyond 28 digits."""


def reduced(array: AmountArray, name: str, skipna: bool, min_count: int) -> Any:
    """The sum, least or greatest amount, or their number. Raises TypeError for what may be no exact decimal."""
    present = array[~array.isna()]
    if name == "count":
        return len(present)
    if name not in ("sum", "min", "max"):
        raise TypeError(refusal(name, array.dtype))
    _no_sum_of_rates(array, name)
    if (not skipna and len(present) < len(array)) or (name == "sum" and len(present) < min_count):
        return pd.NA
    if name == "sum":
        return present.column.total()
    if not len(present):
        return pd.NA
    return present[int(present.argmin() if name == "min" else present.argmax())]


def refusal(name: str, dtype: object) -> str:
    """The sentence for a result that may be no exact decimal, with the way out."""
    way_out = f"for floats write .astype('float64').{name}()"
    return f"Cannot perform reduction '{name}' with {dtype}: the result may be no exact decimal; {way_out}"


def _no_sum_of_rates(array: AmountArray, name: str) -> None:
    """Raises TypeError where proportions, each of another whole, are to be summed."""
    if name in ("sum", "cumsum") and array.unit.is_rate:
        raise TypeError(
            f"Cannot perform {name} with {array.dtype}: proportions do not add up; sum the amounts they are taken of,"
            " or leave this column out"
        )


def accumulated(array: AmountArray, name: str, skipna: bool) -> AmountArray:
    """Running sum, least or greatest; a blank cell stays blank, and all after it where `skipna` is False."""
    if name not in FOLDED:
        raise TypeError(f"cannot perform {name} with {array.dtype}: the result may be no exact decimal")
    _no_sum_of_rates(array, name)
    step, held = _STEPS[name.removeprefix("cum")], None
    column = array.column
    missing = column.missing if skipna else np.logical_or.accumulate(column.missing)
    results = []
    for value, blank in zip(column.coefficients.tolist(), missing.tolist(), strict=True):
        if not blank:
            held = value if held is None else step(held, value)
        results.append(held or 0)
    return type(array)(narrow(results, missing, column.scale, array.unit), array.dtype)


def grouped(array: AmountArray, how: str, ngroups: int, ids: Any, min_count: int, skipna: bool) -> AmountArray:
    """The sum, least or greatest amount of every group, or for cum… up to every entry within its group.

    `ids` tells each entry's group, −1 for none. A group with fewer than `min_count` amounts has nothing; nor has one
    (from there on) in which an entry lacks where `skipna` is False.
    """
    _no_sum_of_rates(array, how)
    running, step = how.startswith("cum"), _STEPS[how.removeprefix("cum")]
    held: list[int | None] = [None] * ngroups
    present, spoilt = [0] * ngroups, [False] * ngroups
    column, trail = array.column, []
    entries = zip(column.coefficients.tolist(), column.missing.tolist(), ids.tolist(), strict=True)
    for value, blank, group in entries:
        before = held[group]
        if group >= 0 and blank:
            spoilt[group] = spoilt[group] or not skipna
        elif group >= 0:
            held[group] = value if before is None else step(before, value)
            present[group] += 1
        trail.append(None if blank or group < 0 or spoilt[group] else held[group])
    if not running:
        start = 0 if how == "sum" else None
        least = max(min_count, 0)
        totals = [start if value is None else value for value in held]
        trail = [None if gone or n < least else t for t, gone, n in zip(totals, spoilt, present, strict=True)]
    missing = np.array([value is None for value in trail], dtype=np.bool_)
    whole = narrow([value or 0 for value in trail], missing, column.scale, array.unit)
    return type(array)(whole, array.dtype)
