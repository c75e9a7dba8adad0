"""A total in a sentence and the amounts right before or behind it.

查什么: 一句之内，称作总计、总来源等的数（包括本文件自己的叫法：同一叫法之后的数两次以上等于前面连续各项之和），或四位以上有效数字的数，
    恰等于紧靠着它的连续各项之和时，记为相加关系；叫法另有两处以上相符的，若此处只差一处笔误，才作提示。
为什么: 收入总来源、总支出由各项相加而得；叫法各地不同，数字相符本身即可证明。
例: 收入21.07亿元，加上级补助收入等18.69亿元，收入总来源39.76亿元：21.07 + 18.69 = 39.76。
怎么办: 核对句中各项与总数，查找漏写、重复或抄错的一项。
依据: 算术关系；预算法第三十五条（收支平衡）。

What: a figure called a total (also by a name that only this document uses: one behind which figures equal the run
    before them twice), or one of four significant digits, that is exactly the sum of the amounts next to it. A
    difference is told only where the same name fits twice elsewhere and one slip explains it.
Why: total receipts and outlays are sums of their items; each place has its own word for them.
Example: 21.07 + 18.69 = 39.76.
Fix: Check the items of the sentence and the total: one is left out, doubled or miscopied.
Source: arithmetic; Budget Law art. 35.
"""

from __future__ import annotations

from collections import Counter

from fiscal.relation import Relation
from fiscal.statement import Source, Total
from reconcile.dossier import Dossier
from reconcile.linking.claiming import Claiming, Proposed
from reconcile.linking.told import told_as

CODE = "SUM05"
NAME = "running-total"
TITLE = {"zh": "句中总数与相连各项", "en": "A total and the amounts next to it"}

WITNESSES = 2
"""Other sums under the same name that must hold before one that does not is told."""

ENDING = 3
"""Characters at the end of a name that are compared: 总来源, 收入总计."""


def propose(dossier: Dossier) -> Proposed:
    """One relation per running total that no 加上 announces: the reading that holds, or a slip among many that hold."""
    missed: list[tuple[str, Relation]] = []
    held: Counter[str] = Counter()
    for one in told_as(dossier, Total):
        worded = one.source is Source.WORDED
        if worded and one.plus:
            continue
        claim = Claiming(CODE, dossier, one.said) if worded else Claiming(CODE, dossier, one.said).inferred
        readings, name = [claim.run(one.whole, run) for run in one.readings], one.words[-ENDING:]
        chosen = list(claim.held(*readings))
        held[name] += len(chosen)
        yield from chosen
        if not chosen and one.source is not Source.COUNTED:
            missed.append((name, readings[0]))
    witnessed = (made for name, made in missed if held[name] >= WITNESSES)
    yield from filter(Claiming(CODE, dossier).slips, witnessed)
