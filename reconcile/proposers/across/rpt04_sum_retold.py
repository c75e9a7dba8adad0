"""An amount of one report that the amounts another report lists come to.

查什么: 同一事项的两份报告互相复述时，一份写合计、另一份逐项列出的金额，合计是否就是各项之和：所列各项须是复述段落中连续的整句，合计四位（一句之内）或五位以上
    数字完全相同的才记录。只记录，不据此提示。
为什么: 整改报告常把审计报告分列的几笔合并成一个数，只看标签无法对照。
例: 审计报告列1044.48、172.26、82.38、78.2万元四笔，整改报告写“涉及的1377.32万元已全部上缴”。
怎么办: 无须处理。
依据: 算术关系；各级人民代表大会常务委员会监督法第二十条。

What: where two reports on one matter retell one another, an amount of one that the amounts of whole sentences in a
    row of the other come to, to the digit. Recorded, never accused.
Why: what was found one by one is told again as one number.
Example: four findings of 1044.48, 172.26, 82.38 and 78.2; 1377.32 handed in.
Fix: Nothing to do.
Source: arithmetic; Supervision Law art. 20.
"""

from __future__ import annotations

from collections.abc import Iterator

from fiscal.claims import total
from fiscal.relation import Basis, Relation
from reconcile.dossier import Dossier
from reconcile.linking.retold_sums import sums_again

CODE = "RPT04"
NAME = "sum-retold"
TITLE = {"zh": "复述时合并的金额", "en": "Amounts told again as one sum"}


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One `balance` for every amount that a list elsewhere comes to."""
    for whole, parts in sums_again(dossier):
        yield total(CODE, whole, parts, Basis.INFERRED, whole.label)
