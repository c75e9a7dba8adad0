"""From the opening balance to the closing one in a sentence: 年初余额A，新增B，偿还C，年末余额D.

查什么: 同一句中写有年初（期初、上年末）余额、当年新增（增加、发行）、当年偿还（减少、支出）和年末余额的，A＋B－C是否等于D；括号内的分项不
    参加。相加不符的，只有一处笔误即可解释时才提示。
为什么: 余额是滚动的，四个数改了一个就接不上。
例: 年初余额258万元，当年新增88万元，当年偿还20万元，年末余额326万元。
怎么办: 核对年初、新增、偿还、年末四个数及其口径，更正写错的一个。
依据: 算术关系；财政部政府债务限额余额情况表（余额变动口径）。

What: in one sentence, the opening balance with what was added and less what was repaid makes the closing balance; parts
    in brackets are left aside. A break is told only where one slip of the pen explains it.
Why: balances roll forward, and a single changed figure breaks the chain.
Example: 258 and 88 less 20 is 326.
Fix: Check opening, additions, repayments and closing, and correct the one that is wrong.
Source: arithmetic; the Ministry of Finance's form on limits and balances of government debt.
"""

from __future__ import annotations

from fiscal.statement import Rolled
from reconcile.linking.claiming import Claiming, Proposed, over

CODE = "BAL02"
NAME = "opening-to-closing-balance"
TITLE = {"zh": "年初余额到年末余额", "en": "From the opening to the closing balance"}


@over(CODE, Rolled)
def propose(one: Rolled, claim: Claiming) -> Proposed:
    """One balance for every sentence that leads from an opening to a closing balance."""
    if one.together:
        yield from claim.nearly(claim.run(one.closing, one.run))
