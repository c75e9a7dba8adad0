"""Matches things by what they share, wherever they stand: candidates come from an index, the likeliest are taken first.

Only things that share something rare are ever compared, and each with a few only, so that the work stays linear.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence

MOST_HOLDERS = 24
"""What so many things share tells none of them apart."""

CANDIDATES = 6
"""Each thing is compared with so many others, those that share most with it."""


def shingles(text: str, size: int = 3) -> Counter[str]:
    """Every run of `size` characters with its count; a shorter text is one run.

    >>> sorted(shingles("abcab", 2).items())
    [('ab', 2), ('bc', 1), ('ca', 1)]
    """
    return Counter(text[at : at + size] for at in range(max(1, len(text) - size + 1)))


def permille(one: Counter[str], other: Counter[str]) -> int:
    """How much two bags share, in thousandths of both together (Dice); 1000 for equal ones, two empty ones included.

    >>> permille(shingles("税收收入", 2), shingles("税收收入", 2)), permille(shingles("税收", 2), shingles("支出", 2))
    (1000, 0)
    """
    size = one.total() + other.total()
    return 2000 * (one & other).total() // size if size else 1000


def best_matches(
    old: Sequence[int],
    new: Sequence[int],
    marks: tuple[Callable[[int], Iterable[Hashable]], Callable[[int], Iterable[Hashable]]],
    score: Callable[[int, int], int],
    least: int,
) -> list[tuple[int, int]]:
    """Pairs of members of `old` and `new`, each in one pair at most, the highest `score` first, none below `least`.

    `marks` are what a member of either side is known by. Of equal scores the pair nearest in order is taken, so
    that things alike stay in their order.
    """
    holders: dict[Hashable, list[int]] = defaultdict(list)
    for rank, item in enumerate(new):
        for mark in set(marks[1](item)):
            holders[mark].append(rank)
    ranked = []
    for place, item in enumerate(old):
        votes: Counter[int] = Counter()
        for mark in set(marks[0](item)):
            ranks = holders.get(mark, ())
            if len(ranks) <= MOST_HOLDERS:
                for rank in ranks:
                    votes[rank] += 1
        for rank, _ in sorted(votes.items(), key=lambda vote: (-vote[1], abs(vote[0] - place), vote[0]))[:CANDIDATES]:
            likeness = score(item, new[rank])
            if likeness >= least:
                ranked.append((-likeness, abs(place - rank), place, rank))
    found: list[tuple[int, int]] = []
    olds: set[int] = set()
    news: set[int] = set()
    for _, _, place, rank in sorted(ranked):
        if place not in olds and rank not in news:
            olds.add(place)
            news.add(rank)
            found.append((old[place], new[rank]))
    return sorted(found)
