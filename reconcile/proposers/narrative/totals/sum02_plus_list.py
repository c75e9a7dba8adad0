"""A running total: an amount, 加上 several others, gives a named total (收入总量, 支出总计).

查什么: “收入A，加上B、C、D，收入总量为T”一类表述中，A与各项之和是否等于T；“减去”的各项按减数计算。
为什么: 收入总量、支出总量是收支平衡的依据，少加一项就不平衡。
例: “支出6394万元，加上结转下年支出1364万元，支出总量为7758万元”应有 6394 + 1364 = 7758。
怎么办: 核对“加上”的每一项与总量，查找漏写或重复的一项。
依据: 预算法第三十五条（收支平衡）；政府决算报告的编报口径：收入总计 = 本年收入 + 转移性收入 + 债务收入 + 上年结转。

What: an amount plus the items listed behind 加上 must equal the total named at the end of the sentence.
Why: receipts and outlays are balanced on these totals.
Example: "outlays 6394, plus carry-over 1364, total outlays 7758".
Fix: Check every item that is added, and look for one left out or written twice.
Source: Budget Law art. 35; reporting rules of government final accounts.
"""

from __future__ import annotations

from fiscal.statement import Source, Total
from reconcile.linking.claiming import Claiming, Proposed, over

CODE = "SUM02"
NAME = "plus-list-gives-total"
TITLE = {"zh": "“加上”各项与总量", "en": "Amounts added up to a named total"}


@over(CODE, Total)
def propose(one: Total, claim: Claiming) -> Proposed:
    """One relation per 加上 … 总量: the reading that holds, else the only one, else one that misses by a slip."""
    if one.source is Source.WORDED and one.plus:
        readings = [claim.run(one.whole, run) for run in one.readings]
        yield from claim.first(readings, (lambda made: made is readings[0]) if one.sure else claim.slips)
