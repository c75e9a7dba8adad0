"""A longer period holds no less than a shorter one inside it.

查什么: 同一事项在两处分别按较长时段（如2019年7月1日至2020年11月18日）和其中较短时段（如今年以来）统计时，短的是否不超过长的。
为什么: 累计数只增不减。
例: 2020年以来出动执法人员11041人次，2019年7月以来累计20563人次。
怎么办: 核对两个时段各自的起止和数字。
依据: 算术关系；统计时段的包含关系。

What: the same thing counted over a period and over part of it: the part is at most the whole.
Why: a running total never falls.
Example: 11,041 this year, 20,563 since July last year.
Fix: Check both periods and their figures.
Source: arithmetic.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from fiscal.claims import at_most
from fiscal.figure import Figure
from fiscal.relation import Basis
from fiscal.statement import Lasting
from reconcile.dossier import Dossier
from reconcile.judge.claim import Claim, Policy
from reconcile.linking.told import told_as
from tables.measured.concepts import bigrams, likeness

CODE = "PER01"
NAME = "longer-period-holds-more"
TITLE = {"zh": "长时段不少于短时段", "en": "A longer period holds no less"}

MOST = 12
"""Counts of one unit that are compared; a crowd says nothing."""


def propose(dossier: Dossier) -> Iterator[Claim]:
    """at-most relations between counts of the same name in a passage with a long and one with a short period."""
    by_document: dict[str, list[Lasting]] = defaultdict(list)
    for one in told_as(dossier, Lasting):
        by_document[dossier.figures[one.figure].place.document].append(one)
    for some in by_document.values():
        yield from _pairs(some, dossier)


def _pairs(some: Sequence[Lasting], dossier: Dossier) -> Iterator[Claim]:
    by_unit: dict[str, list[tuple[Figure, int]]] = defaultdict(list)
    for one in some:
        if not one.over_years:
            figure = dossier.figures[one.figure]
            by_unit[figure.quantity.unit.name].append((figure, one.year))
    for one in some:
        whole = dossier.figures[one.figure]
        rivals = [figure for figure, year in by_unit.get(whole.quantity.unit.name, ()) if year in (0, one.year)]
        if one.over_years and rivals and len(rivals) <= MOST:
            best = max(rivals, key=lambda figure: likeness(figure.label, whole.label))
            if likeness(best.label, whole.label) >= 75 and len(bigrams(best.label)) >= 3:
                yield Claim((at_most(CODE, best, whole, Basis.INFERRED, whole.label),), Policy.COUNT)
