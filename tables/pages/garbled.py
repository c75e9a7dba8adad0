"""Whether the characters of a page are what is printed on it, told from the characters alone.

Some programs write a PDF whose pages look right and whose characters mean something else: the page reads “L&£¬)*” to a
machine. Such a page has to be read off its picture. So has one on which next to no characters stand.
"""

from __future__ import annotations

from collections.abc import Iterable

FEWEST = 30
"""With fewer characters nothing can be said: a title page has a dozen."""

STRANGE = 5
"""Percent of private, control, accented or replacement characters; official documents have at most two per mille."""

SYMBOLS = 8
"""Percent of symbols and strange characters where hardly any Chinese is left; tables without words have one or two."""

CHINESE = 10
"""Percent of Chinese characters below which symbols count."""

FEWEST_CHINESE, COMMON = 60, 5
"""Of so many Chinese characters at least so many percent are common ones; the least found on a page is twenty."""

_COMMON = frozenset(
    "的一是在有和了为不年月日人中大会市省区县全本上下收入支出预算决执行调整财政税务债券金资基公共般性国有经营社保障险业事项目结转余总计"
    "合其他"
    "增长减少完成数万元亿比同农林水教育科技文化生态环境住房城乡设建发展情况表单位级府管理款用专费及以地方对等"
)
_SYMBOLS = frozenset("!\"#$&'*+:;<=>?@[\\]^_`{|}~")
_USUAL = frozenset("·×÷°±§¥")


def garbled(characters: Iterable[str]) -> bool:
    """True if the characters of a page cannot be what is printed on it; False where there are too few to tell.

    >>> garbled("一般公共预算收入81,200万元，比上年增长3.1%。" * 3), garbled("L&£¬)*®³°１３０４UV，]^OP®°４３８" * 3)
    (False, True)
    """
    text = [char for char in "".join(characters) if not char.isspace()]
    count = len(text)
    if count < FEWEST:
        return False
    strange = sum(map(_strange, text))
    chinese = [char for char in text if "\u3400" <= char <= "\u9fff"]
    if strange * 100 >= STRANGE * count:
        return True
    symbols = strange + sum(char in _SYMBOLS for char in text)
    if len(chinese) * 100 < CHINESE * count and symbols * 100 >= SYMBOLS * count:
        return True
    common = sum(map(is_common, chinese))
    return len(chinese) >= FEWEST_CHINESE and common * 100 < COMMON * len(chinese)


def is_common(char: str) -> bool:
    """True for a character that budgets are full of.

    >>> is_common("预"), is_common("崷")
    (True, False)
    """
    return char in _COMMON


def _strange(char: str) -> bool:
    """True for what no Chinese document prints: private use, controls, accented letters, the replacement character."""
    code = ord(char)
    if char in _USUAL:
        return False
    return 0x7F <= code < 0x370 or 0xE000 <= code <= 0xF8FF or code == 0xFFFD or code >= 0xF0000
