"""Quantities of which one is known to be part of the other.

查什么: 同一报告中，任何用地面积不超过镇（区、市）域面积，永久基本农田不超过耕地保有量，城镇人口不超过常住人口，
常住人口不超过可承载人口，开发边界内建设用地不超过建设用地总规模。
为什么: 部分不能大于总体。
例: 永久基本农田18.49平方公里，耕地保有量23.30平方公里。
怎么办: 核对已知部分与总体的数字和时段。
依据: 土地管理法第三十三条（永久基本农田是耕地的一部分）；国土空间规划的口径。

What: known parts within known wholes, within one report: areas within the territory, protected farmland within arable
land …
Why: a part cannot exceed its whole.
Example: protected farmland 18.49, arable land 23.30 square kilometres.
Fix: Check part and whole and the time they cover.
Source: Land Administration Law art. 33; planning standards.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from fiscal.document import Document
from fiscal.figure import Figure, Measure
from fiscal.words.label_patterns import label_pattern
from reconcile.judge.claim import Claim, Policy
from reconcile.linking.claiming import Claiming, over

CODE = "ORD04"
NAME = "known-part-within-whole"
TITLE = {"zh": "已知的部分与总体", "en": "Known parts within known wholes"}

_KNOWN = (
    (label_pattern("protected-farmland"), label_pattern("arable-land")),
    (label_pattern("urban-population"), label_pattern("resident-population")),
    (label_pattern("residents"), label_pattern("bearable-population")),
    (label_pattern("building-land"), label_pattern("building-land-in-all")),
    (label_pattern("some-area"), label_pattern("area-of-territory")),
)
MOST = 60
"""Figures of one report and dimension that are compared."""


@over(CODE, Document)
def propose(document: Document, claim: Claiming) -> Iterator[Claim]:
    """at-most relations, inferred: a part that is larger than its whole may be told by a careless label."""
    by_kind: dict[object, list[Figure]] = defaultdict(list)
    for passage in document.passages:
        for figure in passage.figures:
            if figure.measure is Measure.AMOUNT and figure.quantity.unit.dimension in ("area", "people", "number"):
                by_kind[passage.report, figure.quantity.unit.dimension].append(figure)
    for figures in by_kind.values():
        for part, whole in dict.fromkeys(_pairs(figures[:MOST])):
            made = claim.inferred.of(f"{part.label} / {whole.label}").at_most(part, whole)
            yield Claim((made,), Policy.COUNT)


def _pairs(figures: list[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Every known part with the first amount that bears the name of its whole."""
    for part_name, whole_name in _KNOWN:
        wholes = [figure for figure in figures if whole_name.search(figure.label)][:1]
        for part in figures if wholes else ():
            if part_name.search(part.label) and not whole_name.search(part.label):
                yield part, wholes[0]
