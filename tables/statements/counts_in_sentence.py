"""Counts that fall into counts: 已整改A个，正在整改B个，尚未整改C个; a first count and the others of its sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.numbers.hedge import Hedge
from fiscal.statement import Fallen
from tables.prose.outcomes import is_head, lead
from tables.prose.spans import figures_within, sentence_start

STATES = (("已",), ("正",), ("未", "尚未"))
"""What is done, what is being done, and what is not yet done, in this order."""

LEAST = 10
"""A smaller first count is a sum of others too easily by accident."""


def fallen(passage: Passage) -> Iterator[Fallen]:
    """Runs of counts that no announced breakdown covers: in each sentence, then before each decrease."""
    known = {identifier for entry in passage.breakdowns for identifier in (*entry.parts, *entry.candidates)}
    for start, end in passage.sentences:
        here = figures_within(passage, (start, end))
        yield from _states(passage, start, here)
        yield from _in_sentence([f for f in here if _counts(f) and f.id not in known])
    yield from _decreases(passage)


def _in_sentence(here: Sequence[Figure]) -> Iterator[Fallen]:
    """The first count of a unit is the sum of the two to five others."""
    for unit in dict.fromkeys(figure.quantity.unit.name for figure in here):
        whole, *parts = (figure for figure in here if figure.quantity.unit.name == unit)
        if 2 <= len(parts) <= 5 and whole.quantity.value >= LEAST:
            yield _fallen(whole, parts)


def _states(passage: Passage, start: int, here: Sequence[Figure]) -> Iterator[Fallen]:
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
            yield _fallen(heads[-1], parts, worded=True)


def _nearly(whole: Figure, parts: Sequence[Figure]) -> bool:
    """True if the parts miss the whole by less than a fifth of it: else they are parts of something else."""
    gap = whole.quantity.value - sum((part.quantity.value for part in parts), Decimal(0))
    return abs(gap) * 5 <= whole.quantity.value


def _decreases(passage: Passage) -> Iterator[Fallen]:
    """A decrease (较早期减少56份) that is the sum of the two or three counts of its unit right before it."""
    for at, delta in enumerate(passage.figures):
        if delta.measure is Measure.DELTA and delta.quantity.unit.discrete and delta.quantity.value >= LEAST:
            before = [f for f in passage.figures[:at] if f.quantity.unit == delta.quantity.unit and _counts(f)]
            for start in range(max(0, len(before) - 3), len(before) - 1):
                for stop in range(start + 2, len(before) + 1):
                    yield _fallen(delta, before[start:stop])


def _counts(figure: Figure) -> bool:
    quantity = figure.quantity
    return figure.measure is Measure.COUNT and quantity.unit.discrete and quantity.hedge is Hedge.EXACT


def _fallen(whole: Figure, parts: Sequence[Figure], worded: bool = False) -> Fallen:
    return Fallen(whole.id, tuple(part.id for part in parts), worded, whole.label)
