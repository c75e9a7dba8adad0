"""`amount[万元]` under pandas' own tests for extension arrays, all of them.

What does not apply is told where the suite asks for it, in `_get_expected_exception`, `_supports_reduction` and
`_supports_accumulation`: what has no exact decimal result is refused. Two-dimensional arrays and plots are skipped by
the suite itself. docs/dataframes.md lists the same.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from pandas.tests.extension import base  # type: ignore[import-not-found]  # not in the stubs
from pandas.tests.extension.conftest import *  # type: ignore[import-not-found]  # noqa: F403

from tables.frames.amount_array import AmountArray
from tables.frames.amount_dtype import AmountDtype

FOLDS: dict[str, Callable[[list[Decimal]], Decimal | int]] = {"sum": sum, "min": min, "max": max}


def amounts(*numbers: str | None) -> AmountArray:
    """Amounts in 万元."""
    return AmountArray.of([None if number is None else Decimal(number) for number in numbers], "万元")


@pytest.fixture
def dtype() -> AmountDtype:
    """The dtype under test."""
    return AmountDtype("万元")


@pytest.fixture
def data() -> AmountArray:
    """Ten different amounts."""
    return amounts("1.50", "-2", "347.26", "0", "0.01", "80000", "81200", "30500", "-0.5", "19500")


@pytest.fixture
def data_for_twos() -> AmountArray:
    """Ten times two."""
    return amounts(*["2"] * 10)


@pytest.fixture
def data_missing() -> AmountArray:
    """Nothing, and an amount."""
    return amounts(None, "1.5")


@pytest.fixture
def data_for_sorting() -> AmountArray:
    """B, C, A."""
    return amounts("1.5", "2.25", "-3")


@pytest.fixture
def data_missing_for_sorting() -> AmountArray:
    """B, nothing, A."""
    return amounts("1.5", None, "-3")


@pytest.fixture
def data_for_grouping() -> AmountArray:
    """B, B, nothing, nothing, A, A, B, C."""
    return amounts("1.5", "1.5", None, None, "-3", "-3", "1.5", "2.25")


class TestAmountArray(base.ExtensionTests):  # type: ignore[misc]  # pandas ships its tests untyped
    """Everything pandas asks of an array of its own kind."""

    def _get_expected_exception(self, op_name: str, obj: object, other: object) -> type[Exception] | None:
        if op_name in ("__add__", "__radd__", "__sub__", "__rsub__"):
            return None
        if op_name in ("__mul__", "__rmul__") and not _are_amounts(other):
            return None
        return TypeError

    def _cast_pointwise_result(self, op_name: str, obj: object, other: object, pointwise_result: Any) -> Any:
        # Truth values are masked, as in pandas' own nullable dtypes: entry by entry pandas infers plain ones.
        return (
            pointwise_result.astype("boolean") if op_name in ("eq", "ne", "lt", "le", "gt", "ge") else pointwise_result
        )

    def _supports_reduction(self, ser: Any, op_name: str) -> bool:
        return op_name in ("sum", "min", "max", "count")

    def check_reduce(self, ser: Any, op_name: str, skipna: bool) -> None:
        """Against Python's own sum, min and max of decimals."""
        values = list(ser.dropna())
        if op_name == "count":
            assert ser.count() == len(values)
            return
        result: object = getattr(ser, op_name)(skipna=skipna)
        if not skipna and len(values) < len(ser):
            assert result is pd.NA
        else:
            assert result == FOLDS[op_name](values)
            assert isinstance(result, Decimal)

    def _supports_accumulation(self, ser: Any, op_name: str) -> bool:
        return op_name in ("cumsum", "cummin", "cummax")

    def check_accumulate(self, ser: Any, op_name: str, skipna: bool) -> None:
        """Against Python's own running sums of decimals."""
        values = list(ser)
        fold = FOLDS[op_name.removeprefix("cum")]
        assert list(getattr(ser, op_name)(skipna=skipna)) == [fold(values[: i + 1]) for i in range(len(values))]


def _are_amounts(other: object) -> bool:
    return isinstance(getattr(other, "dtype", None), AmountDtype) or isinstance(other, pd.DataFrame)
