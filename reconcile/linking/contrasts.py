"""Contrasts: words that make two labels name different things, however much else they share (职工医疗, 居民医疗)."""

from __future__ import annotations

from functools import lru_cache

from fiscal.words.label_patterns import label_pattern
from fiscal.words.word_families import families, said_of

_SIDES = (label_pattern("receipts-side"), label_pattern("outlays-side"))
_TOTAL = label_pattern("total-words")
_ORDINAL = label_pattern("ordinal-words")


def contrary(one: str, other: str) -> bool:
    """True if the words of two labels say that they name different things.

    Receipts are not outlays unless both are totals, which balance.

    >>> contrary("职工基本医疗保险基金收入", "居民基本医疗保险基金收入"), contrary("财政拨款收入", "财政拨款支出")
    (True, True)
    >>> contrary("收入总计", "支出总计"), contrary("第三季度用款计划", "第四季度用款计划")
    (False, True)
    """
    for a, b in zip(_hits(one), _hits(other), strict=True):
        if a and b and not a & b:
            return True
    here, there = _ordinals(one), _ordinals(other)
    if here and there and not here & there:
        return True
    a, b = _sides(one), _sides(other)
    return bool(a and b and not a & b) and not (_TOTAL.search(one) and _TOTAL.search(other))


@lru_cache(maxsize=65536)
def _hits(label: str) -> tuple[frozenset[int], ...]:
    """For every family the words of it that stand in `label`."""
    return tuple(said_of(family, label) for family in families("contrary"))


@lru_cache(maxsize=65536)
def _sides(label: str) -> frozenset[int]:
    return frozenset(i for i, side in enumerate(_SIDES) if side.search(label))


@lru_cache(maxsize=65536)
def _ordinals(label: str) -> frozenset[str]:
    return frozenset(_ORDINAL.findall(label))
