"""The shares of a complete list make 100 %.

查什么: 一句中逐项列出数量和占比时，各项占比之和是否为100%。
为什么: 占比之和不是100%，说明某一项占比有误，或分类有遗漏、重复。
例: 54.9% + 25.9% + 14.6% + 4.6% = 100%。
怎么办: 核对各项占比；因四舍五入不足或超过 100% 的，注明即可。
依据: 算术关系；数值修约规则（GB/T 8170）。

What: shares listed item by item add up to 100 % within rounding.
Why: otherwise a share is wrong or an item is missing or counted twice.
Example: 54.9 + 25.9 + 14.6 + 4.6 = 100.
Fix: Check the shares; what rounding leaves over may simply be noted.
Source: arithmetic; rounding rules GB/T 8170.
"""

from __future__ import annotations

from decimal import Decimal

from fiscal.claims import parts_of
from fiscal.numbers.interval import Interval
from reconcile.linking.claiming import Claiming, Proposed, over
from tables.prose.share_lists import ShareList

CODE = "SHR02"
NAME = "shares-make-hundred"
TITLE = {"zh": "各项占比之和", "en": "Shares add up to 100 %"}

HUNDRED = Decimal(100)
NEAR = Interval(HUNDRED - 2, HUNDRED + 2)
"""A list whose shares miss 100 by more than this leaves items out: it does not claim to be complete."""


@over(CODE, ShareList)
def propose(listed: ShareList, claim: Claiming) -> Proposed:
    """One balance against 100 for each list of shares that is complete, by rounding or nearly."""
    together = sum((share.quantity.interval() for share in listed.shares), Interval.point(Decimal(0)))
    if together.meets(NEAR) and len(listed.shares) >= 3:
        yield claim.balance(parts_of(listed.shares), HUNDRED)
