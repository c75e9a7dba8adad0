"""A number that a later report tells again in other words.

查什么: 同一事项的两份报告（审计查出问题的报告与整改情况的报告、年中与年末的办理情况报告），后一份用别的话复述前一份的段落时，两段中完全相同的数记为
    同一数字：金额三位以上数字，件数十以上，且在各自段落中只出现一次；段落是否复述，看所用的少见词语。只记录，不据此提示。
为什么: 整改金额、件数是否就是查出的金额、件数，靠这些数字前后对照。
例: 审计报告“多计工程款和待摊费用9003.86万元”，整改报告“均已按实调整，共计核减9003.86万元”。
怎么办: 无须处理；如两处所指不同，请说明。
依据: 算术关系；各级人民代表大会常务委员会监督法第二十条（审计查出问题整改情况的报告）。

What: where a later report on the same matter tells passages of an earlier one again in other words, the numbers of both
    that are equal to the digit; known by the rare words that both share. Recorded as one number, never accused.
Why: what was put right can only be held against what was found by these numbers.
Example: 9003.86 billed too much in the audit, 9003.86 taken off in the report on what became of it.
Fix: Nothing to do; if the two mean different things, say so.
Source: arithmetic; Supervision Law art. 20.
"""

from __future__ import annotations

from collections.abc import Iterator

from fiscal.claims import same
from fiscal.relation import Basis, Relation
from reconcile.dossier import Dossier
from reconcile.linking.links import groups
from reconcile.linking.retold_passages import numbers_again, retellings

CODE = "RPT03"
NAME = "number-retold"
TITLE = {"zh": "后一份报告复述的数字", "en": "Number told again by a later report"}


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One `same` for every number of two passages that no likeness of labels brings together."""
    group_of = {figure.id: i for i, group in enumerate(groups(dossier)) for figure in group.members}
    for told in retellings(dossier):
        for one, other in numbers_again(told):
            if one.id not in group_of or group_of[one.id] != group_of.get(other.id):
                turned = () if one.sign == other.sign else (one.sign, other.sign)  # 核减 and 多计: one amount
                yield same(CODE, (one, other), Basis.INFERRED, one.label, weights=turned)
