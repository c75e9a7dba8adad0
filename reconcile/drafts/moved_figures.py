"""Figures that seem gone in one place and new in another: what is called the same and counts the same only moved."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Mapping, Sequence

from fiscal.figure import Figure
from fiscal.numbers.quantity import telling_digits
from reconcile.drafts.sheets import label_key, value_key

STRONG = 5
"""Digits with which a number that stands once on either side is the same figure, however it is called."""


def moved(
    removed: Sequence[Figure], added: Sequence[Figure], rows: tuple[Mapping[str, str], Mapping[str, str]]
) -> list[tuple[Figure, Figure]]:
    """Pairs of figures left over that state one amount under one name; `rows` are the labels of the rows of cells."""

    def name(side: int) -> Callable[[Figure], Hashable]:
        def of(figure: Figure) -> Hashable:
            label = rows[side].get(figure.id) or label_key(figure.label)
            return (label, value_key(figure)) if label else None

        return of

    found: list[tuple[Figure, Figure]] = []
    olds, news = list(removed), list(added)
    single = _single(removed, added)
    for before, after in ((name(0), name(1)), (single, single)):
        pairs = _in_order(olds, news, before, after)
        found += pairs
        gone = {one.id for one, _ in pairs}, {other.id for _, other in pairs}
        olds = [figure for figure in olds if figure.id not in gone[0]]
        news = [figure for figure in news if figure.id not in gone[1]]
    return found


def _single(removed: Sequence[Figure], added: Sequence[Figure]) -> Callable[[Figure], Hashable]:
    """The number of a figure, if it has digits enough and stands once on either side."""
    counts = [Counter(map(value_key, figures)) for figures in (removed, added)]

    def number(figure: Figure) -> Hashable:
        value = value_key(figure)
        strong = telling_digits(figure.quantity.value) >= STRONG
        return value if strong and all(count[value] == 1 for count in counts) else None

    return number


def _in_order(
    olds: Sequence[Figure],
    news: Sequence[Figure],
    before: Callable[[Figure], Hashable],
    after: Callable[[Figure], Hashable],
) -> list[tuple[Figure, Figure]]:
    """The first of each key with the first, the second with the second."""
    waiting: dict[Hashable, deque[Figure]] = defaultdict(deque)
    for figure in news:
        waiting[after(figure)].append(figure)
    pairs = []
    for figure in olds:
        mark = before(figure)
        if mark is not None and waiting[mark]:
            pairs.append((figure, waiting[mark].popleft()))
    return pairs
