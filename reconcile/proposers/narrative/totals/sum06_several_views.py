"""Several lists behind one 其中, each of which splits the same amount.

查什么: “其中：甲A、乙B；丙C、丁D”用分号分开的两组以上分项，各组之和都应等于前面的总数；有一组相符而另一组只差一处笔误时提示。
为什么: 同一总数从两个角度分解，哪一组都应当加得起来。
例: 支出30.1亿元，其中：市本级28.6亿元，创新区1.5亿元；续建项目28.7亿元，新建项目1.4亿元。
怎么办: 核对相差的一组各项。
依据: 算术关系。

What: lists behind 其中, parted by semicolons, of which each makes up the whole; a list one slip away is told where
    another one fits.
Why: one amount is split from two points of view, and each must add up.
Example: 30.1 = 28.6 + 1.5 = 28.7 + 1.4.
Fix: Check the items of the list that differs.
Source: arithmetic.
"""

from __future__ import annotations

from fiscal.statement import Parts
from reconcile.linking.claiming import Claiming, Proposed, over

CODE = "SUM06"
NAME = "several-views-of-one-whole"
TITLE = {"zh": "同一总数的几种分解", "en": "Several lists that split one amount"}


@over(CODE, Parts)
def propose(one: Parts, claim: Claiming) -> Proposed:
    """One relation per list that makes the whole; where one does, also for another that misses it by a slip."""
    yield from claim.borne_out([claim.total(one.whole, view) for view in one.views], 1)
