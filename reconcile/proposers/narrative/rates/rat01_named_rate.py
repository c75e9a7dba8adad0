"""A rate with a name (整改率, 完成率, 结案率 …) and the two amounts it is made of.

查什么: “某某率x%”与同段落中组成它的两个数（部分、全部）是否相符，例如整改率=已整改÷全部问题。
为什么: 比率是概括性结论，与明细数不符会误导判断。
例: 提出问题1277个，其中1264个已整改，问题整改率98.98%：1264 ÷ 1277 = 98.98%。
怎么办: 核对分子、分母和比率的口径。
依据: 算术关系；数值修约规则（GB/T 8170）。

What: a named rate must fit the part and the whole given in its paragraph.
Why: a rate sums up a finding and misleads if it does not follow from the counts.
Example: 1264 of 1277 rectified is 98.98 %.
Fix: Check what is divided by what, and the rate.
Source: arithmetic; rounding rules GB/T 8170.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice

from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.numbers.interval import EXACT
from fiscal.relation import Relation
from reconcile.linking.claiming import Claiming, Proposed, over
from reconcile.linking.partitions import OPEN
from tables.measured.concepts import bigrams
from tables.prose.outcomes import rated_whole, rates_outcome
from tables.prose.spans import between, quoted_span
from tables.statements.running_totals import digits_of

CODE = "RAT01"
NAME = "named-rate-is-part-of-whole"
TITLE = {"zh": "有名称的比率", "en": "Named rates"}

REACH = 8
TELLING = 3
"""Significant digits from which a misprinted rate is told."""
FAR = 15
"""Percentage points by which a misprinted rate or count may miss; what is further off has another base."""
NAMES = ("率", "比重", "比例", "占比", "进度", "结收比")


@over(CODE, Passage)
def propose(passage: Passage, claim: Claiming) -> Proposed:
    """One ratio per named rate whose part and whole stand before it and fit, or whose names leave no doubt."""
    for i, rate in enumerate(passage.figures):
        named = rate.measure is Measure.RATE and rate.label.endswith(NAMES)
        named = named or (rate.measure is Measure.COMPLETION and rate.label.endswith("整改完成率"))
        if named and rate.quantity.unit.dimension == "percent" and 0 < rate.quantity.value <= 100:
            yield from islice(_meant(passage, i, rate, claim), 1)


def _meant(passage: Passage, at: int, rate: Figure, claim: Claiming) -> Proposed:
    """What the rate may be made of, the likeliest first."""
    earlier = passage.figures[max(0, at - REACH) : at]
    before = [f for f in earlier if f.measure in (Measure.AMOUNT, Measure.COUNT) and f.quantity.value > 0]
    named = [f for f in before if _named_part(f, rate, passage)]
    # A rate with three digits or more is met by chance once in a thousand pairs; a shorter one needs the name.
    if named or len(str(rate.quantity.value).replace(".", "")) >= 4:
        for part in reversed(named or before):
            for wholes in _wholes(part, before, passage):
                yield from claim.held(_ratio(part, wholes, rate, passage, claim))
    yield from _firm(passage, at, rate, claim)
    if len(_name(rate)) < 2:
        return  # two characters (解决率) are no name to hold a figure to
    for part in reversed(named):
        for wholes in islice(_wholes(part, before, passage), 1):
            if part.whole in {whole.id for whole in wholes} and digits_of(rate) >= TELLING:
                made = _ratio(part, wholes, rate, passage, claim)
                if claim.misprinted(made):
                    yield made


def _firm(passage: Passage, at: int, rate: Figure, claim: Claiming) -> Proposed:
    """受理A件，审结B件，结案率C%: the verb that names the rate stands with the nearest amount, and its base before it.

    A rate far from both is one of something else and is left alone.
    """
    part = rates_outcome(passage, at)
    whole = rated_whole(passage, part, rate) if part is not None else None
    if part is not None and whole is not None and rate.quantity.hedge not in OPEN:
        base = whole.quantity.centre
        hundredfold = EXACT.multiply(part.quantity.centre, Decimal(100))
        gap = EXACT.subtract(hundredfold, EXACT.multiply(rate.quantity.value, base))
        if abs(gap) <= EXACT.multiply(Decimal(FAR), base):
            yield _ratio(part, [whole], rate, passage, claim)


def _wholes(part: Figure, before: Sequence[Figure], passage: Passage) -> Iterator[Sequence[Figure]]:
    """Candidates for the whole: neighbouring heads together (A、违规B，其中C), the stated whole, any larger one before."""
    kind = part.quantity.unit.dimension
    heads = [f for f in before if f.quantity.unit.dimension == kind and f.start < part.start and f.whole is None]
    stated = [f for f in before if f.id == part.whole]
    if stated and len(heads) >= 2 and heads[-1].id == stated[0].id:
        gap = between(passage, heads[-2], heads[-1])
        if "、" in gap and not any(mark in gap for mark in "。；"):
            yield heads[-2:]
    if stated:
        yield stated
    larger = (whole for whole in reversed(heads) if whole.quantity.centre >= part.quantity.centre)
    yield from ([whole] for whole in larger if whole not in stated)


def _named_part(figure: Figure, rate: Figure, passage: Passage) -> bool:
    """True if the words around the amount share two pairs of characters with the name of the rate."""
    around = quoted_span(passage, (max(0, figure.start - 10), figure.end + 10))
    return len(_name(rate) & bigrams(around)) >= min(2, len(_name(rate)))


def _name(rate: Figure) -> frozenset[str]:
    return bigrams(rate.label.removesuffix("率")[-6:])


def _ratio(part: Figure, wholes: Sequence[Figure], rate: Figure, passage: Passage, claim: Claiming) -> Relation:
    return claim.of(quoted_span(passage, (wholes[0].start, rate.end))[:200]).ratio(part, wholes, rate)
