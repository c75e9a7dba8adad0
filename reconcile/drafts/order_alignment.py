"""Aligns two sequences by their order in nearly linear time: rare items are anchors, gaps between them are small.

Patience alignment: items that stand once on either side and run the same way are anchors (a longest rising run of
them); between two anchors the same is done again. What is left in a small gap is aligned exactly, in a large one by
the count of each item, so that no document makes the work quadratic.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from typing import TypeAlias

Pair: TypeAlias = tuple[int, int]
Span: TypeAlias = tuple[int, int, int, int]
"""A stretch of the old sequence and one of the new: [a, b) and [c, d)."""

SMALL = 4096
"""A gap of so many pairs is aligned exactly."""

DEPTH = 40
"""So often a gap is parted by anchors; a sequence made to go deeper is aligned by counts."""


def aligned(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Pairs of indexes of equal items, rising on both sides.

    >>> aligned("abcxde", "abxcdye")
    [(0, 0), (1, 1), (3, 2), (4, 4), (5, 6)]
    >>> aligned("aaab", "aab")
    [(0, 0), (1, 1), (3, 2)]
    """
    found: list[Pair] = []
    waiting: list[tuple[Span, int]] = [((0, len(old), 0, len(new)), 0)]
    while waiting:
        span, depth = waiting.pop()
        (a, b, c, d), ends = _trimmed(old, new, span)
        found += ends
        if a == b or c == d:
            continue
        anchors = _anchors(old, new, (a, b, c, d)) if depth < DEPTH else []
        if anchors:
            found += anchors
            marks = [(a - 1, c - 1), *anchors, (b, d)]
            waiting += [((i + 1, k, j + 1, m), depth + 1) for (i, j), (k, m) in zip(marks, marks[1:], strict=False)]
        elif (b - a) * (d - c) <= SMALL:
            found += _longest_common(old, new, (a, b, c, d))
        else:
            found += _by_count(old, new, (a, b, c, d))
    return sorted(found)


def gaps(pairs: Sequence[Pair], olds: int, news: int) -> Iterator[Span]:
    """The stretches between neighbouring pairs in which something is left on both sides; pairs rise on both sides.

    >>> list(gaps([(0, 0), (3, 2)], 4, 3))
    [(1, 3, 1, 2)]
    """
    for (a, c), (b, d) in zip([(-1, -1), *pairs], [*pairs, (olds, news)], strict=True):
        if a + 1 < b and c + 1 < d:
            yield a + 1, b, c + 1, d


def _trimmed(old: Sequence[Hashable], new: Sequence[Hashable], span: Span) -> tuple[Span, list[Pair]]:
    """The span without what is equal at its beginning and its end, and the pairs of that."""
    a, b, c, d = span
    ends: list[Pair] = []
    while a < b and c < d and old[a] == new[c]:
        ends.append((a, c))
        a, c = a + 1, c + 1
    while a < b and c < d and old[b - 1] == new[d - 1]:
        b, d = b - 1, d - 1
        ends.append((b, d))
    return (a, b, c, d), ends


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable], span: Span) -> list[Pair]:
    """The longest rising run of items that stand once in either stretch."""
    a, b, c, d = span
    olds, news = Counter(old[a:b]), Counter(new[c:d])
    where = {item: at for at, item in enumerate(new[c:d], c) if news[item] == 1}
    return _rising([(at, where[item]) for at, item in enumerate(old[a:b], a) if olds[item] == 1 and item in where])


def _by_count(old: Sequence[Hashable], new: Sequence[Hashable], span: Span) -> list[Pair]:
    """The longest rising run of pairs of the first, second, third … of each item."""
    a, b, c, d = span
    places: dict[Hashable, list[int]] = defaultdict(list)
    for at, item in enumerate(new[c:d], c):
        places[item].append(at)
    seen: Counter[Hashable] = Counter()
    pairs = []
    for at, item in enumerate(old[a:b], a):
        if seen[item] < len(places.get(item, ())):
            pairs.append((at, places[item][seen[item]]))
            seen[item] += 1
    return _rising(pairs)


def _rising(pairs: Sequence[Pair]) -> list[Pair]:
    """A longest run of `pairs`, which rise on the old side, that rises on the new side too."""
    tops: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, (_, at) in enumerate(pairs):
        length = bisect_left(tops, at)
        before.append(last[length - 1] if length else -1)
        tops[length : length + 1] = [at]
        last[length : length + 1] = [index]
    run: list[Pair] = []
    index = last[-1] if last else -1
    while index >= 0:
        run.append(pairs[index])
        index = before[index]
    return run[::-1]


def _longest_common(old: Sequence[Hashable], new: Sequence[Hashable], span: Span) -> list[Pair]:
    """The longest common subsequence of a small gap."""
    a, b, c, d = span
    lengths = [[0] * (d - c + 1) for _ in range(b - a + 1)]
    for i in range(b - a - 1, -1, -1):
        for j in range(d - c - 1, -1, -1):
            equal = old[a + i] == new[c + j]
            lengths[i][j] = lengths[i + 1][j + 1] + 1 if equal else max(lengths[i + 1][j], lengths[i][j + 1])
    found: list[Pair] = []
    i = j = 0
    while i < b - a and j < d - c:
        if old[a + i] == new[c + j]:
            found.append((a + i, c + j))
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1
    return found
