"""Lists of amounts with their shares: A72件，占54.9%；B34件，占25.9%；…"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from tables.prose.spans import figures_within

LISTED = (Measure.AMOUNT, Measure.COUNT)


class ShareList(Struct, frozen=True):
    """Parts and their shares, pair by pair, in one sentence; `span` is the stretch of the passage that prints them."""

    parts: tuple[Figure, ...]
    shares: tuple[Figure, ...]
    span: tuple[int, int]


def share_lists(passage: Passage) -> Iterator[ShareList]:
    """Every run of two or more pairs amount–share of one unit in a sentence of the passage."""
    for start, end in passage.sentences:
        here = figures_within(passage, (start, end))
        run: list[tuple[Figure, Figure]] = []
        for pair in _pairs(passage, here):
            if run and pair[0].quantity.unit != run[-1][0].quantity.unit:
                yield from _list(run)
                run = []
            run.append(pair)
        yield from _list(run)


def _pairs(passage: Passage, here: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    for part, share in zip(here, here[1:], strict=False):
        between = passage.text[part.end : share.start]
        if (
            part.measure in LISTED
            and share.measure is Measure.SHARE
            and re.fullmatch(r"[^；。]{0,6}占[^；。]{0,6}", between)
        ):
            yield part, share


def _list(run: Sequence[tuple[Figure, Figure]]) -> Iterator[ShareList]:
    if len(run) >= 2:
        first, last = run[0][0].place.span or (0, 0), run[-1][1].place.span or (0, 0)
        yield ShareList(tuple(part for part, _ in run), tuple(share for _, share in run), (first[0], last[1]))


def earlier_totals(passages: Sequence[Passage], at: int, parts: Sequence[Figure]) -> list[Figure]:
    """Amounts of the parts' unit before the first part that may be their total, nearest first.

    They stand in the passage itself or in the two before it in the same report, and are no part of another list.
    """
    first = parts[0].start
    found: list[Figure] = []
    for passage in passages[max(0, at - 2) : at + 1]:
        if passage.report != passages[at].report:
            continue
        for figure in passage.figures:
            before = passage is not passages[at] or figure.start < first
            same = figure.quantity.unit.dimension == parts[0].quantity.unit.dimension
            if (
                before
                and same
                and figure.measure in LISTED
                and figure.quantity.value > max(p.quantity.value for p in parts)
            ):
                found.append(figure)
    return found[::-1]
