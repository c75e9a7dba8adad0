"""Amounts that words say are what they were: 非税收入32.53亿元，与上年（上年预算、上年完成数）持平."""

from __future__ import annotations

from collections.abc import Iterator

from fiscal.document import Passage
from fiscal.figure import Measure
from fiscal.statement import Unchanged
from fiscal.words.label_patterns import label_pattern

_LEVEL = label_pattern("as-last-year")
_CARRIED_OUT = label_pattern("carried-out")


def unchanged(passage: Passage) -> Iterator[Unchanged]:
    """Every amount of money with these words right behind it."""
    for figure in passage.figures:
        found = _LEVEL.match(passage.text, figure.end)
        if found and figure.measure is Measure.AMOUNT and figure.quantity.unit.is_money:
            step = found["step"]
            planned = "预算" in step and not _CARRIED_OUT.search(step) if step else None
            said = passage.text[max(0, figure.start - 24) : found.end()]
            yield Unchanged(figure.id, planned, found["roughly"] is not None, said)
