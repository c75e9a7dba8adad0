"""Own level and zones told apart make the whole area; what one hands to the other both tell.

查什么: 同一报告、预算、年度：全市（区）的收入、支出、上年结转、调入资金、债务还本、结转下年等各项，是否等于本级与所列开发区、区县之和（上级补助、
    债务转贷等经本级的，等于本级数）；本级的补助下级、下级上解、债务转贷支出，是否等于它们所列的上级补助、上解、
    债务转贷收入。记录相符的；同一文件同类关系大多相符、只差一处笔误的，提示一次。
为什么: 全市数由本级和下级汇总而成，各级之间的往来两边应当一致。
例: 全市上年结余2987万元，市本级1147万元、高新区1840万元。
怎么办: 对照分级的平衡表核对各级数字。
依据: 预算法第三条、第六条（总预算由本级预算和汇总的下一级总预算组成）。

What: in one report, budget and year, a line of the whole area against its own level and the zones told apart, and what
    is handed between them on either side. What holds is recorded; a slip is told where nearly all others hold.
Why: the whole is the own level and those below it.
Example: 2,987 left over in all, 1,147 at the own level and 1,840 in the zone.
Fix: hold the figures against the balance of each level.
Source: Budget Law art. 3 and 6.
"""

from __future__ import annotations

from collections.abc import Iterator

from fiscal.relation import Relation
from reconcile.dossier import Dossier
from reconcile.linking.claiming import Claiming
from reconcile.linking.sections.borne_out import together_borne_out
from reconcile.linking.sections.levels_together import MADE, levels_together

CODE = "SEC08"
NAME = "levels-told-apart"
TITLE = {"zh": "全市与本级、各区分列的数", "en": "The whole area and its levels told apart"}


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One relation per claim that holds and that its digits or its sisters bear out."""
    yield from together_borne_out(levels_together(dossier), Claiming(CODE, dossier).inferred, told={MADE})
