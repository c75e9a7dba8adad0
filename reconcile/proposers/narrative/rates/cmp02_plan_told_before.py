"""An outturn as a share of a budget that was told before it.

查什么: “预算X，执行中调整为Y，实际完成Z，为调整预算的p%”中，Z÷Y（或Z÷X）是否为p%。只记录相符的关系。
为什么: 完成率的分母在前一句，也应当算得出来。
例: 批准的收入预算3216万元，实际完成3539万元，为预算的110%：3539 ÷ 3216 = 110.04%。
怎么办: 核对完成数、预算数与完成率。
依据: 预算法第七十五条（预算执行情况的反映）。

What: an outturn, the budget or adjusted budget told before it, and the rate of completion; what holds is recorded.
Why: the base of the rate is printed, in the sentence before.
Example: 3539 / 3216 = 110.04 %.
Fix: Check outturn, budget and rate.
Source: Budget Law art. 75.
"""

from __future__ import annotations

from fiscal.statement import Compare
from reconcile.linking.claiming import Claiming, Proposed, over

CODE = "CMP02"
NAME = "completion-of-plan-told-before"
TITLE = {"zh": "完成前句所列预算的比例", "en": "Completion of a budget told before"}


@over(CODE, Compare)
def propose(one: Compare, claim: Claiming) -> Proposed:
    """One ratio per rate whose base stands earlier: the nearest base that gives it."""
    yield from claim.first(claim.ratio(one.amount, (base,), one.rate) for base in one.bases)
