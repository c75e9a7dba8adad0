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

from collections.abc import Sequence
from itertools import takewhile

from fiscal.budget import Level
from fiscal.document import Document, Passage
from fiscal.figure import Figure, Measure
from fiscal.relation import Relation
from fiscal.words.label_patterns import label_pattern
from fiscal.words.vocabulary import common_suffix
from reconcile.linking.claiming import Claiming, Proposed, over
from reconcile.linking.partitions import COMMON
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


@over(CODE, Document)
def propose(document: Document, claim: Claiming) -> Proposed:
    """One relation per figure of a summing paragraph that every group above it states under the same name."""
    for i, passage in enumerate(document.passages):
        groups = _groups(passage, document.passages[max(0, i - MOST_GROUPS) : i])
        said = bool(_SUMS_UP.search(quoted_span(passage, OPENING)))
        if len(groups) >= 2 and (said or _of_both_levels(passage, groups)):
            found = _relations(passage, groups, claim.of(quoted_span(passage, (0, 80))))
            # Groups that make up the whole do so in most of their figures; one that does not is then a finding.
            fits = sum(map(claim.holds, found)) * 2 >= len(found)
            near = said and any(_of_one_size(made, claim) for made in found)
            if near or fits or any(claim.slips(made, COMMON) for made in found):
                yield from found


def _of_one_size(made: Relation, claim: Claiming) -> bool:
    """True if the groups make up the whole within a fifth: else other groups stand elsewhere (汇总以上科目)."""
    total, *parts = (claim.figures[term.figure].quantity.centre for term in made.terms)
    return 5 * abs(sum(parts) - total) <= abs(total)


def _groups(passage: Passage, above: Sequence[Passage]) -> list[Passage]:
    """The paragraphs right above, under the same headings, that state figures; nearest last."""

    def alike(one: Passage) -> bool:
        return one.report == passage.report and one.headings == passage.headings and bool(_amounts(one))

    return [*takewhile(alike, reversed(above))][::-1]


def _of_both_levels(passage: Passage, groups: Sequence[Passage]) -> bool:
    """True if the paragraph opens with an amount of the whole area, those above it with one of each level."""
    levels = {figure.level for group in groups[-2:] for figure in _amounts(group)[:1]}
    return levels == {Level.OWN, Level.BELOW} and {f.level for f in _amounts(passage)[:1]} == {Level.WHOLE}


def _relations(passage: Passage, groups: Sequence[Passage], claim: Claiming) -> list[Relation]:
    wholes, found = _amounts(passage), []
    for whole in wholes:
        parts = [part for group in groups for part in _counterpart(whole, wholes, _amounts(group))]
        if len(parts) == len(groups):
            found.append(claim.total(whole, parts))
    return found


def _counterpart(total: Figure, totals: Sequence[Figure], figures: Sequence[Figure]) -> list[Figure]:
    """The one figure of a group whose name ends most like the total's, and like no other total's."""
    fitting = [f for f in figures if f.quantity.unit.dimension == total.quantity.unit.dimension]
    best = max(fitting, key=lambda f: _likeness(f, total), default=None)
    own = _likeness(best, total) if best is not None else 0
    return [best] if best is not None and own >= 2 and all(_likeness(best, other) <= own for other in totals) else []


def _likeness(one: Figure, other: Figure) -> int:
    a, b = (_ENDING.sub("", concept(figure.label)) for figure in (one, other))
    return 2 * common_suffix(a, b) + (a == b)


def _amounts(passage: Passage) -> list[Figure]:
    return [f for f in passage.figures if f.measure is Measure.AMOUNT and not f.quantity.unit.is_rate]
