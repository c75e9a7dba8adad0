"""In the narrative, the government's own amount is at most that of the whole area.

查什么: 同一份报告的正文中，同一事项、同一预算、同一时期、同一口径的区本级（市本级）数不超过全区（全市）数。上下级之间的往来除外。
为什么: 全区数是本级与下级之和，本级大于全区必有一数不对，或口径没有说明。
例: 区本级收入总量3016971万元，全区收入总量3897440万元。
怎么办: 核对正文中两级的数字和口径。
依据: 《预算法》第六条至第九条（总预算由本级预算和汇总的下一级总预算组成）。

What: in the narrative of one report, the own-level amount of the same matter, budget, period and stage is at most that
of the whole area; payments between levels are left aside.
Why: the whole is the government itself and those below it.
Example: 3,016,971 of 3,897,440.
Fix: Check both levels in the text and their scope.
Source: Budget Law, articles 6 to 9.
"""

from __future__ import annotations

from collections import defaultdict

from fiscal.budget import Level
from fiscal.document import Document
from fiscal.figure import Figure, Measure
from fiscal.numbers.hedge import OPEN
from fiscal.words.label_patterns import label_pattern
from reconcile.linking.claiming import Claiming, Proposed, over
from reconcile.linking.sections.levels_within import levels_within
from tables.measured.concepts import concept
from tables.prose.spans import is_base

CODE = "LVL03"
NAME = "own-within-whole-in-narrative"
TITLE = {"zh": "正文中本级数不超过全区数", "en": "own-level amounts of the narrative are within the whole"}

_BETWEEN_LEVELS = label_pattern("not-own-and-whole")
_TOTAL = label_pattern("told-total")


@over(CODE, Document)
def propose(document: Document, claim: Claiming) -> Proposed:
    """One `at-most` for each pair of amounts that is alone in its matter, budget, period and stage on either level.

    Lines that only the accounts of both levels bring together are recorded where they hold.
    """
    known: set[tuple[str, str]] = set()
    found: dict[object, dict[Level | None, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for passage in document.passages:
        for figure in passage.figures:
            if _speaks(figure) and not is_base(passage, figure):
                period = (figure.period.year, figure.period.span) if figure.period else None
                key = figure.report, concept(figure.label), figure.budget, period, figure.stage
                found[key][figure.level].append(figure)
    for levels in found.values():
        own, whole = levels[Level.OWN], levels[Level.WHOLE]
        # The pair where it holds, and for totals where it does not: another line (结转下年) may be that of a fund.
        if len({f.quantity.centre for f in own}) == len({f.quantity.centre for f in whole}) == 1:
            made = claim.derived.of(own[0].label).at_most(own[0], whole[0])
            if claim.holds(made) or _TOTAL.search(own[0].label):
                known.add((own[0].id, whole[0].id))
                yield made
    for lesser, greater in levels_within(claim.dossier)[document.id]:
        if (lesser.id, greater.id) not in known:
            yield from claim.held(claim.derived.of(lesser.label).at_most(lesser, greater))


def _speaks(figure: Figure) -> bool:
    """True for an amount of money with its budget, whose name is more than 收入 or 支出 and no payment between levels."""
    named = figure.budget is not None and len(concept(figure.label)) >= 4 and not _BETWEEN_LEVELS.search(figure.label)
    amount = figure.measure in (Measure.AMOUNT, Measure.TO) and figure.quantity.unit.is_money
    alone = figure.whole is None and figure.quantity.value > 0 and figure.quantity.hedge not in OPEN
    return named and amount and alone
