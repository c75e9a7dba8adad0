"""Sentences as they are compared: their words without figures, so that a sentence is found again whatever it counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from fiscal.document import Document, Passage
from fiscal.figure import Figure
from fiscal.place import Place
from reconcile.drafts.best_matches import shingles
from reconcile.drafts.comparison import Said

FIGURE = "\ue000"
"""Stands for a figure with its unit."""

_IGNORED = re.compile(r"[\s\d,，、。：:；;.!！?？%（）()\[\]《》“”\"'‘’·*#_—\-–~]")
_LISTED = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|[（(]?\d{1,2}[)）、.．](?!\d)|第[一二三四五六七八九十]+[，、])"
)


def words_of(text: str) -> str:
    """The words of a text without digits, signs and the number it has in a list.

    >>> words_of("（一）2024年收入，增长"), words_of("详见附表3。")
    ('年收入增长', '详见附表')
    """
    return _IGNORED.sub("", _LISTED.sub("", text))


@dataclass(frozen=True)
class Sentence:
    """One sentence of a passage, from `start` to `end` in its text, with the figures in it."""

    document: str
    passage: Passage
    start: int
    end: int
    figures: tuple[Figure, ...]

    @property
    def said(self) -> Said:
        """The sentence with its place."""
        passage = self.passage
        first = self.figures[0].place if self.figures else None
        place = Place(
            self.document,
            line=first.line if first else passage.line if passage.page is None and passage.sheet is None else None,
            page=first.page if first else passage.page,
            sheet=first.sheet if first else passage.sheet,
            paragraph=passage.index,
            span=(self.start, self.end),
        )
        return Said(place, passage.text[self.start : self.end])

    @cached_property
    def leads(self) -> tuple[str, ...]:
        """The words before each figure, since the one before it or the beginning; behind the last, what follows it."""
        ends = [self.start, *(figure.end for figure in self.figures)]
        starts = [*(figure.start for figure in self.figures), self.end]
        return tuple(words_of(self.passage.text[a:b]) for a, b in zip(ends, starts, strict=True))

    @cached_property
    def skeleton(self) -> str:
        """All its words, with a sign for each figure."""
        return FIGURE.join(self.leads)

    @cached_property
    def pairs(self) -> Counter[str]:
        """The pairs of neighbouring characters of the skeleton."""
        return shingles(self.skeleton, 2)


def sentences(documents: Sequence[Document]) -> list[Sentence]:
    """Every sentence that has words or figures, in order."""
    return [one for document in documents for passage in document.passages for one in _of(document, passage)]


def _of(document: Document, passage: Passage) -> Iterator[Sentence]:
    at = 0
    figures = passage.figures
    spans = passage.sentences or ((0, len(passage.text)),)
    for number, (start, end) in enumerate(spans):
        held = []
        while at < len(figures) and (figures[at].start < end or number == len(spans) - 1):
            held.append(figures[at])
            at += 1
        stop = max([end, *(figure.end for figure in held)])
        one = Sentence(document.id, passage, start, stop, tuple(held))
        if one.skeleton:
            yield one
