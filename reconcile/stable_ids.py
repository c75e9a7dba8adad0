"""Stable ids: a short hash of what a thing is, with a count where several things are alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b


def id_of(parts: Iterable[str]) -> str:
    """Twelve hexadecimal digits that depend on nothing but `parts` and their order.

    >>> id_of(("TOT01", "total", "合计")) == id_of(["TOT01", "total", "合计"]), len(id_of(()))
    (True, 12)
    """
    return blake2b("\x1f".join(parts).encode(), digest_size=6).hexdigest()


class StableIds:
    """Ids of which none is handed out twice: the second thing of one name gets -2, the third -3.

    >>> ids = StableIds()
    >>> ids.another("a1"), ids.another("a1"), ids.another("b2")
    ('a1', 'a1-2', 'b2')
    """

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def another(self, name: str) -> str:
        """`name`, with a count if it was handed out before."""
        self._counts[name] += 1
        count = self._counts[name]
        return name if count == 1 else f"{name}-{count}"
