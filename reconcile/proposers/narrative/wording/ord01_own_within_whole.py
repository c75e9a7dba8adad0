"""A change 其中 a change: the part of one level never exceeds the whole, before and after.

查什么: “全区…由A调整为B。其中：区本级…由C调整为D”中，C是否不超过A、D是否不超过B。
为什么: 本级是全区（市、县）的一部分，部分不能大于总体。
例: “全区总支出由347.26亿元调整至362.76亿元，其中：区本级由257.18亿元调整至272.68亿元”。
怎么办: 核对总体与其中项的调整额。
依据: 预算法第三条（各级预算汇总组成总预算）。

What: a change introduced by 其中 must stay within the change before it, before and after.
Why: a part cannot exceed its whole.
Example: district 347.26 to 362.76, of which own level 257.18 to 272.68.
Fix: Check the change of the whole and that of its part.
Source: Budget Law art. 3 (the general budget sums up the levels).
"""

from __future__ import annotations

from fiscal.document import Passage
from reconcile.linking.claiming import Claiming, Proposed, over
from tables.prose.changes import changes
from tables.prose.spans import quoted_span

CODE = "ORD01"
NAME = "part-change-within-whole-change"
TITLE = {"zh": "其中项的调整不超过总体", "en": "A part's change within its whole's"}


@over(CODE, Passage)
def propose(passage: Passage, claim: Claiming) -> Proposed:
    """at-most relations between two neighbouring changes joined by 其中; equal increments of both are the same number."""
    found = list(changes(passage))
    for whole, part in zip(found, found[1:], strict=False):
        said = quoted_span(passage, (max(figure.end for figure in whole.figures), part.before.start))
        if "其中" in said and said.count("。") <= 1:
            yield claim.of(said).at_most(part.before, whole.before)
            yield claim.of(said).at_most(part.after, whole.after)
            # Increments of whole and part need not agree; where they do, all of the change is the part's.
            if whole.delta and part.delta and whole.delta.quantity.centre == part.delta.quantity.centre:
                yield claim.of(said).inferred.same((part.delta, whole.delta))
