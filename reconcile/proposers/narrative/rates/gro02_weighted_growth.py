"""The growth of a whole lies between the growth rates of its parts, weighted by their size.

查什么: 总数与各分项都给出现数和同比增长率时，由增长率倒推的上年总数，是否等于倒推的各分项上年数之和。
为什么: 总体增速一定是各分项增速的加权平均，超出这一范围说明某个数或增速有误。
例: 进出口482.9亿元增长11.5%，出口287.9增长14.2%，进口195.0增长7.8%：433.1 = 252.1 + 180.9。
怎么办: 核对总体与各分项的增速，总体增速应落在各分项的加权平均处。
依据: 算术关系（加权平均）；国家统计局增速计算口径。

What: last year's whole, computed back from its growth, equals last year's parts computed back from theirs.
Why: a growth rate of the whole is the weighted mean of its parts' rates.
Example: 482.9 up 11.5 % = 287.9 up 14.2 % + 195.0 up 7.8 %.
Fix: Check the rates of the whole and its parts; the whole's is their weighted mean.
Source: arithmetic of weighted means.
"""

from __future__ import annotations

from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from reconcile.linking.claiming import Claiming, Proposed, over
from tables.prose.spans import between, quoted_span

CODE = "GRO02"
NAME = "growth-of-whole-is-weighted-mean"
TITLE = {"zh": "总体增速与分项增速", "en": "Growth of a whole and of its parts"}


@over(CODE, Passage)
def propose(passage: Passage, claim: Claiming) -> Proposed:
    """One growth relation for every complete list of parts in which the whole and all parts have a growth rate."""
    rates = _rates(passage)
    for breakdown in passage.breakdowns:
        whole, parts = breakdown.candidates[0], breakdown.parts
        rated = len(parts) >= 2 and all(name in rates for name in (whole, *parts))
        if rated and claim.holds(claim.total(whole, parts)):
            said = claim.derived.of(quoted_span(passage, breakdown.span))
            yield said.weighted_growth((whole, rates[whole]), [(part, rates[part]) for part in parts])


def _rates(passage: Passage) -> dict[str, Figure]:
    """The growth rate that stands right behind an amount, by the amount's id."""
    return {
        amount.id: rate
        for amount, rate in zip(passage.figures, passage.figures[1:], strict=False)
        if rate.measure is Measure.GROWTH and rate.quantity.unit.dimension == "percent"
        if amount.measure in (Measure.AMOUNT, Measure.COUNT) and "。" not in between(passage, amount, rate)
    }
