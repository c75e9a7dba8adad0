"""Hedges: the words by which a writer loosens a number (约, 超, 近, 余, 以上 …).

A hedge never makes a figure exact; it widens its interval or opens one end of it.
"""

from __future__ import annotations

from enum import StrEnum


class Hedge(StrEnum):
    """How loosely a printed number is meant."""

    EXACT = "exact"
    ABOUT = "about"  # 约, 左右, 大约: one unit of the last significant digit either way
    ABOVE = "above"  # 超, 逾, 以上, 不少于: at least the number, no upper end
    BELOW = "below"  # 不足, 不到, 以下, 控制在…以内: at most the number, no lower end
    ODD = "odd"  # 余, 多 (二十余): from the number up to the next step of its last significant digit
    NEAR = "near"  # 近, 将近: from one step of its last significant digit below, up to the number


OPEN = (Hedge.ABOVE, Hedge.BELOW)
"""Hedges that leave one end open: such a number agrees with nearly everything."""


AFTER: dict[str, Hedge] = {
    "左右": Hedge.ABOUT,
    "上下": Hedge.ABOUT,
    "以上": Hedge.ABOVE,
    "以下": Hedge.BELOW,
    "以内": Hedge.BELOW,
    "余": Hedge.ODD,
    "多": Hedge.ODD,
}
"""Words that stand behind the number or its unit."""

BEFORE: dict[str, Hedge] = {
    "不少于": Hedge.ABOVE,
    "不小于": Hedge.ABOVE,
    "大于": Hedge.ABOVE,
    "高于": Hedge.ABOVE,
    "多于": Hedge.ABOVE,
    "≥": Hedge.ABOVE,
    ">": Hedge.ABOVE,
    "不低于": Hedge.ABOVE,
    "至少": Hedge.ABOVE,
    "超过": Hedge.ABOVE,
    "突破": Hedge.ABOVE,
    "逾": Hedge.ABOVE,
    "超": Hedge.ABOVE,
    "不超过": Hedge.BELOW,
    "不高于": Hedge.BELOW,
    "不大于": Hedge.BELOW,
    "不多于": Hedge.BELOW,
    "小于": Hedge.BELOW,
    "低于": Hedge.BELOW,
    "少于": Hedge.BELOW,
    "≤": Hedge.BELOW,
    "<": Hedge.BELOW,
    "不足": Hedge.BELOW,
    "不到": Hedge.BELOW,
    "将近": Hedge.NEAR,
    "接近": Hedge.NEAR,
    "近": Hedge.NEAR,
    "大约": Hedge.ABOUT,
    "约为": Hedge.ABOUT,
    "约": Hedge.ABOUT,
}
"""Words that stand in front of the number, longest reading first when matched."""
