"""Counts in brackets behind names, each within the total that they share out.

查什么: “办理较多的有甲（49件）、乙（28件）……”中，各单位的数量是否都不超过前文的总数。
为什么: 单项不可能大于总数。
例: 代表建议131件，区建设管理委（49件）、公安分局（28件）。
怎么办: 逐家重数，更正总数或所列各数。
依据: 算术关系。

What: counts in brackets behind names in a list, each at most the total before the list.
Why: no part exceeds its whole.
Example: 131 proposals, of which one office handles 49, another 28.
Fix: Count again; correct the total or the items.
Source: arithmetic.
"""

from __future__ import annotations

from fiscal.statement import Ordered, Why
from reconcile.linking.claiming import Claiming, Proposed, over

CODE = "ORD02"
NAME = "bracketed-counts-within-total"
TITLE = {"zh": "逐家列出的数量不超过总数", "en": "Bracketed counts within their total"}


@over(CODE, Ordered)
def propose(one: Ordered, claim: Claiming) -> Proposed:
    """at-most relations for lists of three bracketed counts or more under a larger count of the same unit."""
    if one.why is Why.LISTED:
        yield claim.inferred.at_most(one.lesser, one.greaters[0])
