"""Twelve months make a year: a monthly amount and the yearly amount of the same thing.

查什么: 同一句中“每月A元”（元/月）与“年B元”是否满足 A×12=B。
为什么: 月标准与年总额不符，测算的支出就不准。
例: 人均薪酬9338元/月，年人均收入112056元：9338 × 12 = 112056。
怎么办: 核对月标准、月数和年数。
依据: 算术关系；人员经费测算口径。

What: an amount per month times twelve is the yearly amount named in the same sentence.
Why: otherwise costs are computed on the wrong basis.
Example: 9338 a month, 112056 a year.
Fix: Check the monthly rate, the months and the yearly amount.
Source: arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterator

from fiscal.claims import same
from fiscal.figure import Figure
from fiscal.relation import Basis, Relation
from fiscal.words.label_patterns import label_pattern
from reconcile.dossier import Dossier
from reconcile.linking.partitions import holds, one_slip_away
from tables.measured.concepts import bigrams
from tables.prose.spans import quoted_span

CODE = "MON01"
NAME = "twelve-months-make-a-year"
TITLE = {"zh": "月标准与年数", "en": "Monthly and yearly amounts"}

_YEARLY = label_pattern("yearly-told")


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One relation for each yearly amount and the monthly amount of its sentence that belongs to it."""
    for passage in dossier.passages():
        monthly = [f for f in passage.figures if f.quantity.unit.name.endswith("/月")]
        for month in monthly:
            for year in passage.figures:
                if not _yearly(year, month, passage.sentences):
                    continue
                relation = same(CODE, (year, month), Basis.STATED, quoted_span(passage, (0, 80)), weights=(1, 12))
                alike = bool(bigrams(year.label) & bigrams(month.label))
                if holds(relation, dossier.figures) or (alike and one_slip_away(relation, dossier.figures)):
                    yield relation


def _yearly(year: Figure, month: Figure, sentences: tuple[tuple[int, int], ...]) -> bool:
    a, b = year.place.span, month.place.span
    if a is None or b is None or year.quantity.unit.name != month.quantity.unit.name.removesuffix("/月"):
        return False
    together = any(start <= a[0] < end and start <= b[0] < end for start, end in sentences)
    return together and bool(_YEARLY.search(year.label))
