"""A rate with a name (整改率, 完成率, 结案率 …) and the two amounts it is made of.

查什么: “某某率x%”与同段落中组成它的两个数（部分、全部）是否相符，例如整改率=已整改÷全部问题。
为什么: 比率是概括性结论，与明细数不符会误导判断。
例: 提出问题1277个，其中1264个已整改，问题整改率98.98%：1264 ÷ 1277 = 98.98%。
怎么办: 核对分子、分母和比率的口径。
依据: 算术关系；数值修约规则（GB/T 8170）。

What: a named rate must fit the part and the whole given in its paragraph.
Why: a rate sums up a finding and misleads if it does not follow from the counts.
Example: 1264 of 1277 rectified is 98.98 %.
Fix: Check what is divided by what, and the rate.
Source: arithmetic; rounding rules GB/T 8170.
"""

from __future__ import annotations

from itertools import islice

from fiscal.relation import Relation
from fiscal.statement import Quotient, Rated
from reconcile.linking.claiming import Claiming, Proposed, over

CODE = "RAT01"
NAME = "named-rate-is-part-of-whole"
TITLE = {"zh": "有名称的比率", "en": "Named rates"}


@over(CODE, Rated)
def propose(one: Rated, claim: Claiming) -> Proposed:
    """One ratio per named rate whose part and whole stand before it and fit, or whose names leave no doubt."""

    def made_of(quotient: Quotient) -> Relation:
        return claim.of(quotient.said).ratio(quotient.part, quotient.wholes, one.rate)

    found = [*claim.first(map(made_of, one.readings))] or [*map(made_of, one.firm)]
    yield from found or islice(filter(claim.misprinted, map(made_of, one.named)), 1)
