"""An amount against an earlier one told with it, and the causes that make up the change.

查什么: “A，较B减少C，主要变化情况为：一是…增加D；二是…减少E”中，B±C是否等于A，各原因增减之和是否等于C；写明的数只差一处笔误时提示。
为什么: 增减原因要能解释全部变化。
例: 余额6890731万元，较调整时6840855万元增加49876万元：35000＋23870－2485－6509＝49876。
怎么办: 核对前后两数与各项增减。
依据: 算术关系。

What: an amount, what it is compared with and the difference; and the increases and decreases named as its causes.
    A difference is told where one slip explains it.
Why: the causes must explain the whole change.
Example: 35000 + 23870 - 2485 - 6509 = 49876.
Fix: Check both amounts and each cause.
Source: arithmetic.
"""

from __future__ import annotations

from fiscal.statement import Change
from reconcile.linking.claiming import Claiming, Proposed, over

CODE = "INC04"
NAME = "change-against-told-amount"
TITLE = {"zh": "较前数的增减与原因", "en": "A change against an amount told, and its causes"}


@over(CODE, Change)
def propose(one: Change, claim: Claiming) -> Proposed:
    """One relation per change that holds or misses by a slip; causes, which may be only the main ones, if they hold."""
    if one.after is not None and one.before is not None and len(one.deltas) == 1:
        yield from claim.nearly(claim.change(one.before, one.after, one.deltas[0].figure))
    elif one.after is not None:
        yield from claim.held(claim.run(one.after, one.deltas))
