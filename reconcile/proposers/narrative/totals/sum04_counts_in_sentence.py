"""A count and, in the same sentence, the counts into which it falls.

查什么: 一句之内同一量词的几个数，第一个恰为其余各数之和时，记为分项关系（不据此提出差异）；“已…、正在…、尚未…”三项之和应等于前面的总数。
为什么: 说明这些数已经核对过、彼此一致。
例: 督办的21件建议有19件解决采纳，1件计划解决和1件留作参考。
怎么办: 核对一句之内各数，说明是否有重复计算。
依据: 算术关系。

What: counts of one unit in a sentence, the first being exactly the sum of the others; recorded as holding, never
accused. Only what is done, under way and not yet begun must add up to the cases counted before.
Why: it shows that these figures were checked and agree.
Example: of 21 proposals, 19 solved, 1 planned, 1 for reference.
Fix: Check the counts of the sentence; say what is counted twice.
Source: arithmetic.
"""

from __future__ import annotations

from fiscal.statement import Fallen
from reconcile.linking.claiming import Claiming, Proposed, over

CODE = "SUM04"
NAME = "count-falls-into-counts"
TITLE = {"zh": "一句之内的件数相加", "en": "A count and the counts it falls into"}


@over(CODE, Fallen)
def propose(one: Fallen, claim: Claiming) -> Proposed:
    """A balance for counts whose words share out a count before them, and for every other run that adds up."""
    if one.worded:
        yield claim.total(one.whole, one.parts)
    else:
        yield from claim.held(claim.inferred.total(one.whole, one.parts))
