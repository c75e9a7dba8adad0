"""What the own level has is no more than what the whole area has, told in two sentences alike.

查什么: 前一段写“全市…限额A、余额B”，后一段用同样的说法写“市级…限额C、余额D”，C不应大于A，D不应大于B。只记录相符的关系。
为什么: 本级是全市的一部分。
例: 全市债务限额3393.5亿元，年末余额3338.5亿元；市级债务限额893亿元，年末余额882.3亿元。
怎么办: 核对两段的口径。
依据: 预算法第三条（各级预算汇总组成总预算）。

What: amounts of the own level against those of the whole area, where two paragraphs say the same of both; what holds
    is recorded.
Why: the own level is a part of the whole.
Example: 893 <= 3393.5, 882.3 <= 3338.5.
Fix: Compare the scope of both paragraphs.
Source: Budget Law art. 3.
"""

from __future__ import annotations

from fiscal.statement import Within
from reconcile.linking.claiming import Claiming, Proposed, over

CODE = "ORD05"
NAME = "own-level-within-whole-in-parallel"
TITLE = {"zh": "前后两段的全市与本级", "en": "Whole area and own level in two sentences alike"}


@over(CODE, Within)
def propose(one: Within, claim: Claiming) -> Proposed:
    """One relation per pair that holds."""
    yield from claim.held(claim.derived.at_most(one.part, one.whole))
