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

from fiscal.document import Passage
from fiscal.figure import Figure
from fiscal.words.label_patterns import label_pattern
from reconcile.linking.claiming import Claiming, Proposed, over
from tables.measured.concepts import bigrams
from tables.prose.spans import quoted_span, sentence_start

CODE = "MON01"
NAME = "twelve-months-make-a-year"
TITLE = {"zh": "月标准与年数", "en": "Monthly and yearly amounts"}

_YEARLY = label_pattern("yearly-told")


@over(CODE, Passage)
def propose(passage: Passage, claim: Claiming) -> Proposed:
    """One relation for each yearly amount and the monthly amount of its sentence that belongs to it."""
    for month in passage.figures:
        if month.quantity.unit.name.endswith("/月"):
            for year in passage.figures:
                if _yearly(year, month, passage):
                    alike = bool(bigrams(year.label) & bigrams(month.label))
                    made = claim.of(quoted_span(passage, (0, 80))).same((year, month), (1, 12))
                    if claim.holds(made) or (alike and claim.misprinted(made)):
                        yield made


def _yearly(year: Figure, month: Figure, passage: Passage) -> bool:
    """True for an amount a year in the sentence, and the unit, of one a month."""
    units = year.quantity.unit.name == month.quantity.unit.name.removesuffix("/月")
    together = sentence_start(passage, year.start) == sentence_start(passage, month.start)
    return units and together and bool(_YEARLY.search(year.label))
