"""Growth with its base in the text: 增加C，增长x%; 比上年的A%提高n个百分点.

查什么: 同一句中给出现数、增减额（或基数）和增长率的，三者是否相符；给出首末两年数额和年均增长率的，按年数复利计算是否相符；百分比与上期百分比之差是否等于所列百分点。
为什么: 增长率是最常被引用的数字，基数不符则结论不成立。
例: 解决率85.1%（比去年同期的75%提高10.1个百分点）：85.1 − 75 = 10.1。
怎么办: 核对现数、基数和增长率；同口径、可比口径的增长率应写明口径。
依据: 算术关系；数值修约规则（GB/T 8170）。

What: a rate of change against the amounts in its sentence, a yearly average against the
first and the last amount; a difference in percentage points against both percentages.
Why: growth rates are quoted more than any other figure.
Example: 85.1 % against 75 % is 10.1 points.
Fix: Check present figure, base and rate; a comparable rate should say that it is one.
Source: arithmetic; rounding rules GB/T 8170.
"""

from __future__ import annotations

from fiscal.relation import Relation
from fiscal.statement import Grew, Rise
from reconcile.linking.claiming import Claiming, Proposed, over

CODE = "GRO01"
NAME = "growth-follows-from-amounts"
TITLE = {"zh": "增长率与百分点", "en": "Growth and percentage points"}


@over(CODE, Grew)
def propose(one: Grew, claim: Claiming) -> Proposed:
    """For every rate the first reading that is firm or comes out."""
    for rise in one.readings:
        made = _relation(one, rise, claim.of(rise.said))
        if rise.firm or claim.holds(made):
            yield made
            break


def _relation(grew: Grew, rise: Rise, claim: Claiming) -> Relation:
    if rise.before is None:
        return claim.growth_by(rise.delta or "", rise.after, grew.rate)
    if grew.points:
        return claim.points(rise.before, rise.after, grew.rate)
    return claim.growth(rise.before, rise.after, grew.rate, rise.years)
