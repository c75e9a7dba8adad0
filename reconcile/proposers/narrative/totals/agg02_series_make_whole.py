"""Accounts of every fund told in turn make that of all funds: 分险种看，甲收入A、支出B、结余C；乙….

查什么: 逐个险种（基金、单位）依次写明收入、支出、结余的，各险种收入之和、支出之和、结余之和是否等于前文合计的收入、支出、结余。
    三项中多数相符而另一项只差一处笔误的，提示该项。
为什么: 分项与合计隔段而写，改了一处容易忘记另一处。
例: 四项基金收入54.01＋68.61＋192.62＋55.70＝370.94（亿元）。
怎么办: 核对各险种与合计。
依据: 预算法第十一条（社会保险基金预算按统筹层次和险种编制）。

What: receipts, outlays and rests of every fund, told one fund after the other, against those of all funds told before.
    Where most of the sums hold and one misses by a slip, that one is told.
Why: parts and whole stand paragraphs apart; whoever changes one forgets the other.
Example: 54.01 + 68.61 + 192.62 + 55.70 = 370.94.
Fix: Check every fund and the whole.
Source: Budget Law art. 11 (social insurance funds are budgeted by fund).
"""

from __future__ import annotations

from fiscal.statement import Series
from reconcile.linking.claiming import Claiming, Proposed, over

CODE = "AGG02"
NAME = "series-make-whole"
TITLE = {"zh": "逐项所列收支结余与合计", "en": "Accounts told in turn and their whole"}


@over(CODE, Series)
def propose(one: Series, claim: Claiming) -> Proposed:
    """The sums that hold, and the one that misses by a slip where most hold."""
    sums = [claim.derived.total(whole, column) for whole, column in zip(one.wholes, one.columns, strict=True)]
    yield from claim.borne_out(sums, len(sums) // 2 + 1)
