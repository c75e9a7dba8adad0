"""Columns of balances, by the words of their headers: 收支结余 = 收入 − 支出, 累计结余 = 上年结余 + 本年结余."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fiscal.relation import Kind
from fiscal.table import Table
from fiscal.words.label_patterns import LabelPattern, label_pattern
from fiscal.words.plain_text import without_brackets
from reconcile.structure.columns.total_columns import ColumnRule

_CURRENT = label_pattern("balance-of-year-column")
_OPENING = label_pattern("opening-balance-column")
_CLOSING = label_pattern("closing-balance-column")
_INCOME = label_pattern("income-column")
_SPENDING = label_pattern("spending-column")


def balance_columns(table: Table, columns: Sequence[int]) -> Iterator[ColumnRule]:
    """The rules of the balances among the additive `columns` whose sources are all printed, each once."""
    current, opening = _only(table, columns, _CURRENT), _only(table, columns, _OPENING)
    income, spending = _only(table, columns, _INCOME), _only(table, columns, _SPENDING)
    closing = _only(table, [i for i in columns if i != opening], _CLOSING)
    if current is not None and income is not None and spending is not None:
        yield ColumnRule(Kind.BALANCE, current, ((income, 1), (spending, -1)), whole=True)
    if closing is not None and opening is not None and current is not None:
        yield ColumnRule(Kind.BALANCE, closing, ((opening, 1), (current, 1)), whole=True)
    elif closing is not None and opening is not None and income is not None and spending is not None:
        yield ColumnRule(Kind.BALANCE, closing, ((opening, 1), (income, 1), (spending, -1)), whole=True)


def _only(table: Table, columns: Sequence[int], words: LabelPattern) -> int | None:
    """The one column headed so, at the top of the table; None where there are several."""
    titles = {i: without_brackets(table.columns[i].title) for i in columns}
    found = [i for i in columns if words.search(titles[i]) and "/" not in titles[i]]
    return found[0] if len(found) == 1 else None
