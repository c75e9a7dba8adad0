"""A completion rate in the narrative whose budget stands in a table.

查什么: 正文“某项A亿元，完成预算的x%”，A已与附表某行对上，该行（或同名行）又有当年预算数、调整预算数或变动预算数的，按附表计算完成
    比例，看与正文是否相符；附表只印完成比例的，看两个比例是否相同。
为什么: 完成比例说明预算执行得怎样；预算数只在附表里，正文读者无从核对。
例: 正文收入14.06亿元、完成年度预算的99.2%，附表执行数140,610、预算数141,720，比例99.2%。
怎么办: 核对所比的预算数是年初还是调整后的，按附表重算完成比例。
依据: 预算法第四十八条、第七十九条；算术关系、数值修约规则（GB/T 8170）。

What: a completion rate in the text, whose amount stands in a row of a table, against the budget of the same year in
    that row (or the row of that name elsewhere); else against the rate that the row prints.
Why: the rate says how the budget was carried out, and its base stands in the table only.
Example: 99.2 % in the text, 140,610 of 141,720 in the tables.
Fix: See which budget is meant, and work the rate out from the table.
Source: Budget Law art. 48 and 79; arithmetic; rounding rules GB/T 8170.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fiscal.claims import ratio, same
from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.relation import Basis, Relation
from fiscal.words.label_patterns import label_pattern
from reconcile.dossier import Dossier
from reconcile.linking.anchors import CHANGED, PLAN
from reconcile.linking.rows_named import (
    Option,
    RowNamed,
    bases,
    holding_first,
    is_done,
    of_one_number,
    printed,
    rows_named,
)
from tables.prose.followers import followers
from tables.prose.spans import quoted, words_before

CODE = "TAB08"
NAME = "completion-in-text-follows-from-tables"
TITLE = {"zh": "正文完成比例与附表预算数", "en": "Completion in the text and the budget in the tables"}

_LATER = label_pattern("later-budget")


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One relation for every completion rate whose line stands in a table with its budget or with a rate."""
    for passage in dossier.passages():
        for amount, rate in followers(passage):
            if rate.measure is Measure.COMPLETION and rate.quantity.unit.dimension == "percent":
                rows = [row for row in rows_named(amount, rate, passage, dossier) if is_done(row)]
                yield from _relation(amount, rate, rows, passage, dossier)


def _relation(
    amount: Figure | None, rate: Figure, rows: Sequence[RowNamed], passage: Passage, dossier: Dossier
) -> Iterator[Relation]:
    said = quoted(passage, amount or rate, rate)
    later = bool(_LATER.search(words_before(passage, rate, 12).replace("预算", "").replace("数", "")))
    options = [option for row in rows for option in _options(amount, rate, row, later, said, dossier)]
    yield from holding_first(options, dossier.figures, clear=of_one_number(rows))


def _options(
    amount: Figure | None, rate: Figure, row: RowNamed, later: bool, said: str, dossier: Dossier
) -> Iterator[Option]:
    """Every way in which the tables may give the rate, with whether it can be held against the text."""
    period = row.now.period
    if period is None or period.year is None:
        return
    for step in (CHANGED, PLAN) if later else (PLAN, CHANGED):
        for base, home in bases(row, period.year, (step,), dossier):
            if base.quantity.value == 0 or base.quantity.unit.dimension != row.now.quantity.unit.dimension:
                continue
            likely = step == (CHANGED if later else PLAN)
            yield ratio(CODE, row.now, (base,), rate, Basis.DERIVED, said), row.sure and home and likely
            if amount is not None:
                yield ratio(CODE, amount, (base,), rate, Basis.DERIVED, said), False
    for cell in printed(row, Measure.COMPLETION):
        yield same(CODE, (rate, cell), Basis.DERIVED, said), False
