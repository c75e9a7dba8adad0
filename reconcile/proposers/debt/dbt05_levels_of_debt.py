"""Debt of the whole area is that of its own level and of those below it.

查什么: 同一年度、同一种债务：全市（区）的限额、余额、新增限额、还本等，是否等于本级与所属县（市、区）之和。记录相符的；
    同一文件同类关系大多相符、只差一处笔误的，提示一次。
为什么: 债务限额逐级下达，余额逐级汇总，分级数加起来应是全市数。
例: 全市一般债务限额287.87亿元，市本级61.65亿元、县（市、区）226.22亿元。
怎么办: 对照债务限额和余额分级情况表核对。
依据: 预算法第三十五条；财预〔2015〕225号（限额逐级下达）。

What: of one year and kind, a limit, a balance, a new limit or a repayment of the whole area against those of the own
    level and of the districts below it. What holds is recorded; a slip is told where nearly all others hold.
Why: limits are handed down and balances reported up level by level.
Example: 287.87 in all, 61.65 of the city itself and 226.22 of its counties.
Fix: hold the figures against the form of limits and balances by level.
Source: Budget Law art. 35; Caiyu [2015] 225.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from msgspec.structs import replace

from fiscal.budget import Level
from fiscal.debt import APPROVED, DebtFact
from fiscal.figure import Figure
from fiscal.relation import Relation
from reconcile.dossier import Dossier
from reconcile.linking.claiming import Claiming
from reconcile.linking.debt_statements import Mentions, facts_by_matter
from reconcile.linking.sections.borne_out import borne_out

CODE = "DBT05"
NAME = "debt-of-all-levels"
TITLE = {"zh": "各级政府债务与全市数", "en": "Debt of all levels"}

MOST_NUMBERS = 2
"""A fact that is told with more numbers than these says nothing of its levels."""
_NAMED = frozenset(Level) | {""}


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One sum per fact of the whole area of which the levels are told, too, if digits or sisters bear it out."""
    claim = Claiming(CODE, dossier).inferred
    for mentions in facts_by_matter(dossier):
        claims = [
            found for fact in mentions if fact.level == Level.WHOLE if (found := _readings(fact, mentions, claim))
        ]
        yield from borne_out(claims, dossier, told=True)


def _readings(whole: DebtFact, mentions: Mentions, claim: Claiming) -> list[Relation]:
    """The sum over own level and the one below, else over the own level and every part of the area that is named."""
    own = _numbers(replace(whole, level=Level.OWN.value), mentions)
    below = _numbers(replace(whole, level=Level.BELOW.value), mentions)
    parts = [below] if below else [_numbers(each, mentions) for each in mentions if _is_part(each, whole)]
    if not own or not parts:
        return []
    return [
        claim.of(total.label).total(total, run)
        for total in _numbers(whole, mentions)
        for run in product(own, *parts)
        if not all(part.whole == total.id for part in run)  # what a sentence lists behind 其中 is checked as a list
    ]


def _is_part(fact: DebtFact, whole: DebtFact) -> bool:
    """True for the same fact of a part of the area that its name tells."""
    return fact.level not in _NAMED and replace(fact, level=whole.level, qualifier=whole.qualifier) == whole


def _numbers(fact: DebtFact, mentions: Mentions) -> Sequence[Figure]:
    """One mention for every number that a fact is told with, fixed by the level above or adopted here."""
    told = [figure for qualifier in (fact.qualifier, "", APPROVED) for figure in _told(fact, qualifier, mentions)]
    found = {figure.quantity.centre: figure for figure in reversed(told)}
    return tuple(found.values()) if len(found) <= MOST_NUMBERS else ()


def _told(fact: DebtFact, qualifier: str, mentions: Mentions) -> Sequence[Figure]:
    return mentions.get(replace(fact, qualifier=qualifier), ())
