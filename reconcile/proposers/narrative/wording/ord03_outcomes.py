"""Outcomes never exceed the cases they come from: checks and orders to rectify, proposals and solutions.

查什么: 同一段中“检查（受理、收到、办理）A，整改（审结、解决、采纳）B”，B是否不超过A；“安排（盘活、收回）资金A，执行中动用（支出）B”亦同。
为什么: 处理结果只能来自所处理的事项。
例: 开展监督检查7880户次，责令整改76户次。
怎么办: 核对事项总数与各处理结果，说明重复计算的部分。
依据: 算术关系。

What: in one passage, a count of outcomes is at most the count of cases named before it in the same unit; likewise what
was spent of funds set aside or called in.
Why: outcomes come from the cases handled.
Example: 7880 inspections, 76 orders to rectify.
Fix: Check the number of cases and of outcomes; say what is counted twice.
Source: arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterator

from fiscal.statement import Ordered, Why
from reconcile.judge.claim import Claim, Policy
from reconcile.linking.claiming import Claiming, over

CODE = "ORD03"
NAME = "outcomes-within-cases"
TITLE = {"zh": "处理结果不超过处理事项", "en": "Outcomes within cases"}


@over(CODE, Ordered)
def propose(one: Ordered, claim: Claiming) -> Iterator[Claim]:
    """Each outcome is at most the cases before it: which, is told by nouns, by nearness, by the counts."""
    if one.why is Why.HANDLED:
        yield Claim(tuple(claim.inferred.at_most(one.lesser, greater) for greater in one.greaters), Policy.COUNT)
