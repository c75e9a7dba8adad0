"""Answers about short texts, kept: the cells of a document are asked the same again and again, and are much alike."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps

KEPT, LONGEST = 8192, 40
"""So many answers are kept, about texts of so many characters: no document makes the memory grow."""


def remembered(ask: Callable[[str], bool]) -> Callable[[str], bool]:
    """`ask`, which answers by its text alone; of a short text it need not look twice."""
    known = lru_cache(KEPT)(ask)

    @wraps(ask)
    def answered(text: str) -> bool:
        return known(text) if len(text) <= LONGEST else ask(text)

    return answered
