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
from collections.abc import Iterator

from fiscal.figure import Figure
from fiscal.statement import Lasting
from reconcile.dossier import Dossier
from reconcile.judge.claim import Claim, Policy
from reconcile.linking.claiming import Claiming
from reconcile.linking.told import told_as
from tables.measured.concepts import bigrams, likeness

CODE = "PER01"
NAME = "longer-period-holds-more"
TITLE = {"zh": "长时段不少于短时段", "en": "A longer period holds no less"}

MOST = 12
"""Counts of one unit that are compared; a crowd says nothing."""


def propose(dossier: Dossier) -> Iterator[Claim]:
    """at-most relations between counts of the same name in a passage with a long and one with a short period."""
    claim = Claiming(CODE, dossier).inferred
    told = [(dossier.figures[one.figure], one) for one in told_as(dossier, Lasting)]
    alike: dict[tuple[str, str], list[tuple[Figure, Lasting]]] = defaultdict(list)
    for figure, one in told:
        alike[figure.place.document, figure.quantity.unit.name].append((figure, one))
    for whole, long in told:
        if long.over_years:
            counts = alike[whole.place.document, whole.quantity.unit.name]
            rivals = [figure for figure, one in counts if not one.over_years and one.year in (0, long.year)]
            best = max(rivals, key=lambda figure: likeness(figure.label, whole.label), default=whole)
            named = likeness(best.label, whole.label) >= 75 and len(bigrams(best.label)) >= 3
            if named and 0 < len(rivals) <= MOST:
                yield Claim((claim.of(whole.label).at_most(best, whole),), Policy.COUNT)
