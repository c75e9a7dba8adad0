"""Rates with a name (整改率, 完成率, 结案率) and the amounts before them of which they may be made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.numbers.hedge import OPEN
from fiscal.numbers.interval import EXACT
from fiscal.statement import Quotient, Rated
from tables.measured.concepts import bigrams
from tables.prose.outcomes import rated_whole, rates_outcome
from tables.prose.spans import between, quoted_span
from tables.statements.running_totals import digits_of

REACH = 8
TELLING = 3
"""Significant digits from which a misprinted rate is told."""
FAR = 15
"""Percentage points by which a misprinted rate or count may miss; what is further off has another base."""
NAMES = ("率", "比重", "比例", "占比", "进度", "结收比")


def rated(passage: Passage) -> Iterator[Rated]:
    """Every rate up to 100 % with a name, in order."""
    for i, rate in enumerate(passage.figures):
        named = rate.measure is Measure.RATE and rate.label.endswith(NAMES)
        named = named or (rate.measure is Measure.COMPLETION and rate.label.endswith("整改完成率"))
        if named and rate.quantity.unit.dimension == "percent" and 0 < rate.quantity.value <= 100:
            yield _of_rate(passage, i, rate)


def _of_rate(passage: Passage, at: int, rate: Figure) -> Rated:
    earlier = passage.figures[max(0, at - REACH) : at]
    before = [f for f in earlier if f.measure in (Measure.AMOUNT, Measure.COUNT) and f.quantity.value > 0]
    named = [f for f in before if _named_part(f, rate, passage)]
    pairs = [(part, wholes) for part in reversed(named or before) for wholes in _wholes(part, before, passage)]
    # A rate with three digits or more is met by chance once in a thousand pairs; a shorter one needs the name.
    telling = bool(named) or len(str(rate.quantity.value).replace(".", "")) >= 4
    # Two characters (解决率) are no name to hold a figure to.
    held_to = named if len(_name(rate)) >= 2 and digits_of(rate) >= TELLING else []
    stated = [(part, next(_wholes(part, before, passage), ())) for part in reversed(held_to)]
    return Rated(
        rate.id,
        tuple(_quotient(part, wholes, rate, passage) for part, wholes in pairs if telling),
        tuple(_quotient(part, [whole], rate, passage) for part, whole in _firm(passage, at, rate)),
        tuple(
            _quotient(part, wholes, rate, passage)
            for part, wholes in stated
            if part.whole in {whole.id for whole in wholes}
        ),
    )


def _firm(passage: Passage, at: int, rate: Figure) -> Iterator[tuple[Figure, Figure]]:
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
            yield part, whole


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


def _quotient(part: Figure, wholes: Sequence[Figure], rate: Figure, passage: Passage) -> Quotient:
    said = quoted_span(passage, (wholes[0].start, rate.end))[:200]
    return Quotient(part.id, tuple(whole.id for whole in wholes), said)
