"""What one year carries over is what the next takes up.

查什么: 上年结转（上年结余）收入与上一年度结转下年支出（年终结余）是否相等：同一文件的两个年度栏、执行情况表与下年草案表，
    以及同一地区不同年度的决算、预算之间；按预算、级次、区域和险种分别对应。
为什么: 结转结余是两个年度之间唯一的接口，对不上说明其中一个年度的收支总计有误或口径变动没有说明。
    年初预算列的上年结转是预计数，只有相等或只差一个笔误时才提出。
例: 2023年决算结转下年支出 5,200 万元，2024年决算上年结转收入应为 5,200 万元。
怎么办: 核对上年决算的年终结余（结转下年）与本年的上年结余，说明期间的调整。
依据: 预算法第四十二条、第六十六条（结转资金、结余的处理）；政府收支分类科目“转移性收支”。

What: the balance brought forward in a year is what the year before carried over, in one document or in those of
    several years of one place; by budget, level, part of the area and kind of insurance.
Why: it is the only link between two years; the amounts in a budget adopted before the year is closed are estimates
    and are told only where they hold or miss by one slip.
Example: 5,200 carried over by 2023, 5,200 brought forward in 2024.
Fix: Hold last year's closing balance against this year's opening one, and ask what changed in between.
Source: Budget Law art. 42 and 66.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fiscal.budget import Stage
from fiscal.claims import same
from fiscal.relation import Basis, Relation
from fiscal.slips.misprint import slip
from reconcile.dossier import Dossier
from reconcile.linking.partitions import holds
from reconcile.linking.years.carried_over import SUREST_FIRST, Carried, YearTurn, groups_of, together, turns
from reconcile.linking.years.column_settings import ACTUAL

CODE = "YER01"
NAME = "carried-over-is-brought-forward"
TITLE = {"zh": "上年结转与结转下年", "en": "Carried over and brought forward"}


def propose(dossier: Dossier) -> Iterator[Relation]:
    """For every amount brought forward a `same` with what was carried over: those that agree, or else the surest."""
    for turn in turns(dossier).values():
        for group in groups_of(turn.taken):
            known = [each for each in turn.out if together(each, group[0])]
            known.sort(key=lambda each: SUREST_FIRST.index(each.stage))
            agreeing = [each for each in known if holds(_same([each], group[:1]), dossier.figures)]
            if agreeing:
                yield _same(agreeing, group)
            elif known and _worth_a_word(known, group, turn):
                yield _same(known[:1], group)


def _same(out: Sequence[Carried], taken: Sequence[Carried]) -> Relation:
    """Sure where settled accounts of both years say it."""
    sure = out[0].stage is taken[0].stage is Stage.FINAL
    return same(CODE, (each.figure for each in (*out, *taken)), Basis.DERIVED, taken[0].figure.label, certain=sure)


def _worth_a_word(out: Sequence[Carried], group: Sequence[Carried], turn: YearTurn) -> bool:
    """True if a difference means something: both tell what came of their years, and the old year says one thing only.

    Nothing where a sentence leaves the level open. Of a plan only a slip of the pen is worth a word, not one in its
    last place, and none where it is known what came of it.
    """
    surest, taken = out[0], group[0]
    if not (surest.sure and taken.sure):
        return False
    if surest.stage not in ACTUAL or len({e.figure.quantity.centre for e in out if e.stage is surest.stage}) != 1:
        return False
    if taken.stage in ACTUAL:
        return True
    overtaken = any(each.stage in ACTUAL and together(each, taken) for each in turn.taken)
    planned, known = taken.figure.quantity, surest.figure.quantity
    close = abs(planned.centre - known.centre) < 10 * max(planned.step, known.step)
    return not overtaken and not close and slip(planned.value, known.value) is not None
