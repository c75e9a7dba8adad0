"""A rate of growth in the narrative against both years' amounts in the tables.

查什么: 正文“某项A亿元，增长x%”，A已与附表某行对上，该行（或同名行）又有上年数的，按附表两年的数计算增长率，看与正文是否相符；
    附表只印增长率的，看两个增长率是否相同。可比口径、同口径、扣除因素后的增长率不按所列数核对。
为什么: 增长率是最常被引用的数字，其基数往往只在附表里，没有人逐一计算。
例: 正文支出35.20亿元、增长240.1%，附表352,010与上年123,480，增长185.1%。
怎么办: 按附表两年数重算增长率；用可比口径的请在文中写明。
依据: 算术关系；数值修约规则（GB/T 8170）；预算法第四十八条。

What: a rate of growth in the text, whose amount stands in a row of a table, against the amounts of both years in that
    row (or the row of that name elsewhere); else against the rate that the row prints.
Why: growth rates are quoted more than any other figure, and their base often stands in a table only.
Example: 240.1 % in the text, 352,010 against 123,480 in the table, which is 185.1 %.
Fix: Work the rate out from the table; say so where it is a comparable one.
Source: arithmetic; rounding rules GB/T 8170; Budget Law art. 48.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fiscal.claims import growth, same
from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.relation import Basis, Relation
from reconcile.dossier import Dossier
from reconcile.linking.anchors import CHANGED, DONE, PLAN
from reconcile.linking.rows_named import (
    Option,
    RowNamed,
    bases,
    holding_first,
    is_done,
    last_year,
    of_one_number,
    printed,
    rows_named,
)
from tables.prose.followers import growths
from tables.prose.spans import quoted

CODE = "TAB07"
NAME = "growth-in-text-follows-from-tables"
TITLE = {"zh": "正文增长率与附表两年数", "en": "Growth in the text and both years in the tables"}

ORDERS = {True: (DONE, CHANGED, PLAN, None), False: (DONE, PLAN, CHANGED, None)}
"""Which step of last year a growth is likeliest reckoned from."""


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One relation for every rate of growth whose line stands in a table with last year's amount or with a rate."""
    for document in dossier.documents:
        for passage, amount, rate, doubtful in growths(document.passages):
            if rate.quantity.unit.dimension in ("percent", "times"):
                rows = rows_named(amount, rate, passage, dossier)
                yield from _relation(amount, rate, rows, doubtful, passage, dossier)


def _relation(
    amount: Figure | None, rate: Figure, rows: Sequence[RowNamed], doubtful: bool, passage: Passage, dossier: Dossier
) -> Iterator[Relation]:
    """The relation that holds, tables before text; else the claim of the row that leaves no choice."""
    said = quoted(passage, amount or rate, rate)
    options = [option for row in rows for option in _options(amount, rate, row, said, dossier)]
    clear = not doubtful and all(row.sure for row in rows) and of_one_number(rows)
    yield from holding_first(options, dossier.figures, clear=clear)


def _options(amount: Figure | None, rate: Figure, row: RowNamed, said: str, dossier: Dossier) -> Iterator[Option]:
    """Every way in which the tables may give the rate, with whether it can be held against the text."""
    year = last_year(row)
    if year is None:
        return
    for base, home in bases(row, year, ORDERS[is_done(row)], dossier):
        if base.quantity.value == 0 or base.quantity.unit.dimension != row.now.quantity.unit.dimension:
            continue
        yield growth(CODE, base, row.now, rate, Basis.DERIVED, said), row.sure and home
        if amount is not None:
            yield growth(CODE, base, amount, rate, Basis.DERIVED, said), False
    for cell in printed(row, Measure.GROWTH):
        yield same(CODE, (rate, cell), Basis.DERIVED, said), False
