"""A count and, in the same sentence, the counts into which it falls.

查什么: 一句之内同一量词的几个数，第一个恰为其余各数之和时，记为分项关系（不据此提出差异）；“已…、正在…、尚未…”三项之和应等于前面的总数。
为什么: 说明这些数已经核对过、彼此一致。
例: 督办的21件建议有19件解决采纳，1件计划解决和1件留作参考。
怎么办: 核对一句之内各数，说明是否有重复计算。
依据: 算术关系。

What: counts of one unit in a sentence, the first being exactly the sum of the others; recorded as holding, never
accused. Only what is done, under way and not yet begun must add up to the cases counted before.
Why: it shows that these figures were checked and agree.
Example: of 21 proposals, 19 solved, 1 planned, 1 for reference.
Fix: Check the counts of the sentence; say what is counted twice.
Source: arithmetic.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.numbers.hedge import Hedge
from reconcile.linking.claiming import Claiming, Proposed, over
from tables.prose.outcomes import is_head, lead
from tables.prose.spans import figures_within, sentence_start

CODE = "SUM04"
NAME = "count-falls-into-counts"
TITLE = {"zh": "一句之内的件数相加", "en": "A count and the counts it falls into"}

STATES = (("已",), ("正",), ("未", "尚未"))
"""What is done, what is being done, and what is not yet done, in this order."""

LEAST = 10
"""A smaller first count is a sum of others too easily by accident."""


@over(CODE, Passage)
def propose(passage: Passage, claim: Claiming) -> Proposed:
    """Balances that hold, for runs of counts that no announced breakdown covers."""
    known = {identifier for entry in passage.breakdowns for identifier in (*entry.parts, *entry.candidates)}
    for start, end in passage.sentences:
        here = figures_within(passage, (start, end))
        yield from _states(passage, start, here, claim)
        yield from _in_sentence([f for f in here if _counts(f) and f.id not in known], claim)
    yield from _decreases(passage, claim)


def _in_sentence(here: Sequence[Figure], claim: Claiming) -> Proposed:
    """The first count of a unit is the sum of the two to five others."""
    for unit in dict.fromkeys(figure.quantity.unit.name for figure in here):
        whole, *parts = (figure for figure in here if figure.quantity.unit.name == unit)
        if 2 <= len(parts) <= 5 and whole.quantity.value >= LEAST:
            yield from claim.held(claim.inferred.of(whole.label).total(whole, parts))


def _states(passage: Passage, start: int, here: Sequence[Figure], claim: Claiming) -> Proposed:
    """已整改A个，正在整改B个，尚未整改C个: together the count of cases before them, here or in the sentence before."""
    for i in range(len(here) - 2):
        parts = here[i : i + 3]
        units = {figure.quantity.unit for figure in parts}
        if not all(map(_counts, parts)) or len(units) > 1 or any(figure.whole for figure in parts):
            continue
        if not all(lead(passage, part).startswith(states) for states, part in zip(STATES, parts, strict=True)):
            continue
        floor = here[0].start if i else sentence_start(passage, start - 1) if start else 0
        earlier = figures_within(passage, (floor, parts[0].start))
        heads = [f for f in earlier if _counts(f) and f.quantity.unit in units and is_head(passage, f)]
        if heads and _nearly(heads[-1], parts):
            yield claim.of(heads[-1].label).total(heads[-1], parts)


def _nearly(whole: Figure, parts: Sequence[Figure]) -> bool:
    """True if the parts miss the whole by less than a fifth of it: else they are parts of something else."""
    gap = whole.quantity.value - sum((part.quantity.value for part in parts), Decimal(0))
    return abs(gap) * 5 <= whole.quantity.value


def _decreases(passage: Passage, claim: Claiming) -> Proposed:
    """A decrease (较早期减少56份) that is the sum of the two or three counts of its unit right before it."""
    for at, delta in enumerate(passage.figures):
        if delta.measure is Measure.DELTA and delta.quantity.unit.discrete and delta.quantity.value >= LEAST:
            before = [f for f in passage.figures[:at] if f.quantity.unit == delta.quantity.unit and _counts(f)]
            for start in range(max(0, len(before) - 3), len(before) - 1):
                for stop in range(start + 2, len(before) + 1):
                    yield from claim.held(claim.inferred.of(delta.label).total(delta, before[start:stop]))


def _counts(figure: Figure) -> bool:
    quantity = figure.quantity
    return figure.measure is Measure.COUNT and quantity.unit.discrete and quantity.hedge is Hedge.EXACT
