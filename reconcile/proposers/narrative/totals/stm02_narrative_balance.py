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

from fiscal.figure import Figure
from fiscal.slips.misprint import slip
from fiscal.statement import Left, Sides
from fiscal.words.vocabulary import budget_in
from reconcile.dossier import Dossier
from reconcile.linking.claiming import Claiming, Proposed
from reconcile.linking.told import told
from tables.statements.running_totals import digits_of

CODE = "STM02"
NAME = "narrative-receipts-equal-outlays"
TITLE = {"zh": "正文收入总量等于支出总量", "en": "Total receipts equal total outlays in the narrative"}

FEWEST_DIGITS = 3
"""Two shorter numbers are one slip apart by accident: 0.4 and 0.6."""


def propose(dossier: Dossier) -> Proposed:
    """One `same` for each total of receipts and the one total of outlays behind it, if they tie or miss by a slip."""
    for _, statements in told(dossier):
        left = any(isinstance(statement, Left) and statement.settled for statement in statements)
        for sides in statements:
            if isinstance(sides, Sides):
                yield from _tied(sides, left, Claiming(CODE, dossier, sides.said))


def _tied(sides: Sides, left: bool, claim: Claiming) -> Proposed:
    receipts, outlays = claim.figures[sides.receipts], claim.figures[sides.outlays]
    long = min(digits_of(receipts), digits_of(outlays)) >= FEWEST_DIGITS
    slipped = long and sides.next_to and not left and slip(receipts.quantity.value, outlays.quantity.value)
    made = claim.same((receipts, outlays), certain=True)
    if _alike(receipts, outlays) and (slipped or claim.holds(made)):
        yield made


def _alike(one: Figure, two: Figure) -> bool:
    """True if both speak of one budget and level, as far as they say."""
    together = one.report == two.report and one.place.document == two.place.document
    # 调出到一般公共预算1.89亿元，总支出3.42亿元: within a paragraph a total without a name is not of the budget named last
    here = one.place.paragraph == two.place.paragraph
    budgets = {figure.budget for figure in (one, two) if not here or budget_in(figure.label)} - {None}
    levels = {one.level, two.level} - {None}
    return together and len(budgets) <= 1 and len(levels) <= 1
