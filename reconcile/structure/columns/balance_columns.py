"""Columns of balances, by the words of their headers: 收支结余 = 收入 − 支出, 累计结余 = 上年结余 + 本年结余."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fiscal.relation import Kind
from fiscal.table import Table
from reconcile.structure.columns.total_columns import ColumnRule

_CURRENT = re.compile(r"(?:[当本]年|[当本]期)(?:收支)?结余(?:额|数)?$|^收支结余(?:额|数)?$")
_OPENING = re.compile(r"(?:上年|上年末|年初)(?:滚存|累计)?结余(?:额|数)?$")
_CLOSING = re.compile(r"(?:滚存|累计|年末)(?:滚存|累计)?结余(?:额|数)?$")
_INCOME = re.compile(r"^(?:[当本][年期])?(?:基金)?收入(?:合计|总计)?(?:额|数)?$")
_SPENDING = re.compile(r"^(?:[当本][年期])?(?:基金)?支出(?:合计|总计)?(?:额|数)?$")


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


def _only(table: Table, columns: Sequence[int], words: re.Pattern[str]) -> int | None:
    """The one column headed so, at the top of the table; None where there are several."""
    titles = {i: re.sub(r"\s|[（(][^（）()]*[)）]", "", table.columns[i].title) for i in columns}
    found = [i for i in columns if words.search(titles[i]) and "/" not in titles[i]]
    return found[0] if len(found) == 1 else None
