"""The dtype `amount[万元]`: a pandas column of exact amounts that knows its unit.

Registered with pandas when imported, so that `series.astype("amount[亿元]")` and `dtype="amount[%]"` work.
"""

from __future__ import annotations

import builtins
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pandas as pd
from pandas.api.extensions import ExtensionDtype, register_extension_dtype

from fiscal.numbers.units import MULTIPLIERS, NUMBER, Unit, unit

if TYPE_CHECKING:
    from tables.frames.amount_array import AmountArray

_OPENING, _CLOSING = "amount[", "]"


def unit_called(name: str) -> Unit:
    """The unit called `name`; "" and the bare multipliers (万, 亿) are numbers whose unit nobody states.

    >>> unit_called("万").factor, unit_called("") == NUMBER
    (Decimal('10000'), True)

    Raises KeyError if nobody knows it.
    """
    if set(name) <= set(MULTIPLIERS):
        return NUMBER.multiplied(sum(MULTIPLIERS[sign] for sign in name), name) if name else NUMBER
    return unit(name)


@register_extension_dtype
class AmountDtype(ExtensionDtype):
    """Amounts of one unit. Its name reads back as itself: AmountDtype.construct_from_string(dtype.name) == dtype.

    >>> AmountDtype("万元").name, pd.api.types.pandas_dtype("amount[%]").unit.dimension
    ('amount[万元]', 'percent')

    Raises ValueError for a unit that is not known by its name.
    """

    type = Decimal
    kind = "O"
    na_value = pd.NA
    _metadata = ("unit",)
    _is_numeric = True

    def __init__(self, counted: Unit | str = NUMBER) -> None:
        try:
            named = unit_called(counted if isinstance(counted, str) else counted.name)
        except KeyError as error:
            raise ValueError(f"nobody knows a unit called {error.args[0]!r}") from error
        if isinstance(counted, Unit) and counted != named:
            raise ValueError(f"{counted} is not the unit that is called {counted.name!r}")
        self.unit: Unit = named

    @property
    def name(self) -> str:  # type: ignore[override]  # pandas means a property too
        """The dtype as a string, its unit in brackets: amount[万元]; amount[] where nobody states a unit."""
        return f"{_OPENING}{self.unit.name}{_CLOSING}"

    def __repr__(self) -> str:
        return self.name

    @classmethod
    def construct_from_string(cls, string: str) -> AmountDtype:
        """The dtype called `string`. Raises TypeError, as pandas asks, for what is no such name."""
        if not isinstance(string, str):
            raise TypeError(f"'construct_from_string' expects a string, got {type(string)}")
        if not (string.startswith(_OPENING) and string.endswith(_CLOSING)):
            raise TypeError(f"Cannot construct a '{cls.__name__}' from '{string}'")
        try:
            return cls(string[len(_OPENING) : -len(_CLOSING)])
        except ValueError as error:
            raise TypeError(f"Cannot construct a '{cls.__name__}' from '{string}': {error}") from error

    @classmethod
    def construct_array_type(cls) -> builtins.type[AmountArray]:
        """The array that holds amounts."""
        from tables.frames.amount_array import AmountArray

        return AmountArray

    def _get_common_dtype(self, dtypes: list[Any]) -> AmountDtype | None:
        """What columns of 万元 and of 亿元 become when they are put together: the first one's unit, exactly."""
        units = [dtype.unit for dtype in dtypes if isinstance(dtype, AmountDtype)]
        if len(units) != len(dtypes) or len({each.dimension for each in units}) != 1:
            return None
        return self if self in dtypes else AmountDtype(units[0])

    def __from_arrow__(self, array: Any) -> AmountArray:
        """Arrow's decimals or whole numbers as amounts of this unit."""
        from tables.frames.amount_arrow import from_arrow

        return from_arrow(array, self)
