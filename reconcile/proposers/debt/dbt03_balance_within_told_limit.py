"""A balance of debt is within the limit told in the same sentence.

查什么: 同一句先写限额、后写余额，或写余额“控制在限额…内”的，余额（几类之和）不得超过限额；只有句中写明控制在内而实际超过时才提示。
为什么: 余额不得突破限额，是法定红线。
例: 一般债务、专项债务余额分别为28.14亿元、65.07亿元，控制在限额93.21亿元内。
怎么办: 核对限额批复与余额。
依据: 预算法第三十五条；国务院关于加强地方政府性债务管理的意见。

What: a balance and the limit told with it in one sentence: the balance, or the sum of its kinds, is no greater. A
    difference is told only where the sentence itself says that the balance is within the limit.
Why: the law forbids more.
Example: 28.14 + 65.07 <= 93.21.
Fix: Check the limit that was approved, and the balance.
Source: Budget Law art. 35.
"""

from __future__ import annotations

from collections.abc import Iterator

from fiscal.relation import Basis, Kind, Relation, Role, Term
from fiscal.statement import Limit
from reconcile.dossier import Dossier
from reconcile.linking.partitions import holds
from reconcile.linking.told import told_as

CODE = "DBT03"
NAME = "balance-within-told-limit"
TITLE = {"zh": "余额在所列限额之内", "en": "A balance within the limit told with it"}


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One relation per limit that holds, or that the sentence says is kept."""
    for statement in told_as(dossier, Limit):
        lesser = tuple(Term(balance, Role.LESSER) for balance in statement.balances)
        terms = (*lesser, Term(statement.limit, Role.GREATER))
        made = Relation(CODE, Kind.AT_MOST, Basis.STATED, terms, statement.said)
        if statement.within or holds(made, dossier.figures):
            yield made
