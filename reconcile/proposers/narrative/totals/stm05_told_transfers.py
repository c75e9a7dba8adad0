"""What one budget takes from the others is what these hand over, told in several paragraphs.

查什么: 正文写明某级一般公共预算“调入资金”和同级政府性基金、国有资本经营预算“调出资金”的，调入数是否等于调出数或调出数之和；一般公共预算调出、
    政府性基金调入的同样核对。只记录相符的关系：调入还可能来自预算之外。
为什么: 同一笔钱在两本预算各写一次，应当一致。
例: 一般公共预算调入21.0亿元＝政府性基金调出9.8亿元＋国有资本经营预算调出11.2亿元。
怎么办: 核对各本预算的调入、调出。
依据: 预算法第五条（政府性基金预算、国有资本经营预算与一般公共预算相衔接）。

What: what the general budget takes over against what funds and state capital hand over at the same level and stage, and
    the other way round. What holds is recorded: money may come from outside the budgets, too.
Why: one and the same amount is told twice.
Example: 21.0 = 9.8 + 11.2.
Fix: Check what every budget takes over and hands over.
Source: Budget Law art. 5 (the budgets are joined to one another).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from fiscal.budget import Budget
from fiscal.claims import total
from fiscal.figure import Figure
from fiscal.relation import Basis, Relation
from reconcile.dossier import Dossier
from reconcile.linking.partitions import holds
from reconcile.linking.years.amounts_by_key import Keyed, amounts_by_key
from tables.prose.running_totals import digits_of

CODE = "STM05"
NAME = "transfers-between-budgets-in-narrative"
TITLE = {"zh": "正文中各本预算的调入调出", "en": "Transfers between budgets in the narrative"}

TAKEN, GIVEN = "调入资金", "调出资金"
FROM = {
    Budget.GENERAL: ((Budget.FUNDS, Budget.STATE_CAPITAL), (Budget.FUNDS,), (Budget.STATE_CAPITAL,)),
    Budget.FUNDS: ((Budget.GENERAL,),),
}
"""From which budgets each may take, the most of them first."""

FEWEST_DIGITS = 2
MOST = 6


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One relation for every amount taken over that the others' amounts make."""
    known = amounts_by_key(dossier)
    for (concept, budget, year), some in known.items():
        if concept != TAKEN or budget not in FROM:
            continue
        for taken in (each for each in some if _told(each)):
            choices = [
                [_like(taken, known.get((GIVEN, other, year), ())) for other in others] for others in FROM[budget]
            ]
            made = (
                total(CODE, taken.figure, given, Basis.DERIVED, taken.figure.label)
                for givers in choices
                for given in product(*givers)
            )
            found = next((relation for relation in made if holds(relation, dossier.figures)), None)
            if found is not None:
                yield found


def _told(each: Keyed) -> bool:
    return each.figure.source == "narrative" and digits_of(each.figure) >= FEWEST_DIGITS


def _like(taken: Keyed, some: tuple[Keyed, ...]) -> list[Figure]:
    """The amounts handed over at the level and stage of the one taken over, in the same document."""
    return [
        each.figure
        for each in some
        if _told(each) and each.level is taken.level and each.stage is taken.stage and each.of is taken.of
    ][:MOST]
