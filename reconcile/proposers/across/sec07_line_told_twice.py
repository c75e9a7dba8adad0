"""One line told in two sections, in other units or without its name.

查什么: 同一地区、预算、级次、险种、年度的同一科目，两处用不同单位或不同位数写出（0.04亿元，433万元）而文字不相似的；“投入资金73.28亿元，支持…教育”与
    别处“教育支出73.28亿元”四位以上数字相同的，记为同一数字。只记录，不据此提示。
为什么: 同一笔钱两处都写，便于对照。
例: 国有资本经营预算支出0.04亿元，另一段433万元。
怎么办: 无须处理；如两处所指不同，请说明。
依据: 算术关系；数值修约规则（GB/T 8170）。

What: one line of one account told in two places in other units or with other places; money put into a subject that
    equals, to four digits or more, what another paragraph tells of it. Recorded as one number, never accused.
Why: what is told twice can be held against itself.
Example: 0.04亿元 and 433万元.
Fix: Nothing to do; if the two mean different things, say so.
Source: arithmetic; rounding rules GB/T 8170.
"""

from __future__ import annotations

from collections.abc import Iterator

from fiscal.claims import same
from fiscal.relation import Basis, Relation
from reconcile.dossier import Dossier
from reconcile.linking.partitions import holds
from reconcile.linking.sections.told_twice import told_twice

CODE = "SEC07"
NAME = "line-told-in-two-sections"
TITLE = {"zh": "两处所述的同一科目", "en": "One line told in two sections"}


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One `same` per line whose places agree."""
    for figures in told_twice(dossier):
        made = same(CODE, figures, Basis.INFERRED, figures[-1].label)
        if holds(made, dossier.figures):
            yield made
