"""What several budgets receive of one kind, told budget by budget, makes the amount told for all of them.

查什么: 正文分别在一般公共预算、政府性基金（国有资本经营）预算中写明债务转贷收入、上级补助收入、债务转贷支出的，同级同年各本预算之和，是否等于
    另处所写的转贷债券、转移支付总额；市级留用数是否等于转贷收入减去转贷支出。只记录相符的关系：总额可能另有口径。
为什么: 债务、转移支付情况单列一段，各本预算又各写一次。
例: 转贷债券68.9亿元，一般公共预算46.0亿元、政府性基金预算22.8亿元（四舍五入）。
怎么办: 核对各本预算与总额的口径。
依据: 预算法第五条、第三十五条；政府债务转贷管理规定。

What: bonds passed on and transfers received, told in each budget, against the amount told for all of them; what the own
    level keeps against what it received and passed on. What holds is recorded: the whole may have another scope.
Why: debt and transfers have a paragraph of their own, while every budget tells its share.
Example: 68.9 = 46.0 + 22.8, by rounding.
Fix: Compare the scope of the budgets and of the whole.
Source: Budget Law art. 5 and 35; rules on bonds passed on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fiscal.budget import Budget, Level, Stage
from fiscal.claims import total
from fiscal.figure import Figure
from fiscal.relation import Basis, Relation
from reconcile.dossier import Dossier
from reconcile.linking.partitions import holds
from reconcile.linking.years.amounts_by_key import amounts_by_key
from reconcile.linking.years.told_amounts import told_amounts
from tables.prose.lexicon import holds_any
from tables.prose.running_totals import digits_of

CODE = "AGG03"
NAME = "budgets-make-told-whole"
TITLE = {"zh": "各本预算之和与总额", "en": "Amounts of several budgets and their whole"}

RECEIVED = ("一般债务转贷收入", "专项债务转贷收入", "债务转贷收入")
PASSED_ON = ("一般债务转贷支出", "专项债务转贷支出", "债务转贷支出")
KINDS = ((RECEIVED, "bonds"), (PASSED_ON, "bonds"), (("上级补助收入",), "transfers"))
"""What every budget calls its share, and the class of words for the whole."""

BUDGETS = (Budget.GENERAL, Budget.FUNDS, Budget.STATE_CAPITAL)
FEWEST_DIGITS = 3

Place = tuple[str, Level, int, Stage]
"""Document, level, year and stage of an amount told."""


@dataclass(frozen=True, slots=True)
class Shares:
    """The first amount of every budget at one place, in the order of the budgets."""

    place: Place
    amounts: Mapping[Budget, Figure]


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One relation for every whole that the shares of at least two budgets make."""
    received: dict[Place, Sequence[Figure]] = {}
    for names, words in KINDS:
        wholes = _wholes(words, dossier)
        for shares in _shares(names, dossier):
            parts = tuple(shares.amounts.values())
            yield from _first(wholes.get(shares.place[0], ()), parts, (1,) * len(parts), dossier)
            if names is RECEIVED:
                received[shares.place] = parts
            elif names is PASSED_ON and shares.place in received:
                kept = (*received[shares.place], *parts)
                signs = (1,) * len(received[shares.place]) + (-1,) * len(parts)
                yield from _first(wholes.get(shares.place[0], ()), kept, signs, dossier)


def _shares(names: Sequence[str], dossier: Dossier) -> Iterator[Shares]:
    found: dict[Place, dict[Budget, Figure]] = defaultdict(dict)
    for (concept, budget, year), some in amounts_by_key(dossier).items():
        if concept in names and budget in BUDGETS:
            for each in some:
                if each.figure.source == "narrative" and each.figure.quantity.value > 0:
                    place = (each.of.document.id, each.level, year, each.stage)
                    found[place].setdefault(budget, each.figure)
    for place, amounts in found.items():
        if len(amounts) >= 2:
            yield Shares(place, {budget: amounts[budget] for budget in BUDGETS if budget in amounts})


def _wholes(words: str, dossier: Dossier) -> Mapping[str, Sequence[Figure]]:
    """The amounts of the narrative that are called so, by document."""
    found: dict[str, list[Figure]] = defaultdict(list)
    for told in told_amounts(dossier):
        over = dossier.figures.get(told.figure.whole or "")
        named = holds_any(words, told.figure.label) or (over is not None and holds_any(words, over.label))
        if named and digits_of(told.figure) >= FEWEST_DIGITS:
            found[told.figure.place.document].append(told.figure)
    return found


def _first(
    wholes: Sequence[Figure], parts: Sequence[Figure], signs: Sequence[int], dossier: Dossier
) -> Iterator[Relation]:
    for whole in wholes:
        made = total(CODE, whole, parts, Basis.DERIVED, whole.label, signs=signs)
        if whole not in parts and holds(made, dossier.figures):
            yield made
            return
