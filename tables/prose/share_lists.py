"""Lists of amounts with their shares: A72件，占54.9%；B34件，占25.9%；…"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from fiscal.document import Document, Passage
from fiscal.figure import Figure, Measure
from tables.prose.spans import figures_within

LISTED = (Measure.AMOUNT, Measure.COUNT)


class ShareList(Struct, frozen=True):
    """Parts and their shares, pair by pair, in one sentence, `said` by these words.

    Of `totals` one may be their total, nearest first: amounts of their unit that stand before them in the passage or in
    the two before it in the same report.
    """

    parts: tuple[Figure, ...]
    shares: tuple[Figure, ...]
    said: str
    totals: tuple[Figure, ...]


def share_lists(document: Document) -> Iterator[ShareList]:
    """Every run of two or more pairs amount–share of one unit in a sentence of the document."""
    for at, passage in enumerate(document.passages):
        for span in passage.sentences:
            for _, run in groupby(
                _pairs(passage, figures_within(passage, span)), key=lambda pair: pair[0].quantity.unit
            ):
                parts, shares = zip(*run, strict=True)
                if len(parts) >= 2:
                    said = passage.text[parts[0].start : shares[-1].end]
                    yield ShareList(
                        parts, shares, said, _earlier_totals(document.passages[max(0, at - 2) : at + 1], parts)
                    )


def _pairs(passage: Passage, here: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    for part, share in zip(here, here[1:], strict=False):
        kinds = part.measure in LISTED and share.measure is Measure.SHARE
        if kinds and re.fullmatch(r"[^；。]{0,6}占[^；。]{0,6}", passage.text[part.end : share.start]):
            yield part, share


def _earlier_totals(passages: Sequence[Passage], parts: Sequence[Figure]) -> tuple[Figure, ...]:
    here, most = passages[-1], max(part.quantity.value for part in parts)
    earlier = [
        figure
        for passage in passages
        if passage.report == here.report
        for figure in passage.figures
        if passage is not here or figure.start < parts[0].start
    ]
    return tuple(
        figure
        for figure in reversed(earlier)
        if figure.quantity.unit.dimension == parts[0].quantity.unit.dimension
        and figure.measure in LISTED
        and figure.quantity.value > most
    )
