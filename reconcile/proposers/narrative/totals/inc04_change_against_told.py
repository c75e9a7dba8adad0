"""An amount against an earlier one told with it, and the causes that make up the change.

查什么: “A，较B减少C，主要变化情况为：一是…增加D；二是…减少E”中，B±C是否等于A，各原因增减之和是否等于C；写明的数只差一处笔误时提示。
为什么: 增减原因要能解释全部变化。
例: 余额6890731万元，较调整时6840855万元增加49876万元：35000＋23870－2485－6509＝49876。
怎么办: 核对前后两数与各项增减。
依据: 算术关系。

What: an amount, what it is compared with and the difference; and the increases and decreases named as its causes.
    A difference is told where one slip explains it.
Why: the causes must explain the whole change.
Example: 35000 + 23870 - 2485 - 6509 = 49876.
Fix: Check both amounts and each cause.
Source: arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterator

from fiscal.claims import change, total
from fiscal.relation import Basis, Relation
from fiscal.statement import Change
from reconcile.dossier import Dossier
from reconcile.linking.partitions import holds, near_miss
from reconcile.linking.told import told_as

CODE = "INC04"
NAME = "change-against-told-amount"
TITLE = {"zh": "较前数的增减与原因", "en": "A change against an amount told, and its causes"}


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One relation per change that holds or misses by a slip; causes, which may be only the main ones, if they hold."""
    for statement in told_as(dossier, Change):
        deltas = statement.deltas
        if statement.after is not None and statement.before is not None and len(deltas) == 1:
            made = change(CODE, statement.before, statement.after, deltas[0].figure, Basis.STATED, statement.said)
            if holds(made, dossier.figures) or near_miss(made, dossier.figures):
                yield made
        elif statement.after is not None:
            parts, signs = [each.figure for each in deltas], [each.sign for each in deltas]
            made = total(CODE, statement.after, parts, Basis.STATED, statement.said, signs=signs)
            if holds(made, dossier.figures):
                yield made
