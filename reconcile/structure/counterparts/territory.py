"""Whose money a table speaks of, by its title: 全市, 市本级, a district. Tables of one territory belong together."""

from __future__ import annotations

from fiscal.table import Table
from fiscal.words.label_patterns import label_pattern
from fiscal.words.plain_text import squeezed

_BUDGETS = label_pattern("budget-or-scheme")
_PURPOSE = label_pattern("purpose-of-table")


def territory(table: Table) -> str:
    """What the title of a table says besides year, budget, side and purpose.

    >>> from fiscal.place import Place
    >>> of = lambda title: territory(Table("t", "d", title, None, None, (), (), Place("d")))
    >>> of("2025年市本级政府性基金预算支出执行情况表"), of("2026年全市国有资本经营预算收支总表（草案）")
    ('市本级', '全市')
    """
    return _PURPOSE.sub("", _BUDGETS.sub("", squeezed(table.title)))
