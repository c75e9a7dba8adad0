"""Stretches of a passage that speak of one thing: a sentence and those that go on with it (加上…, 与上年相比…)."""

from __future__ import annotations

from collections.abc import Iterator

from fiscal.document import Passage
from fiscal.figure import Figure
from tables.prose.segments import contexts


def stretches(passage: Passage) -> Iterator[tuple[int, int]]:
    """The [a, b) spans of the passage's sentences, those that open with 加上, 收支相抵, 与上年相比 joined to the one before."""
    begins = contexts(passage.text, passage.sentences)
    for i, (start, end) in enumerate(passage.sentences):
        if i + 1 < len(begins) and begins[i + 1] == begins[i]:
            continue
        yield min(begins[i], start), end


def figures_within(passage: Passage, span: tuple[int, int]) -> list[Figure]:
    """The figures that stand in a stretch, in order."""
    return [f for f in passage.figures if f.place.span and span[0] <= f.place.span[0] < span[1]]


def depth_at(passage: Passage, at: int) -> int:
    """How many brackets are open at an offset of the passage's text."""
    before = passage.text[:at]
    return max(0, before.count("(") + before.count("（") - before.count(")") - before.count("）"))
