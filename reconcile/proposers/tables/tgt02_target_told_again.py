"""A target of a table of indicators that a second table or the text tells again.

查什么: 同一报告的两张指标表（上半年完成情况、全年预计完成情况）所列同一指标的同一年度目标，以及正文“完成…170公顷的年度目标”所写的目标，
    是否为同一数字。两表的其他目标有六个以上相同、只差一个笔误的才提出；正文只记录相同的。
为什么: 目标是完成比例的分母，前后写得不一样，完成情况就无从核对。
例: 上半年表“全社会固定资产投资 450亿元”，全年表也应为450亿元。
怎么办: 核对批准的计划指标，统一各处的目标数。
依据: 表内、表间文字与数字应当一致。

What: two tables of indicators of one report (half a year, what is expected of the year) state one target for one
    indicator of one year, and so does the text that speaks of it. Told only where six or more other targets of the two
    tables agree and this one is one slip apart; what the text tells is only recorded where it agrees.
Why: the target is what completion is measured by.
Example: 450 in the table of half a year, 450 in that of the year.
Fix: Look the target up in the plan that was approved.
Source: tables of one report agree.
"""

from __future__ import annotations

from collections.abc import Iterator

from fiscal.claims import same
from fiscal.relation import Basis, Relation
from reconcile.dossier import Dossier
from reconcile.judge.claim import Claim, Policy
from reconcile.linking.targets_told_again import in_the_text, in_two_tables

CODE = "TGT02"
NAME = "target-told-again"
TITLE = {"zh": "同一目标前后相同", "en": "One target in several places"}


def propose(dossier: Dossier) -> Iterator[Relation | Claim]:
    """One `same` for every target told twice."""
    for pair in in_two_tables(dossier):
        made = same(CODE, (pair.one, pair.two), Basis.INFERRED, pair.two.label)
        yield Claim((made,), Policy.TELL if pair.sure else Policy.COUNT)
    for target, figure in in_the_text(dossier):
        yield same(CODE, (target, figure), Basis.INFERRED, target.label)
