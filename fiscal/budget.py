"""The four budgets, the levels of government, the stages of a figure and the periods they speak of.

Source: 预算法 (2018) art. 5 (four budgets), art. 3 (levels); 预算法实施条例 (2020) for the stages.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Budget(StrEnum):
    """One of the four budgets — 四本预算 (预算法 art. 5)."""

    GENERAL = "general"  # 一般公共预算
    FUNDS = "funds"  # 政府性基金预算
    STATE_CAPITAL = "state-capital"  # 国有资本经营预算
    SOCIAL_INSURANCE = "social-insurance"  # 社会保险基金预算


class Level(StrEnum):
    """Whose money it is: the whole area, the government itself, or the levels below it."""

    WHOLE = "whole"  # 全省 全市 全区 全县: the government together with those below it
    OWN = "own"  # 省本级 市本级 区本级 区级: the government itself
    BELOW = "below"  # 镇级 街镇 县区: the levels below


class Stage(StrEnum):
    """At which step of the budget year a figure was fixed."""

    BUDGET = "budget"  # 预算数, 年初预算
    ADJUSTED = "adjusted"  # 调整预算数, 调整后
    CHANGED = "changed"  # 变动预算数
    EXECUTED = "executed"  # 执行数, 完成
    FINAL = "final"  # 决算数
    EXPECTED = "expected"  # 预计
    PRIOR = "prior"  # 上年数, 上年执行数, 上年决算数
    DELTA = "delta"  # 调整额, 增减额


class Period(Struct, frozen=True):
    """The time a figure speaks of: a year, and a part of it or its end.

    `span` is "year", "end" (年末), "start" (年初), "half" (上半年), or months such as "1-8"; `year` is None where the
    text gives only the span.

    >>> str(Period(2023, "end"))
    '2023-end'
    """

    year: int | None
    span: str = "year"

    def __str__(self) -> str:
        return f"{self.year if self.year is not None else '?'}-{self.span}"
