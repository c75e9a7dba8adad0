"""Receipts less outlays leave the rest, told over several paragraphs; with what was left before it is what is left now.

查什么: 收入、支出、收支相抵后的结余分在相邻几段写出时，是否有收入－支出＝结余；当年结余加上年滚存结余（可在前文）是否等于年末滚存结余。
    记录相符的关系；同一段内写明收支相抵的差异另由 BAL01 提示。
为什么: 结余是下年预算的来源，必须由收支得出。
例: 收入总来源363.92亿元。（另段）总支出334.31亿元。收支相抵，结余29.61亿元。
怎么办: 对照收支平衡表核对三个数。
依据: 预算法第六十六条（结余、结转的处理）。

What: receipts, outlays and the rest where they stand in neighbouring paragraphs, and the rest with last year's closing
    balance against this year's. What holds is recorded.
Why: the rest is a source of next year's budget.
Example: 363.92 - 334.31 = 29.61.
Fix: Hold the three figures against the balance table.
Source: Budget Law art. 66.
"""

from __future__ import annotations

from collections.abc import Iterator

from fiscal.claims import total
from fiscal.relation import Basis, Relation
from fiscal.statement import Left
from reconcile.dossier import Dossier
from reconcile.linking.partitions import holds
from reconcile.linking.told import told_as
from tables.statements.running_totals import digits_of

CODE = "BAL03"
NAME = "rest-of-an-account"
TITLE = {"zh": "跨段的收支与结余", "en": "An account told over several paragraphs"}

FAR_DIGITS = 3
"""Significant digits of a rest from which amounts of other paragraphs may explain it."""


def propose(dossier: Dossier) -> Iterator[Relation]:
    """For every rest that its own paragraph does not explain, what earlier ones say of the account."""
    for left in told_as(dossier, Left):
        if digits_of(dossier.figures[left.rest]) >= FAR_DIGITS:
            yield from _first_far(_accounts(left), dossier)
        if left.closing is not None and digits_of(dossier.figures[left.closing]) > FAR_DIGITS:
            yield from _first_far(_rolled(left), dossier)


def _accounts(left: Left) -> Iterator[tuple[bool, Relation]]:
    """Every reading of the account, with whether it reaches into an earlier paragraph."""
    for i, receipts in enumerate(left.receipts):
        for j, outlays in enumerate(left.outlays):
            parts = (outlays, left.rest)
            made = total(CODE, receipts, parts, Basis.STATED, left.said, signs=(1, left.sign))
            yield i >= left.near[0] or j >= left.near[1], made


def _rolled(left: Left) -> Iterator[tuple[bool, Relation]]:
    for i, opening in enumerate(left.openings):
        yield i >= left.near[2], total(CODE, left.closing or "", (opening, left.rest), Basis.DERIVED, left.said)


def _first_far(readings: Iterator[tuple[bool, Relation]], dossier: Dossier) -> Iterator[Relation]:
    """The first reading that holds, unless one within the paragraph does: that is the matter of another check."""
    held = [(far, relation) for far, relation in readings if holds(relation, dossier.figures)]
    if held and all(far for far, _ in held):
        yield held[0][1]
