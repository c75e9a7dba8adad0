"""Tables that print debt limits and balances: which balance stands under which limit, line by line.

In the columns a limit and a balance of one kind of debt stand side by side for every area (长春市本级) or kind; in the
rows for every area or year that has a column. A pairing that fails in most of its places is a wrong reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from fiscal.debt import DebtConcept, DebtKind
from fiscal.debt.stock_names import StockName, formula_in, is_flow, letter_of, stock_of
from fiscal.figure import Figure
from fiscal.table import Column, Row, Table
from fiscal.words.label_patterns import label_pattern
from tables.measured.debt_tables import parents_of

_C, _K = DebtConcept, DebtKind
_PARTS = {_K.GENERAL, _K.SPECIAL}

Names = Sequence[StockName | None]


class Bound(Struct, frozen=True):
    """A balance and the limit that it must not exceed, as a table prints them."""

    balance: Figure
    limit: Figure


def bounds_of(table: Table) -> tuple[tuple[Bound, ...], ...]:
    """The balances of `table` with their limits; a group for every pair of columns or rows is one reading."""
    columns = _columns_named(table)
    groups = [_side_by_side(table, balance, limit) for balance, limit in _pairs(columns)]
    if not groups:
        rows = _rows_named(table)
        groups = [_one_above_the_other(table, balance, limit) for balance, limit in _pairs(rows)]
    return tuple(group for group in groups if group)


def limits_left_at_zero(table: Table) -> tuple[Row, ...]:
    """The rows of a limit that is 0 wherever it is printed, where the same limit of another year is not."""
    named = [(row, name) for row, name in zip(table.rows, _rows_named(table), strict=True) if name is not None]
    limits = [(row, name) for row, name in named if name.concept is _C.LIMIT and any(row.cells)]
    filled = {replace(name, year=None) for row, name in limits if not _is_zero(row)}
    return tuple(row for row, name in limits if _is_zero(row) and replace(name, year=None) in filled)


def _is_zero(row: Row) -> bool:
    return all(cell is None or cell.quantity.value == 0 for cell in row.cells)


def _pairs(names: Names) -> Iterator[tuple[int, int]]:
    """Every balance with the limit of its kind, year and owner: of several the nearest behind or before it."""
    for at, name in enumerate(names):
        if name is None or name.concept is not _C.BALANCE:
            continue
        limits = [i for i, other in enumerate(names) if other is not None and _is_limit_of(other, name)]
        if limits:
            yield at, min(limits, key=lambda i: abs(i - at))


def _is_limit_of(limit: StockName, balance: StockName) -> bool:
    if limit.concept is not _C.LIMIT or limit.kind is not balance.kind or limit.whose != balance.whose:
        return False
    return limit.year == balance.year or limit.year is None or balance.year is None


def _side_by_side(table: Table, balance: int, limit: int) -> tuple[Bound, ...]:
    cells = [(row.cells[balance], row.cells[limit]) for row in table.rows if not is_flow(row.label)]
    return tuple(Bound(one, most) for one, most in cells if one is not None and most is not None and _filled(one, most))


def _one_above_the_other(table: Table, balance: int, limit: int) -> tuple[Bound, ...]:
    """The two rows in every column that fills both; where none does, what each prints once, budget and outturn."""
    usable = [i for i, column in enumerate(table.columns) if not label_pattern("increase-or-rate").search(column.title)]
    cells = [(table.rows[balance].cells[i], table.rows[limit].cells[i]) for i in usable]
    both = [Bound(one, most) for one, most in cells if one is not None and most is not None and _filled(one, most)]
    balances, limits = [one for one, _ in cells if one is not None], [most for _, most in cells if most is not None]
    staged = all(table.columns[i].stage is not None for i in usable)
    if not both and staged and len(balances) == len(limits) == 1 and _filled(balances[0], limits[0]):
        return (Bound(balances[0], limits[0]),)
    return tuple(both)


def _filled(balance: Figure, limit: Figure) -> bool:
    """True for amounts of one unit, unless a limit of 0 above a balance shows that it was not filled in.

    A table that goes on overleaf may have lost its unit; its limits and balances are still of one.
    """
    units = {balance.quantity.unit, limit.quantity.unit}
    money = all(unit.is_money for unit in units) or (len(units) == 1 and not next(iter(units)).name)
    return money and (limit.quantity.value != 0 or balance.quantity.value == 0)


def _columns_named(table: Table) -> Names:
    """What each column is; 其中：一般债务 is part of the stock on its left, and a sum of both kinds is their total."""
    names: list[StockName | None] = []
    for column in table.columns:
        name = stock_of(column.path, table.title, _year(column))
        if name is None and column.path and column.path[0].lstrip().startswith("其中") and not is_flow(column.title):
            left = next((other for other in reversed(names) if other is not None), None)
            part = stock_of(("余额", *column.path), "债", None)
            name = replace(left, kind=part.kind) if left is not None and part is not None else None
        names.append(name)
    return _without_quotas(table, _totals(table, names))


def _totals(table: Table, names: Names) -> list[StockName | None]:
    """`names`, where a head D=E+F over general and special debt is of all debt, whatever else was joined to it."""
    letters = {letter_of(column.path): name for column, name in zip(table.columns, names, strict=True)}
    found: list[StockName | None] = []
    for column, name in zip(table.columns, names, strict=True):
        parts = {part.kind for letter in formula_in(column.path)[1:] if (part := letters.get(letter)) is not None}
        found.append(replace(name, kind=_K.TOTAL) if name is not None and parts == _PARTS else name)
    return found


def _without_quotas(table: Table, names: Names) -> list[StockName | None]:
    """`names` without the totals whose parts are quotas of the year: 债务限额（合计、新增一般限额、新增专项限额）."""
    quotas = {column.path[:-1] for column in table.columns if len(column.path) > 1 and is_flow(column.title)}
    stocks = {
        column.path[:1] for column, name in zip(table.columns, names, strict=True) if name and name.kind in _PARTS
    }
    return [
        None if column.path[:-1] in quotas - stocks else name for column, name in zip(table.columns, names, strict=True)
    ]


def _rows_named(table: Table) -> Names:
    """What each row is, by its own words and those of the rows that it is part of."""
    parents = parents_of(table)
    year = next((found for column in table.columns if (found := _year(column)) is not None), None)
    names: list[StockName | None] = []
    for index, row in enumerate(table.rows):
        path, at = [row.label], parents[index]
        while at is not None:
            path.insert(0, table.rows[at].label)
            at = parents[at]
        names.append(stock_of(path, table.title, year))
    return names


def _year(column: Column) -> int | None:
    return column.period.year if column.period else None
