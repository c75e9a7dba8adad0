"""An increase or decrease in the narrative against the two amounts of the line in the tables.

查什么: 正文“某项A亿元，比上年增加（减少）C”“短收（超收）C”，A已与附表某行对上的，用该行（或同名行）的上年数、预算数计算差额，看与C是否
    相符；正文只写“某项增加C”的，按名称找行，只记录相符的。
为什么: 增减额说明变化有多大，两个数都在附表里，正文只给出差额。
例: 正文收入5.89亿元、短收0.25亿元，附表完成数58,930、预算数61,460。
怎么办: 核对增减额的基数是上年数还是预算数，更正差额或说明口径。
依据: 预算法第四十八条、第六十九条；算术关系。

What: an increase, decrease, surplus or shortfall in the text against the amounts of both years, or of budget and
    outturn, in the row in which its amount stands; without an amount, the row of its name, recorded where it agrees.
Why: the text gives the difference only, both amounts stand in the tables.
Example: a shortfall of 0.25亿元, 58,930 against 61,460万元.
Fix: Check what the increase is reckoned from, and correct it or say how the scope differs.
Source: Budget Law art. 48 and 69; arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterator

from fiscal.claims import change
from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.relation import Basis, Relation
from fiscal.words.label_patterns import label_pattern
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
    rows_named,
)
from tables.prose.changes import changes
from tables.prose.followers import followers
from tables.prose.spans import quoted, words_before

CODE = "TAB11"
NAME = "increase-in-text-follows-from-tables"
TITLE = {"zh": "正文增减额与附表两数之差", "en": "Increases in the text and two amounts in the tables"}

_AGAINST_PLAN = label_pattern("against-plan")
_TELLING = 2
"""A difference of fewer digits is met by chance too often to be recorded without an amount."""


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One balance for every increment whose line stands in a table with the amount it is reckoned from."""
    for passage in dossier.passages():
        told = {one.delta.id for one in changes(passage) if one.delta is not None}
        for amount, delta in followers(passage):
            if delta.measure is Measure.DELTA and delta.quantity.unit.is_money and delta.id not in told:
                yield from _relation(amount, delta, passage, dossier)


def _relation(amount: Figure | None, delta: Figure, passage: Passage, dossier: Dossier) -> Iterator[Relation]:
    digits = len(str(delta.quantity.value).replace(".", "").strip("0"))
    if amount is None and digits < _TELLING:
        return
    rows = rows_named(amount, delta, passage, dossier)
    planned = bool(_AGAINST_PLAN.search(words_before(passage, delta, 16)))
    said = quoted(passage, amount or delta, delta)
    options = [option for row in rows for option in _options(row, delta, planned, said, dossier)]
    yield from holding_first(options, dossier.figures, clear=of_one_number(rows))


def _options(row: RowNamed, delta: Figure, planned: bool, said: str, dossier: Dossier) -> Iterator[Option]:
    """The increments that the tables give, with whether one can be held against the text."""
    period = row.now.period
    if period is None or period.year is None or row.now.quantity.unit.dimension != delta.quantity.unit.dimension:
        return
    year = period.year if planned else last_year(row)
    steps = (PLAN, CHANGED) if planned else (DONE, PLAN, None) if is_done(row) else (PLAN, DONE, None)
    if year is None:
        return
    for base, home in bases(row, year, steps, dossier):
        yield change(CODE, base, row.now, delta, Basis.DERIVED, said), row.sure and home and is_done(row)
