"""An outturn as a share of the budget, or adjusted budget, that another paragraph tells.

查什么: 执行一段写“收入完成278.26亿元，为调整预算的95.64%”，预算数写在前面的段落：按同一地区、预算、级次、科目和年度找出预算数（“为调整预算”的找调整数），
    完成数与预算数之比是否为所写比例。只记录相符的。
为什么: 完成率的分母在别的段落，也应当算得出来。
例: 收入调整为290.95亿元；收入完成278.26亿元，为调整预算的95.64%：278.26 ÷ 290.95 = 95.64%。
怎么办: 记录相符的关系，供对照。
依据: 预算法第七十五条（预算执行情况的反映）。

What: an outturn with its rate of completion, where the budget stands in another paragraph: found by place, budget,
    level, line and year, the adjusted one where the words name it. What holds is recorded.
Why: the base of the rate is printed, if paragraphs apart.
Example: adjusted to 290.95; 278.26 came in, 95.64 % of it.
Fix: recorded, nothing to do.
Source: Budget Law art. 75.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from fiscal.budget import Stage
from fiscal.figure import Figure, Measure
from fiscal.relation import Relation
from reconcile.dossier import Dossier
from reconcile.linking.claiming import Claiming
from reconcile.linking.sections.account_lines import account_lines
from reconcile.linking.sections.borne_out import borne_out
from tables.prose.followers import followers
from tables.prose.spans import between, quoted

CODE = "SEC09"
NAME = "completion-of-plan-of-earlier-section"
TITLE = {"zh": "完成率与别段所述预算", "en": "Completion of a budget told in another section"}


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One ratio per rate of completion whose plan another paragraph tells, if it holds and is borne out."""
    book = account_lines(dossier)
    sisters: dict[str, list[list[Relation]]] = defaultdict(list)
    claim = Claiming(CODE, dossier).inferred
    for passage in dossier.passages():
        for amount, rate in followers(passage):
            line = book.of_figure.get(amount.id) if amount is not None else None
            if amount is None or line is None or rate.measure is not Measure.COMPLETION:
                continue
            adjusted = "调整" in between(passage, amount, rate)
            plans = book.told_or_open(line.account, line.name, planned=True)
            bases = [plan for plan in plans if plan.place.paragraph != passage.index and _is_adjusted(plan) is adjusted]
            if bases:
                said = claim.of(quoted(passage, amount, rate))
                sisters[line.account.document].append([said.ratio(amount, (plan,), rate) for plan in bases])
    for claims in sisters.values():
        yield from borne_out(claims, dossier)


def _is_adjusted(plan: Figure) -> bool:
    return plan.measure is Measure.TO or plan.stage in (Stage.ADJUSTED, Stage.CHANGED)
