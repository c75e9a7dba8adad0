"""Contrasts: words that make two labels name different things, however much else they share (职工医疗, 居民医疗)."""

from __future__ import annotations

from functools import lru_cache

from fiscal import late_patterns as re
from fiscal.words.label_patterns import label_pattern

_FAMILIES = tuple(
    tuple(re.compile(word) for word in family)
    for family in (
        ("职工|机关事业", "居民"),
        ("机关事业", "企业职工"),
        ("养老", "医疗", "失业", "工伤", "(?<!抚养)生育(?!保险\\))"),
        ("(?<!非)税收", "非税"),
        ("一般债", "专项债"),
        ("一般性?转移", "专项转移"),
        ("新增", "再融资"),
        ("上级", "下级"),
        ("还本", "付息"),
        ("因公出国", "公务用车", "公务接待"),
        ("购置[及和]运行", "购置(?![及和]运行)", "(?<![及和])运行(?:维护)?[费支]"),
        ("人员经费", "公用经费"),
        ("基本支出", "项目支出"),
        ("住院", "门诊"),
        ("城镇居民", "农村居民"),
    )
)
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
    return tuple(frozenset(i for i, word in enumerate(family) if word.search(label)) for family in _FAMILIES)


@lru_cache(maxsize=65536)
def _sides(label: str) -> frozenset[int]:
    return frozenset(i for i, side in enumerate(_SIDES) if side.search(label))


@lru_cache(maxsize=65536)
def _ordinals(label: str) -> frozenset[str]:
    return frozenset(_ORDINAL.findall(label))
