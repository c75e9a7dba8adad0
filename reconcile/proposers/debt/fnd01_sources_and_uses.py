"""New money and what it is used for: each source of an adjustment against the increment that uses it.

查什么: 调整预算时，一般债券（新增、再融资）对应一般公共预算支出的增加，专项债券、特别国债对应政府性基金支出的增加；
某一来源与某一支出项目的增加额相同时，列为对应关系。
为什么: 来源与用途一一对应，可以看出资金是否都有去向；数字改动一处就会对不上。
例: 新增一般债券100000万元，城乡社区支出增加100000万元。
怎么办: 列出资金的全部来源和用途，说明没有用途的来源或没有来源的用途。
依据: 预算法第三十五条（举借的债务应当有偿还计划和用途）；财预〔2016〕154号、155号。

What: a source of an adjustment and the increment of outlays that it pays for, of one budget, where they are equal.
Why: it shows that all new money has a use.
Example: new general bonds 100000, outlays up 100000.
Fix: List all sources and uses; explain what is on one side only.
Source: Budget Law art. 35; Caiyu [2016] 154 and 155.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fiscal.budget import Budget
from fiscal.claims import same
from fiscal.debt import DebtConcept, DebtFact, DebtKind
from fiscal.figure import Figure
from fiscal.relation import Basis, Relation
from fiscal.words.label_patterns import label_pattern
from reconcile.dossier import Dossier
from reconcile.linking.debt_facts import debt_facts
from reconcile.linking.matters import matters
from tables.prose.changes import Change, changes

CODE = "FND01"
NAME = "sources-have-uses"
TITLE = {"zh": "资金来源与用途", "en": "Sources and uses of new money"}

_SOURCES = (DebtConcept.NEW_BONDS, DebtConcept.REFINANCING_BONDS)
_NATIONAL = label_pattern("national-money")
_BUDGET_OF = {DebtKind.GENERAL: Budget.GENERAL, DebtKind.SPECIAL: Budget.FUNDS}


def propose(dossier: Dossier) -> Iterator[Relation]:
    """`same` relations, inferred, between a source and the equal increments that stand in reports of its matter."""
    matter = matters(dossier)
    facts = debt_facts(dossier)
    uses: dict[int, list[Change]] = {}
    for document in dossier.documents:
        for passage in document.passages:
            for change in changes(passage):
                if change.delta is not None:
                    uses.setdefault(matter.get((document.id, passage.report), -1), []).append(change)
    told: set[tuple[int, DebtFact]] = set()
    for identifier, fact in facts.items():
        figure = dossier.figures[identifier]
        where = matter.get((figure.place.document, figure.report), -1)
        national = fact.concept is DebtConcept.SPECIAL_TREASURY
        budget = Budget.FUNDS if national else _BUDGET_OF.get(fact.kind)
        if (national or fact.concept in _SOURCES) and budget and (where, fact) not in told:
            members = _equal(figure, uses.get(where, ()), budget, national)
            if members:
                told.add((where, fact))
                yield same(CODE, (figure, *members), Basis.INFERRED, figure.label)


def _equal(source: Figure, uses: Sequence[Change], budget: Budget, national: bool) -> list[Figure]:
    """The increments of items of outlays that equal the source; totals and subtotals are none.

    National bonds come as a transfer (上级补助收入) and pay for the line named after them.
    """
    found = []
    for change in uses:
        label = change.before.label
        item = not any(word in label for word in ("总计", "合计", "总量", "总支出", "转贷收入"))
        item = item and (bool(_NATIONAL.search(label)) if national else "收入" not in label)
        if change.delta is not None and item and change.before.budget is budget:
            if change.delta.quantity.centre == source.quantity.centre:
                found.append(change.delta)
    return found
