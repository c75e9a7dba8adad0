"""Completion of a budget or plan that is printed beside it: 完成预算A的x%, 超收C.

查什么: “完成B，完成预算（计划）A的x%”中，B÷A是否等于x%；“超收（短收）C”是否等于B与A之差。
为什么: 预算完成率是执行情况的核心指标。
例: 收入完成212.3亿元，完成预算206.0亿元的103.1%：212.3 ÷ 206.0 = 103.06%。
怎么办: 核对执行数、所比的预算数（年初还是调整后）和百分比，三者更正其一。
依据: 预算法第四十九条、第七十九条（预算执行情况的报告）；GB/T 8170。

What: what was done, the budget or plan and the rate of completion printed side by side; the surplus over the budget.
Why: completion is the core figure of budget execution.
Example: 212.3 of 206.0 is 103.1 %.
Fix: See which budget is meant, the first or the adjusted one, and correct one of the three figures.
Source: Budget Law art. 49 and 79; rounding rules GB/T 8170.
"""

from __future__ import annotations

from fiscal.statement import Completed
from reconcile.linking.claiming import Claiming, Proposed, over

CODE = "CMP01"
NAME = "completion-of-printed-budget"
TITLE = {"zh": "完成预算（计划）的比例", "en": "Completion of a printed budget"}


@over(CODE, Completed)
def propose(one: Completed, claim: Claiming) -> Proposed:
    """A ratio, or a balance where the surplus follows, for each printed budget with what was done beside it."""
    if one.rate is not None:
        yield claim.ratio(one.amount, (one.plan,), one.rate)
    elif one.surplus is not None:
        yield claim.change(one.plan, one.amount, one.surplus)
