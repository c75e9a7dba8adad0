"""Chinese numerals (中文数字): 三十二, 一百二十万, 两千零五."""

from __future__ import annotations

DIGITS: dict[str, int] = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
STEPS: dict[str, int] = {"十": 1, "百": 2, "千": 3}
SIGNS = "".join(DIGITS) + "".join(STEPS) + "万亿"
"""Every sign a Chinese numeral is written with."""

DIGIT_SIGNS = "一二三四五六七八九两"


def read_chinese(text: str) -> int | None:
    """The whole number that `text` writes in full, or None where it writes none: 三五 (三五个), 一百二, 百, 二〇二〇.

    >>> read_chinese("一百二十万"), read_chinese("两千零五"), read_chinese("三五"), read_chinese("十")
    (1200000, 2005, None, 10)
    """
    total = 0
    rest = text
    for sign, power in (("亿", 8), ("万", 4)):
        head, found, tail = rest.partition(sign)
        if not found:
            continue
        part = read_chinese(head) if sign == "亿" and "万" in head else _below_ten_thousand(head)
        if not part:
            return None
        total += part * 10**power
        rest = tail
    if not rest:
        return total or None
    if total and len(rest) == 1:
        return None  # 一万五 is spoken for 15,000, and could be a slip for 一万零五
    part = _below_ten_thousand(rest)
    return None if part is None else total + part


def _below_ten_thousand(text: str) -> int | None:
    """The number below 10,000 that `text` writes, or None."""
    total, last, digit, zero = 0, 4, None, False
    for sign in text:
        if sign in STEPS:
            power = STEPS[sign]
            if power >= last or (digit is None and power > 1):
                return None
            total += (1 if digit is None else digit) * 10**power
            last, digit, zero = power, None, False
        elif sign not in DIGITS or digit is not None:
            return None
        elif DIGITS[sign] == 0:
            zero = True
        else:
            digit = DIGITS[sign]
    if digit is None:
        return None if zero or not total else total
    if total and last > 1 and not zero:
        return None
    return total + digit
