"""Consecutive short lines with one count each: the first is the sum of the others.

查什么: 连续编号的短行各列一个人数（件数），例如应出席、实际出席、请假，第一行是否等于其余各行之和。
为什么: 出席、请假等人数直接关系会议是否符合法定人数。
例: 应出席34人；全程出席31人；请假3人：31 + 3 = 34。
怎么办: 逐行重数，补齐遗漏的行或更正合计。
依据: 算术关系。

What: numbered lines in a row with one count each, the first being the sum of the others.
Why: attendance decides whether a meeting is valid.
Example: 34 to attend, 31 present, 3 on leave.
Fix: Count the lines again; complete them or correct the total.
Source: arithmetic.
"""

from __future__ import annotations

from fiscal.statement import Counted
from reconcile.linking.claiming import Claiming, Proposed, over

CODE = "ENU01"
NAME = "enumerated-lines-sum-up"
TITLE = {"zh": "逐行列出的人数", "en": "Counts line by line"}


@over(CODE, Counted)
def propose(one: Counted, claim: Claiming) -> Proposed:
    """A balance for each run of numbered one-count lines that add up, or that miss by one slip."""
    made = claim.total(one.whole, one.others)
    if one.present or claim.holds(made) or (one.named and claim.slips(made)):
        yield made
