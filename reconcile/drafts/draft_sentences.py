"""Sentences as they are compared: their words without figures, so that a sentence is found again whatever it counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import Struct

from fiscal.document import Document, Passage
from fiscal.figure import Figure
from fiscal.place import Place
from fiscal.words.label_patterns import label_pattern
from reconcile.drafts.best_matches import shingles
from reconcile.drafts.comparison import Said

FIGURE = "\ue000"
"""Stands for a figure with its unit."""

_IGNORED = label_pattern("sentence-noise")
_LISTED = label_pattern("listed-sentence")

_ENDS = label_pattern("sentence-end")
LONGEST = 600
"""Characters after which a run of lines without a full stop is no sentence."""


def words_of(text: str) -> str:
    """The words of a text without digits, signs and the number it has in a list.

    >>> words_of("（一）2024年收入，增长"), words_of("详见附表3。")
    ('年收入增长', '详见附表')
    """
    return _IGNORED.sub("", _LISTED.sub("", text))


class Piece(Struct, frozen=True):
    """A stretch of one passage, with the figures in it."""

    passage: Passage
    start: int
    end: int
    figures: tuple[Figure, ...]

    @property
    def text(self) -> str:
        """Its text."""
        return self.passage.text[self.start : self.end]


class Sentence(Struct, frozen=True, dict=True):
    """One sentence: a piece of a passage, or of several where a page or a line broke it."""

    document: str
    pieces: tuple[Piece, ...]

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Its figures in order."""
        return tuple(figure for piece in self.pieces for figure in piece.figures)

    @property
    def said(self) -> Said:
        """The sentence with its place."""
        piece = self.pieces[0]
        passage = piece.passage
        first = self.figures[0].place if self.figures else None
        place = Place(
            self.document,
            line=first.line if first else passage.line if passage.page is None and passage.sheet is None else None,
            page=first.page if first else passage.page,
            sheet=first.sheet if first else passage.sheet,
            paragraph=passage.index,
            span=(piece.start, piece.end),
        )
        return Said(place, "".join(piece.text for piece in self.pieces))

    @cached_property
    def leads(self) -> tuple[str, ...]:
        """The words before each figure, since the one before it or the beginning; behind the last, what follows it."""
        found: list[str] = []
        words = ""
        for piece in self.pieces:
            text, at = piece.passage.text, piece.start
            for figure in piece.figures:
                found.append(words + words_of(text[at : figure.start]))
                words, at = "", figure.end
            words += words_of(text[at : piece.end])
        return (*found, words)

    @cached_property
    def skeleton(self) -> str:
        """All its words, with a sign for each figure."""
        return FIGURE.join(self.leads)

    @cached_property
    def pairs(self) -> Counter[str]:
        """The pairs of neighbouring characters of the skeleton."""
        return shingles(self.skeleton, 2)


def sentences(documents: Sequence[Document]) -> list[Sentence]:
    """Every sentence that has words or figures, in order, whatever paragraphs the reader made of it."""
    found = [Sentence(document.id, pieces) for document in documents for pieces in _joined(document.passages)]
    return [one for one in found if one.skeleton]


def _joined(passages: Sequence[Passage]) -> Iterator[tuple[Piece, ...]]:
    """Pieces that make one sentence: a passage that neither ends a sentence nor is a heading goes on in the next."""
    held: list[Piece] = []
    for passage in passages:
        if _LISTED.match(passage.text) and held:
            yield tuple(held)
            held = []
        heading = _is_heading(passage)
        for piece in _pieces(passage):
            held.append(piece)
            if heading or _ENDS.search(piece.text) or _length(held) > LONGEST:
                yield tuple(held)
                held = []
    if held:
        yield tuple(held)


def _is_heading(passage: Passage) -> bool:
    """True for a line with a number of a list that says nothing of figures and ends no sentence."""
    listed = _LISTED.match(passage.text) is not None and len(passage.sentences) <= 1
    return listed and not passage.figures and not _ENDS.search(passage.text)


def _length(pieces: Sequence[Piece]) -> int:
    return sum(piece.end - piece.start for piece in pieces)


def _pieces(passage: Passage) -> Iterator[Piece]:
    """The sentences of one passage with their figures."""
    figures, at = passage.figures, 0
    spans = passage.sentences or ((0, len(passage.text)),)
    for number, (start, end) in enumerate(spans):
        held = []
        while at < len(figures) and (figures[at].start < end or number == len(spans) - 1):
            held.append(figures[at])
            at += 1
        yield Piece(passage, start, max([end, *(figure.end for figure in held)]), tuple(held))
