"""Titles of items that are a sentence of their own: ——资源税。完成140.92亿元; 一、工伤保险。基金收入76.48亿元；支出79.63亿元."""

from __future__ import annotations

from fiscal import late_patterns as re

LONGEST = 30

_MARK = re.compile(
    r"[—–\-]+|[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[)）]|[.．、])|[①-⑳]|[一二三四五六七八九十]{1,3}是"
)
_NAMES_MONEY = re.compile(
    r"[^，；：\d]*(?:收入|支出|税|费|基金|保险|资金|注入|补助|结余)(?:[（(][^（()）]{1,12}[)）])?"
)
_SIDE = re.compile(r"(?:基金)?(?:收入|支出)(?:合计|总计|预算)?|(?:本年|当年|年末|累计)*(?:收支|滚存)*结余")
"""What a figure is called that only says which side of an item it is."""


def item_title(sentence: str) -> str:
    """The name of the item that a sentence consists of, or nothing.

    >>> item_title("——国有资源(资产)有偿使用收入。"), item_title("六、工伤保险。"), item_title("(1)市本级收支情况。")
    ('国有资源(资产)有偿使用收入', '工伤保险', '')
    """
    mark = _MARK.match(sentence)
    name = sentence[mark.end() :].rstrip("。") if mark else ""
    return name if len(name) <= LONGEST and _NAMES_MONEY.fullmatch(name) else ""


def under_title(title: str, label: str) -> str:
    """A label below a title: what only says which side it is (基金收入) bears the item's name, as does what has none.

    >>> under_title("工伤保险", "基金收入"), under_title("工伤保险基金", "支出"), under_title("资源税", "")
    ('工伤保险基金收入', '工伤保险基金支出', '资源税')
    >>> under_title("工伤保险", "保险费收入")
    '保险费收入'
    """
    if not title or not label:
        return title or label
    if not _SIDE.fullmatch(label):
        return label
    if title.endswith("保险") and not label.startswith("基金"):
        title = f"{title}基金"
    return title if title.endswith(label) else f"{title}{label}"
