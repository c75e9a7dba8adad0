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

from fiscal import late_patterns as re
from fiscal.claims import at_most
from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.relation import Basis
from reconcile.dossier import Dossier
from reconcile.judge.claim import Claim, Policy
from tables.measured.concepts import bigrams, likeness
from tables.prose.spans import figures_within

CODE = "PER01"
NAME = "longer-period-holds-more"
TITLE = {"zh": "长时段不少于短时段", "en": "A longer period holds no less"}

_LONG = re.compile(r"(20\d\d)年\d{1,2}月(?:\d{1,2}日)?[-—~至到]+(20\d\d)年\d{1,2}月")
_SHORT = re.compile(r"今年以来|年初以来|(20\d\d)年以来")
MOST = 12
"""Counts of one unit that are compared; a crowd says nothing."""


def propose(dossier: Dossier) -> Iterator[Claim]:
    """at-most relations between counts of the same name in a passage with a long and one with a short period."""
    for document in dossier.documents:
        long: list[tuple[Passage, Figure, int]] = []
        short: list[tuple[Passage, Figure, int | None]] = []
        for passage in document.passages:
            year = document.reports[passage.report].year
            for start, end in passage.sentences:
                sentence = passage.text[start:end]
                here = figures_within(passage, (start, end))
                if found := _LONG.search(sentence):
                    if found[1] < found[2]:
                        long.extend((passage, f, int(found[2])) for f in here if _counts(f))
                elif since := _SHORT.search(sentence):
                    short.extend((passage, f, int(since[1]) if since[1] else year) for f in here if _counts(f))
        yield from _pairs(long, short)


def _pairs(long: list[tuple[Passage, Figure, int]], short: list[tuple[Passage, Figure, int | None]]) -> Iterator[Claim]:
    by_unit: dict[str, list[tuple[Passage, Figure, int | None]]] = defaultdict(list)
    for entry in short:
        by_unit[entry[1].quantity.unit.name].append(entry)
    for _, whole, year in long:
        rivals = [e for e in by_unit.get(whole.quantity.unit.name, ()) if e[2] in (None, year)]
        if not rivals or len(rivals) > MOST:
            continue
        best = max(rivals, key=lambda e: likeness(e[1].label, whole.label))[1]
        score = likeness(best.label, whole.label)
        if score >= 75 and len(bigrams(best.label)) >= 3:
            yield Claim((at_most(CODE, best, whole, Basis.INFERRED, whole.label),), Policy.COUNT)


def _counts(figure: Figure) -> bool:
    return figure.measure in (Measure.COUNT, Measure.AMOUNT) and not figure.quantity.unit.is_rate
