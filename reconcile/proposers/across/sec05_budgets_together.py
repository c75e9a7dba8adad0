"""What several budgets of one place tell, taken together: money handed over, bonds, subsidies from above.

查什么: 同一地区、级次、年度：一般公共预算的调入资金是否等于政府性基金和国有资本经营预算的调出资金之和，政府性基金的调入是否等于一般公共预算的调出；债务一节的
    债券额是否等于各本预算债务转贷收入（减转贷下级支出）之和，偿还的本金是否等于各本预算债务还本支出之和；各本预算的上级补助之和是否等于别处所述的上级补助。只记录相符的：
    调入资金还可有其他来源。
为什么: 各本预算互相衔接，同一笔钱在两本预算里应当一致。
例: 全州调入资金21亿元，政府性基金调出9.8亿元、国有资本经营预算调出11.2亿元。
怎么办: 记录相符的关系，供对照。
依据: 预算法第五条（各本预算的衔接）；财政总会计制度关于调入调出、债务转贷的规定。

What: of one place, level and year: what the general budget takes in from the others and what these hand over; the bonds
    told in the section on debt and what the budgets tell of on-lent debt; principal repaid; subsidies from above in all
    and by budget. What holds is recorded: money may come from elsewhere too.
Why: the budgets are tied to one another.
Example: 21 taken in, 9.8 and 11.2 handed over.
Fix: recorded, nothing to do.
Source: Budget Law art. 5; rules of accounting for transfers between budgets and on-lent debt.
"""

from __future__ import annotations

from collections.abc import Iterator

from fiscal.relation import Relation
from reconcile.dossier import Dossier
from reconcile.linking.claiming import Claiming
from reconcile.linking.sections.borne_out import together_borne_out
from reconcile.linking.sections.budgets_together import budgets_together

CODE = "SEC05"
NAME = "budgets-taken-together"
TITLE = {"zh": "各本预算之间的衔接", "en": "Budgets tied to one another"}


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One relation per claim that holds and that its digits or its sisters bear out."""
    yield from together_borne_out(budgets_together(dossier), Claiming(CODE, dossier).inferred)
