"""A change in a sentence: 由A调整为B，增加C.

查什么: “由A调整为B，增加（减少）C”中，A加（减）C是否等于B；百分比“由A提高到B，提高C个百分点”同样核对。
为什么: 预算调整方案以增减额为准，前后数与增减额不符则方案无法执行。
例: “由1885万元调整为204885万元，增加203000万元”应有 1885 + 203000 = 204885。
怎么办: 核对调整前、调整后和增减额，三者更正其一，并检查附表同一行。
依据: 预算法第六十七条至第六十九条（预算调整）。

What: before plus increment must equal after.
Why: an adjustment is decided by its increments.
Example: "from 1885 to 204885, an increase of 203000".
Fix: Correct one of before, after and change, and look at the same row of the table.
Source: Budget Law art. 67 to 69 (budget adjustments).
"""

from __future__ import annotations

from fiscal.statement import Moved
from reconcile.linking.claiming import Claiming, Proposed, over

CODE = "INC01"
NAME = "before-plus-increment-is-after"
TITLE = {"zh": "调整前后数与增减额", "en": "Before, after and increment"}


@over(CODE, Moved)
def propose(one: Moved, claim: Claiming) -> Proposed:
    """One relation for every change whose increment is printed."""
    yield (claim.points if one.points else claim.change)(one.before, one.after, one.delta)
