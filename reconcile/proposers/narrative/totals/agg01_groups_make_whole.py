"""Paragraphs of the same figures for each group, then for all groups together.

查什么: 前几段分别列出各组（如区本级、镇级）的同名数字，后一段“汇总”列出全部的数字，各组之和是否等于全部。
为什么: 汇总数是各组之和，不等说明汇总或某一组有误。
例: 区本级资产346.72 + 镇级资产59.14 = 全区资产405.86（亿元）。
怎么办: 请列出汇总所含的全部单位或类别，补齐没有列出的，或更正汇总数。
依据: 预算法第三条（各级汇总）；国有资产管理情况综合报告的汇总口径。

What: a paragraph that sums up (汇总, 合计, the whole area) against the paragraphs of its groups just above, figure by
figure.
Why: the sum must be the sum of its groups.
Example: own level 346.72 + townships 59.14 = whole district 405.86.
Fix: Ask for all the groups behind the whole; complete the list, or correct the whole.
Source: Budget Law art. 3.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fiscal.budget import Level
from fiscal.claims import total
from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.relation import Basis, Relation
from fiscal.words.label_patterns import label_pattern
from fiscal.words.vocabulary import common_suffix
from reconcile.dossier import Dossier
from reconcile.linking.partitions import COMMON, holds, near_miss
from tables.measured.concepts import concept
from tables.prose.spans import quoted_span

CODE = "AGG01"
NAME = "groups-make-the-whole"
TITLE = {"zh": "分组数与汇总数", "en": "Groups and their sum"}

_SUMS_UP = label_pattern("sums-up")
_ENDING = label_pattern("total-ending")
OPENING = (0, 12)
"""Where a paragraph says that it sums up."""
MOST_GROUPS = 6


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One relation per figure of a summing paragraph that every group above it states under the same name."""
    for document in dossier.documents:
        passages = document.passages
        for i, passage in enumerate(passages):
            groups = _groups(passages, i)
            if len(groups) >= 2 and _sums_up(passage, groups):
                found = list(_relations(passage, groups))
                said = bool(_SUMS_UP.search(quoted_span(passage, OPENING)))
                # Groups that make up the whole do so in most of their figures; one that does not is then a finding.
                fits = sum(holds(relation, dossier.figures) for relation in found) * 2 >= len(found)
                near = said and any(_of_one_size(relation, dossier) for relation in found)
                if near or fits or any(near_miss(relation, dossier.figures, COMMON) for relation in found):
                    yield from found


def _of_one_size(relation: Relation, dossier: Dossier) -> bool:
    """True if the groups make up the whole within a fifth: else other groups stand elsewhere (汇总以上科目)."""
    total, *parts = (dossier.figures[term.figure].quantity.centre for term in relation.terms)
    return 5 * abs(sum(parts) - total) <= abs(total)


def _groups(passages: Sequence[Passage], at: int) -> list[Passage]:
    """The paragraphs right above, under the same headings, that state figures; nearest last."""
    found: list[Passage] = []
    for passage in reversed(passages[max(0, at - MOST_GROUPS) : at]):
        if passage.report != passages[at].report or passage.headings != passages[at].headings:
            break
        if not _amounts(passage):
            break
        found.append(passage)
    return found[::-1]


def _sums_up(passage: Passage, groups: Sequence[Passage]) -> bool:
    if _SUMS_UP.search(quoted_span(passage, OPENING)):
        return True
    levels = {figure.level for group in groups[-2:] for figure in _amounts(group)[:1]}
    own = {figure.level for figure in _amounts(passage)[:1]}
    return levels == {Level.OWN, Level.BELOW} and own == {Level.WHOLE}


def _relations(passage: Passage, groups: Sequence[Passage]) -> Iterator[Relation]:
    for whole in _amounts(passage):
        parts = [_counterpart(whole, _amounts(passage), _amounts(group)) for group in groups]
        if all(part is not None for part in parts):
            known = [part for part in parts if part is not None]
            yield total(CODE, whole, known, Basis.STATED, quoted_span(passage, (0, 80)))


def _counterpart(total: Figure, totals: Sequence[Figure], figures: Sequence[Figure]) -> Figure | None:
    """The one figure of a group whose name ends most like the total's, and like no other total's."""
    fitting = [f for f in figures if f.quantity.unit.dimension == total.quantity.unit.dimension]
    ranked = sorted(fitting, key=lambda f: -_likeness(f, total))
    if not ranked or _likeness(ranked[0], total) < 2:
        return None
    best = ranked[0]
    return best if all(_likeness(best, other) <= _likeness(best, total) for other in totals) else None


def _likeness(one: Figure, other: Figure) -> int:
    a, b = (_ENDING.sub("", concept(figure.label)) for figure in (one, other))
    return 2 * common_suffix(a, b) + (a == b)


def _amounts(passage: Passage) -> list[Figure]:
    return [f for f in passage.figures if f.measure is Measure.AMOUNT and not f.quantity.unit.is_rate]
