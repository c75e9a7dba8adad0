"""Which sentence of the new draft is which of the old, and which of their figures measure the same."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from fiscal.figure import Figure
from fiscal.numbers.quantity import telling_digits
from reconcile.drafts.best_matches import best_matches, permille, shingles
from reconcile.drafts.draft_sentences import Sentence
from reconcile.drafts.order_alignment import Pair, aligned, gaps
from reconcile.drafts.same_amount import comparable
from reconcile.drafts.sheets import value_key

LEAST = 550
"""Of a thousand: sentences that share less are two sentences."""

ALIKE = 500
"""The same for the words before a figure."""

STRONG = 3
"""Digits with which an equal number in a matched sentence is the same figure, whatever the words before it."""


def matched_sentences(old: Sequence[Sentence], new: Sequence[Sentence]) -> list[tuple[Sentence, Sentence]]:
    """Pairs of sentences: the same words in order, the same words elsewhere, nearly the same words."""
    pairs = aligned([one.skeleton for one in old], [one.skeleton for one in new])
    olds, news = _left(len(old), [i for i, _ in pairs]), _left(len(new), [j for _, j in pairs])

    def score(i: int, j: int) -> int:
        return permille(old[i].pairs, new[j].pairs)

    pairs += best_matches(olds, news, (lambda i: _marks(old[i]), lambda j: _marks(new[j])), score, LEAST)
    return [(old[i], new[j]) for i, j in sorted(pairs)]


def _left(count: int, taken: Sequence[int]) -> list[int]:
    gone = set(taken)
    return [at for at in range(count) if at not in gone]


def _marks(one: Sentence) -> Iterator[Hashable]:
    yield one.skeleton
    yield from shingles(one.skeleton, 4)
    yield from (("amount", value_key(figure)) for figure in one.figures)


def matched_figures(old: Sentence, new: Sentence) -> list[tuple[Figure, Figure]]:
    """Pairs of figures of two sentences that are one sentence, in order."""
    if old.skeleton == new.skeleton:
        return list(zip(old.figures, new.figures, strict=True))
    before, after = old.leads[:-1], new.leads[:-1]
    pairs = aligned(before, after)
    for a, b, c, d in list(gaps(pairs, len(before), len(after))):
        pairs += _in_gap(old, new, (a, b, c, d))
    return [(old.figures[i], new.figures[j]) for i, j in sorted(pairs)]


def _in_gap(old: Sentence, new: Sentence, span: tuple[int, int, int, int]) -> list[Pair]:
    """Figures between two that are known: alike by what leads to them or by their number; as many as many, in order."""
    a, b, c, d = span

    def marks(sentence: Sentence, at: int) -> Iterator[Hashable]:
        yield from shingles(sentence.leads[at], 2)
        yield "amount", value_key(sentence.figures[at])

    def score(i: int, j: int) -> int:
        one, other = old.figures[i].quantity, new.figures[j].quantity
        if comparable(one, other) is None:
            return 0
        equal = one.centre == other.centre and telling_digits(one.value) >= STRONG
        return max(1000 * equal, permille(shingles(old.leads[i], 2), shingles(new.leads[j], 2)))

    pairs = best_matches(range(a, b), range(c, d), (lambda i: marks(old, i), lambda j: marks(new, j)), score, ALIKE)
    olds = [i for i in range(a, b) if i not in {i for i, _ in pairs}]
    news = [j for j in range(c, d) if j not in {j for _, j in pairs}]
    if not pairs and len(olds) == len(news):
        pairs = [
            (i, j)
            for i, j in zip(olds, news, strict=True)
            if old.figures[i].measure is new.figures[j].measure
            and comparable(old.figures[i].quantity, new.figures[j].quantity) is not None
        ]
    return pairs
