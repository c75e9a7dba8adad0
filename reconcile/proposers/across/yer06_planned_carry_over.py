"""What a budget counts on from last year, beside what last year's account hands over.

查什么: 同一地区两份文件中，预算（调整预算）所列的上年结转（上年结余），与另一份文件所列上一年度决算（执行）的结转下年（年终结余）是否相同。
    预算编制在先、决算在后，不同不一定是差错：只作一条提示，列出两处，供询问变动原因。相同的由YER01记录。
为什么: 决算批准以后，预算（特别是年中的调整预算）仍按原预计的结转数安排支出的，可用财力就与实际不符。
例: 2019年决算结转下年支出 606,477 万元，2020年预算和调整预算列上年结转 688,595 万元，相差 82,118 万元。
怎么办: 请说明决算的结转数与预算所列上年结转不同的原因，以及是否已在调整预算中反映。
依据: 预算法第四十二条、第六十六条、第六十七条（结转资金的使用，预算调整）。

What: the balance that a budget (or its adjustment) counts on from last year, and what the account of that year in
    another document carries over. A plan may differ from what came of it: one note with both places, no mistake.
Why: money that was not carried over cannot be spent; an adjustment made after the account should know it.
Example: 606,477 carried over by the account of 2019, 688,595 counted on in the budget of 2020.
Fix: Ask why the two differ and whether the adjusted budget takes the account into account.
Source: Budget Law art. 42, 66 and 67.
"""

from __future__ import annotations

from collections.abc import Iterator

from fiscal.budget import Stage
from fiscal.claims import same
from fiscal.debt import REVISED
from fiscal.figure import Figure
from fiscal.relation import Basis, Relation
from fiscal.slips.misprint import slip
from reconcile.dossier import Dossier
from reconcile.linking.partitions import holds
from reconcile.linking.years.carried_over import SUREST_FIRST, YearTurn, groups_of, together, turns

CODE = "YER06"
NAME = "planned-carry-over-and-account"
TITLE = {"zh": "预算所列上年结转与上年决算", "en": "Carry-over counted on and handed over"}

_SETTLED = (Stage.FINAL, Stage.EXECUTED)
_PLANNED = (Stage.ADJUSTED, Stage.CHANGED, Stage.BUDGET)


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One `same`, known to be revised, for every planned carry-over that the account elsewhere does not bear out."""
    for turn in turns(dossier).values():
        yield from _planned_otherwise(turn, dossier)


def _planned_otherwise(turn: YearTurn, dossier: Dossier) -> Iterator[Relation]:
    for group in groups_of(turn.taken):
        first = group[0]
        if first.stage not in _PLANNED or not first.sure:
            continue
        out = [each for each in turn.out if each.document is not first.document and together(each, first)]
        settled = [each for each in out if each.stage in _SETTLED and each.sure]
        settled.sort(key=lambda each: SUREST_FIRST.index(each.stage))
        if not settled or len({each.figure.quantity.centre for each in settled}) != 1:
            continue
        members = (first.figure, settled[0].figure)
        here = [each for each in turn.taken if each.document is first.document]
        pairs = [(each, first) for each in turn.out] + [(settled[0], each) for each in here]
        agrees = any(holds(same(CODE, (a.figure, b.figure), Basis.INFERRED), dossier.figures) for a, b in pairs)
        if not agrees and not _slipped(*members):
            yield same(CODE, members, Basis.INFERRED, first.figure.label, known=REVISED)


def _slipped(planned: Figure, settled: Figure) -> bool:
    """True if the two are one slip of the pen apart, which YER01 tells."""
    return slip(planned.quantity.value, settled.quantity.value) is not None
