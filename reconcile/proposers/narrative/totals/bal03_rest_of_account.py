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

from fiscal.relation import Relation
from fiscal.statement import Left
from reconcile.linking.claiming import Claiming, Proposed, over
from tables.statements.running_totals import digits_of

CODE = "BAL03"
NAME = "rest-of-an-account"
TITLE = {"zh": "跨段的收支与结余", "en": "An account told over several paragraphs"}

FAR_DIGITS = 3
"""Significant digits of a rest from which amounts of other paragraphs may explain it."""


@over(CODE, Left)
def propose(left: Left, claim: Claiming) -> Proposed:
    """For every rest that its own paragraph does not explain, what earlier ones say of the account."""
    received, spent, opened = left.near
    if left.settled and digits_of(claim.figures[left.rest]) >= FAR_DIGITS:
        accounts = (
            (i >= received or j >= spent, claim.total(some, (other, left.rest), (1, left.sign)))
            for i, some in enumerate(left.receipts)
            for j, other in enumerate(left.outlays)
        )
        yield from _first_far(accounts, claim)
    closing = left.closing
    if closing is not None and digits_of(claim.figures[closing]) > FAR_DIGITS:
        rolled = (claim.derived.total(closing, (opening, left.rest)) for opening in left.openings)
        yield from _first_far(((i >= opened, made) for i, made in enumerate(rolled)), claim)


def _first_far(readings: Iterator[tuple[bool, Relation]], claim: Claiming) -> Proposed:
    """The first reading that holds, unless one within the paragraph does: that is the matter of another check."""
    held = [(far, made) for far, made in readings if claim.holds(made)]
    if held and all(far for far, _ in held):
        yield held[0][1]
