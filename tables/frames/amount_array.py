"""The array behind `amount[万元]`: whole numbers at one decimal scale, a mask, a unit; every result is exact.

Scalars are `Decimal` in the array's unit, or `pd.NA`. Amounts of one dimension may be added, subtracted and compared
whatever their units, and multiplied by whole numbers and decimals. What has no exact decimal result (a mean, a
quotient) is refused: ask for `to_decimals()` and say how to round. The arithmetic is that of `fiscal.numbers.amounts`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.extensions import ExtensionArray, take
from pandas.api.indexers import check_array_indexer
from pandas.core.arraylike import OpsMixin

from fiscal.numbers.amounts import AmountColumn, Integers
from fiscal.numbers.interval import EXACT
from fiscal.numbers.units import NUMBER, Unit
from tables.frames import amount_folds, amount_operators
from tables.frames.amount_dtype import AmountDtype
from tables.frames.amount_operands import column_of, converted, is_missing


class AmountArray(OpsMixin, ExtensionArray):
    """Amounts of one unit, one for each row.

    >>> wan = AmountArray.of([Decimal("1.50"), None, 30], "万元")
    >>> list(wan), wan.sum()
    ([Decimal('1.50'), <NA>, Decimal('30.00')], Decimal('31.50'))
    >>> pd.Series(wan).astype("amount[元]").tolist()
    [Decimal('15000'), <NA>, Decimal('300000')]

    A value set into the array that needs more places or more than 64 bits gives the array a store of its own: views
    taken before no longer follow it.
    """

    __array_priority__ = 1000
    _readonly = False

    def __init__(self, column: AmountColumn, dtype: AmountDtype | None = None) -> None:
        self._dtype = AmountDtype(column.unit) if dtype is None else dtype
        self._coefficients: Integers = column.coefficients.copy()
        self._missing: npt.NDArray[np.bool_] = column.missing.copy()
        self._scale = column.scale

    @classmethod
    def of(cls, scalars: Iterable[object], unit: Unit | str = NUMBER) -> AmountArray:
        """The array of whole numbers, decimals and quantities in `unit`; None is a blank cell. Raises TypeError."""
        dtype = AmountDtype(unit)
        return cls(column_of(scalars, dtype.unit), dtype)

    # --- what it holds -------------------------------------------------------------------------------------------

    @property
    def dtype(self) -> AmountDtype:
        """amount[unit]."""
        return self._dtype

    @property
    def unit(self) -> Unit:
        """The unit of every entry."""
        return self._dtype.unit

    @property
    def column(self) -> AmountColumn:
        """The same amounts as a column that nobody can change."""
        return AmountColumn(self._coefficients, self._missing, self._scale, self.unit)

    @property
    def nbytes(self) -> int:
        """Bytes of the coefficients and the mask."""
        return int(self._coefficients.nbytes + self._missing.nbytes)

    def __len__(self) -> int:
        return len(self._coefficients)

    def isna(self) -> npt.NDArray[np.bool_]:
        """Where nothing stands."""
        return self._missing.copy()

    def to_decimals(self) -> tuple[Decimal | None, ...]:
        """Every amount; None for a blank cell."""
        return self.column.to_decimals()

    def convert(self, unit: Unit | str) -> AmountArray:
        """The same amounts in another unit of the dimension, exactly. Raises TypeError where it is another one."""
        dtype = AmountDtype(unit)
        return type(self)(converted(self.column, dtype.unit), dtype)

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> npt.NDArray[Any]:
        if copy is False:
            raise ValueError("decimals have to be made: there is no array of them to share")
        return self.to_numpy(dtype)

    def to_numpy(self, dtype: Any = None, copy: bool = False, na_value: Any = pd.NA) -> npt.NDArray[Any]:
        """A new array of decimals, `na_value` where nothing stands; of another dtype only if it is asked for.

        Where somebody asks for floats, nothing is NaN unless `na_value` says otherwise.
        """
        if na_value is pd.NA and dtype is not None and np.dtype(dtype).kind == "f":
            na_value = np.nan
        values = np.empty(len(self), dtype=object)
        values[:] = [na_value if value is None else value for value in self.to_decimals()]
        return values if dtype is None else values.astype(dtype)

    def __contains__(self, item: object) -> bool:
        return (
            (item is pd.NA and bool(self._missing.any()))
            if is_missing(item)
            else bool(np.asarray((self == item).fillna(False)).any())
        )

    def __arrow_array__(self, type: Any = None) -> Any:
        """Arrow's decimals, 128 bits wide if that suffices; the unit goes into the field, not into the array."""
        from tables.frames.amount_arrow import to_arrow

        return to_arrow(self, type)

    # --- how pandas makes one ------------------------------------------------------------------------------------

    @classmethod
    def _from_sequence(cls, scalars: Any, *, dtype: Any = None, copy: bool = False) -> AmountArray:
        if isinstance(scalars, AmountArray):
            return scalars.copy() if dtype is None else scalars.convert(_unit_of(dtype))
        if dtype is None:
            return cls(AmountColumn.of([None if is_missing(each) else each for each in scalars]))
        return cls.of(map(_number, scalars), _unit_of(dtype))

    @classmethod
    def _from_sequence_of_strings(cls, strings: Any, *, dtype: Any, copy: bool = False) -> AmountArray:
        return cls._from_sequence(strings, dtype=dtype)

    @classmethod
    def _from_scalars(cls, scalars: Any, *, dtype: Any) -> AmountArray:
        if not all(isinstance(each, Decimal) or is_missing(each) for each in scalars):
            raise ValueError("only decimals are taken for amounts unasked")
        return cls._from_sequence(scalars, dtype=dtype)

    @classmethod
    def _from_factorized(cls, values: Any, original: AmountArray) -> AmountArray:
        return cls.of(values, original.unit)

    @classmethod
    def _concat_same_type(cls, to_concat: Sequence[AmountArray]) -> AmountArray:
        scale = max(each._scale for each in to_concat)
        columns = [each.column.rescaled(scale) for each in to_concat]
        whole = np.concatenate([column.coefficients for column in columns])
        missing = np.concatenate([column.missing for column in columns])
        return cls(AmountColumn(whole, missing, scale, to_concat[0].unit), to_concat[0].dtype)

    def _view(self, coefficients: Integers, missing: npt.NDArray[np.bool_]) -> AmountArray:
        """An array on these very stores, not on copies."""
        made = object.__new__(type(self))
        made._coefficients, made._missing = coefficients, missing
        made._scale, made._dtype = self._scale, self._dtype
        return made

    # --- choosing and setting ------------------------------------------------------------------------------------

    def __getitem__(self, item: Any) -> Any:
        if pd.api.types.is_integer(item):
            position = int(item)
            return pd.NA if self._missing[position] else self._one(int(self._coefficients[position]))
        if isinstance(item, tuple) and len(item) > 1 and item[0] is Ellipsis:
            item = item[1]
        elif isinstance(item, tuple) and len(item) > 1 and item[-1] is Ellipsis:
            item = item[0]
        if pd.api.types.is_integer(item):
            return self[int(item)]
        chosen = check_array_indexer(self, item)
        made = self._view(self._coefficients[chosen], self._missing[chosen])
        if isinstance(chosen, slice):
            made._readonly = self._readonly
        return made

    def _one(self, coefficient: int) -> Decimal:
        if self._scale <= 0:
            return Decimal(coefficient * 10**-self._scale)
        return EXACT.scaleb(Decimal(coefficient), -self._scale)

    def __setitem__(self, key: Any, value: Any) -> None:
        if self._readonly:
            raise ValueError("Cannot modify read-only array")
        key = check_array_indexer(self, key)
        if pd.api.types.is_list_like(value):
            if pd.api.types.is_scalar(key):
                raise ValueError("setting an array element with a sequence.")
            values = value.convert(self.unit).column if isinstance(value, AmountArray) else column_of(value, self.unit)
        else:
            values = column_of([value], self.unit)
        self._make_room(values)
        theirs = values.rescaled(self._scale)
        one = not pd.api.types.is_list_like(value)
        self._coefficients[key] = theirs.coefficients[0] if one else theirs.coefficients
        self._missing[key] = theirs.missing[0] if one else theirs.missing

    def _make_room(self, values: AmountColumn) -> None:
        """Afterwards the store has the places and the width that `values` need."""
        if values.scale > self._scale:
            wider = self.column.rescaled(values.scale)
            self._coefficients, self._missing = wider.coefficients.copy(), wider.missing.copy()
            self._scale = wider.scale
        if values.rescaled(self._scale).coefficients.dtype == object and self._coefficients.dtype != object:
            self._coefficients = self._coefficients.astype(object)

    def take(self, indices: Any, *, allow_fill: bool = False, fill_value: Any = None) -> AmountArray:
        """The entries at `indices`; −1 is `fill_value` (nothing, unless told otherwise) where `allow_fill`."""
        if allow_fill and not is_missing(fill_value):
            filler = self._from_sequence([fill_value], dtype=self.dtype)
            together = self._concat_same_type([self, filler])
            wanted = np.asarray(indices, dtype=np.intp)
            if (wanted < -1).any():
                raise ValueError("indices below -1 are no places")
            if (wanted >= len(self)).any():
                raise IndexError("out of bounds value in 'indices'.")
            return together.take(np.where(wanted == -1, len(self), wanted))
        whole = take(self._coefficients, indices, allow_fill=allow_fill, fill_value=0)
        missing = take(self._missing, indices, allow_fill=allow_fill, fill_value=True)
        return self._view(np.asarray(whole), np.asarray(missing, dtype=np.bool_))

    def copy(self) -> AmountArray:
        """An array of its own with the same amounts."""
        return self._view(self._coefficients.copy(), self._missing.copy())

    def astype(self, dtype: Any, copy: bool = True) -> Any:
        """As pandas' own; another amount dtype converts exactly. Raises TypeError where the dimension is another."""
        wanted = pd.api.types.pandas_dtype(dtype)
        if isinstance(wanted, AmountDtype):
            if wanted != self.dtype:
                return self.convert(wanted.unit)
            return self.copy() if copy else self
        return super().astype(wanted, copy=copy)

    # --- what pandas asks when it sorts, groups and prints -------------------------------------------------------

    def _values_for_argsort(self) -> npt.NDArray[Any]:
        return self._coefficients

    def _values_for_factorize(self) -> tuple[npt.NDArray[Any], Any]:
        """Decimals without trailing zeros, so that 1.5 and 1.50 of two arrays are one key and hash alike."""
        values = np.empty(len(self), dtype=object)
        values[:] = [pd.NA if value is None else value.normalize(EXACT) for value in self.to_decimals()]
        return values, pd.NA

    def value_counts(self, dropna: bool = True) -> Any:
        """How often every amount stands there, as the nullable dtypes of pandas count."""
        return super().value_counts(dropna=dropna).astype("Int64")  # type: ignore[misc]  # missing from the stubs

    def _formatter(self, boxed: bool = False) -> Callable[[Any], str]:
        return lambda value: str(value) if is_missing(value) else f"{value:f}"

    # --- computing -----------------------------------------------------------------------------------------------

    def _arith_method(self, other: Any, op: Callable[..., Any]) -> Any:
        return amount_operators.arithmetic(self, other, op)

    def _cmp_method(self, other: Any, op: Callable[..., Any]) -> Any:
        return amount_operators.comparison(self, other, op)

    def __neg__(self) -> AmountArray:
        return type(self)(self.column.weighted(-1), self.dtype)

    def __pos__(self) -> AmountArray:
        return self.copy()

    def __abs__(self) -> AmountArray:
        whole = self._coefficients
        return type(self)(self.column._with(np.abs(whole) if len(whole) else whole, self._missing.copy()), self.dtype)

    def _reduce(self, name: str, *, skipna: bool = True, keepdims: bool = False, **kwargs: Any) -> Any:
        result = amount_folds.reduced(self, name, skipna, kwargs.get("min_count", 0))
        return self._from_sequence([result], dtype=self.dtype) if keepdims else result

    def _quantile(self, qs: Any, interpolation: str) -> AmountArray:
        raise TypeError(amount_folds.refusal("quantile", self.dtype))

    def _accumulate(self, name: str, *, skipna: bool = True, **kwargs: Any) -> AmountArray:
        return amount_folds.accumulated(self, name, skipna)

    def _groupby_op(self, *, how: str, min_count: int, ngroups: int, ids: Any, **kwargs: Any) -> Any:
        if how in amount_folds.FOLDED:
            return amount_folds.grouped(self, how, ngroups, ids, min_count, kwargs.get("skipna", True))
        if how not in ("first", "last"):
            raise TypeError(f"dtype '{self.dtype}' does not support operation '{how}'")
        given = {**kwargs, "min_count": min_count, "ngroups": ngroups, "ids": ids}
        return super()._groupby_op(how=how, **given)  # type: ignore[misc]  # missing from the stubs

    def sum(self, *, skipna: bool = True, min_count: int = 0) -> Any:
        """The exact sum; `pd.NA` where fewer than `min_count` amounts are there, or one lacks and `skipna` is False."""
        return self._reduce("sum", skipna=skipna, min_count=min_count)

    def min(self, *, skipna: bool = True) -> Any:
        """The least amount."""
        return self._reduce("min", skipna=skipna)

    def max(self, *, skipna: bool = True) -> Any:
        """The greatest amount."""
        return self._reduce("max", skipna=skipna)


def _unit_of(dtype: Any) -> Unit:
    """The unit of an amount dtype, or of its name. Raises TypeError for any other dtype."""
    known = pd.api.types.pandas_dtype(dtype)
    if not isinstance(known, AmountDtype):
        raise TypeError(f"{known} is no dtype of amounts")
    return known.unit


def _number(scalar: object) -> object:
    """A string as the decimal it prints; everything else as it is. Raises ValueError for a string that is no number."""
    if not isinstance(scalar, str):
        return scalar
    try:
        return Decimal(scalar)
    except InvalidOperation as error:
        raise ValueError(f"{scalar!r} is no number") from error
