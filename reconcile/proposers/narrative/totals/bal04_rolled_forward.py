"""A fund's closing balance goes on from the one a year before: with what comes in and less what goes out.

查什么: 同一文件先后写明某基金上年末滚存结余和今年的收入、支出、年末滚存结余的，上年末结余＋收入－支出是否等于今年末结余。只记录相符的关系。
为什么: 结余逐年滚存，两年之间应当接得上。
例: 674.40＋385.21－317.67＝741.94（亿元）。
怎么办: 核对两年的结余与当年收支；中间另有划转的，请写明。
依据: 预算法第十一条；社会保险基金预算的编报口径（年末滚存结余＝上年末滚存结余＋本年收支结余）。

What: last year's closing balance of a fund with this year's receipts and less its outlays makes this year's closing
    balance, where one document tells all four. What holds is recorded.
Why: balances roll forward from year to year.
Example: 674.40 + 385.21 - 317.67 = 741.94.
Fix: Check both balances and the year's account; say what was transferred in between.
Source: Budget Law art. 11; forms of the social insurance funds' budget.
"""

from __future__ import annotations

from fiscal.statement import Rolled
from reconcile.linking.claiming import Claiming, Proposed, over

CODE = "BAL04"
NAME = "balance-rolled-forward"
TITLE = {"zh": "滚存结余逐年衔接", "en": "A balance rolled forward"}


@over(CODE, Rolled)
def propose(one: Rolled, claim: Claiming) -> Proposed:
    """One balance per account that goes on from last year's."""
    if not one.together:
        yield from claim.held(claim.derived.run(one.closing, one.run))
