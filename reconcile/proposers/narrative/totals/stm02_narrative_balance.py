"""The narrative states the same total for receipts and outlays: 收入总量T，支出总量T，收支平衡.

查什么: 同一段（或相邻两段）正文中，同一预算、同一级次的收入总量（总计）与支出总量（总计）是否相等；写有收支相抵后结余的不在此列。
为什么: 预算收支必须平衡，两个总量不等说明其中一个数有误。
例: 收入总量为482,600万元，支出总量为482,600万元，收支平衡。
怎么办: 正文两侧总量与平衡表核对。
依据: 《预算法》第三十五条（各级预算按照量入为出、收支平衡的原则编制）。
What: in one paragraph or two neighbouring ones, the totals of receipts and outlays of one budget and level are equal;
    not where a balance is said to be left.
Why: a budget balances; otherwise a figure is wrong.
Example: 482,600 on both sides.
Fix: Hold both totals of the text against the balance table.
Source: Budget Law, article 35.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fiscal.claims import same
from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.relation import Basis, Relation
from fiscal.slips.misprint import slip
from reconcile.dossier import Dossier
from reconcile.linking.partitions import holds
from reconcile.linking.words_before import words_before

CODE = "STM02"
NAME = "narrative-receipts-equal-outlays"
TITLE = {"zh": "正文收入总量等于支出总量", "en": "Total receipts equal total outlays in the narrative"}

_TOTAL = re.compile(r"(收入|支出)(?:决算|预算|执行)?总[量计](?:为|达|是|安排)?$")
_LEFT = re.compile("收支相抵|收支结余|年终结余|年末结余|[当本]年结余|收支缺口")


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One `same` for each total of receipts and the one total of outlays behind it, if they tie or miss by a slip."""
    waiting: Figure | None = None
    age = 0
    for passage in dossier.passages():
        age += 1
        if age > 1 or _LEFT.search(passage.text):
            waiting = None
        for figure in passage.figures:
            side = _side(passage, figure)
            if side == "收入":
                waiting, age = (None if _LEFT.search(passage.text) else figure), 0
            elif side == "支出" and waiting is not None:
                relation = _relation(waiting, figure, passage)
                slipped = slip(waiting.quantity.value, figure.quantity.value) is not None
                if _alike(waiting, figure) and (holds(relation, dossier.figures) or slipped):
                    yield relation
                waiting = None


def _side(passage: Passage, figure: Figure) -> str | None:
    """收入 or 支出 if the figure is the total of that side."""
    if not figure.quantity.unit.is_money or figure.measure is not Measure.AMOUNT:
        return None
    found = _TOTAL.search(re.sub(r"\s", "", words_before(passage, figure, 16)))
    return found[1] if found else None


def _alike(one: Figure, two: Figure) -> bool:
    """True if both speak of one budget and level, as far as they say."""
    together = one.report == two.report and one.place.document == two.place.document
    budgets, levels = {one.budget, two.budget} - {None}, {one.level, two.level} - {None}
    return together and len(budgets) <= 1 and len(levels) <= 1


def _relation(one: Figure, two: Figure, passage: Passage) -> Relation:
    said = passage.text[max(0, two.start - 24) : two.end]
    return same(CODE, (one, two), Basis.STATED, said, certain=True)
