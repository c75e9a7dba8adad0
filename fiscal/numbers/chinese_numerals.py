"""Chinese numerals (中文数字): 三十二, 一百二十万, 两千零五, 二十五点八, and the capitals of cheques (壹佰贰拾)."""

from __future__ import annotations

from decimal import Decimal

from fiscal import late_patterns as re

DIGITS: dict[str, int] = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
STEPS: dict[str, int] = {"十": 1, "百": 2, "千": 3}
SIGNS = "".join(DIGITS) + "".join(STEPS) + "万亿"
"""Every sign a Chinese numeral is written with."""

CAPITALS = "壹贰叁肆伍陆柒捌玖拾佰仟"
"""Signs that cannot be altered with a pen, as amounts are written on cheques and in contracts (大写)."""

_PLAIN = str.maketrans(CAPITALS, "一二三四五六七八九十百千")
DIGIT_SIGNS = "一二三四五六七八九两"


def plain_signs(text: str) -> str:
    """`text` with the capitals of cheques as common signs, character for character.

    >>> plain_signs("壹亿贰仟万元整")
    '一亿二千万元整'
    """
    return text.translate(_PLAIN)


def read_spoken_decimal(text: str) -> Decimal | None:
    """The number that `text` writes in full, with decimals behind 点, or None where it writes none.

    >>> read_spoken_decimal("二十五点八"), read_spoken_decimal("零点零五"), read_spoken_decimal("十五"), read_spoken_decimal("点八")
    (Decimal('25.8'), Decimal('0.05'), Decimal('15'), None)
    """
    whole, point, part = plain_signs(text).partition("点")
    number = 0 if whole in ("零", "〇") else read_chinese(whole)
    digits = [DIGITS.get(sign) for sign in part]
    if number is None or None in digits or bool(point) != bool(part) or "两" in part:
        return None
    return Decimal(f"{number}.{''.join(map(str, digits))}" if digits else number)


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


_MIXED = re.compile(r"(零?)(\d{1,4})([千百十]?)")


def read_mixed(text: str) -> int | None:
    """The whole number that digits and Chinese steps write together, or None where that is not certain.

    >>> read_mixed("1千零20"), read_mixed("3亿5千2百万"), read_mixed("1千2"), read_mixed("2百5千")
    (1020, 352000000, None, None)
    """
    total, rest = 0, text
    for sign, power in (("亿", 8), ("万", 4), ("", 0)):
        head, found, tail = rest.partition(sign) if sign else (rest, "x", "")
        if not found or (not head and not sign):
            continue
        part = _mixed_below_ten_thousand(head)
        if part is None:
            return None
        total, rest = total + part * 10**power, tail
    return total


def _mixed_below_ten_thousand(text: str) -> int | None:
    """The number below 10,000; digits without a step behind them fill every place that is left, or 零 says otherwise."""
    total, last, at = 0, 4, 0
    for found in _MIXED.finditer(text):
        zero, digits, step = found.groups()
        power = STEPS[step] if step else 0
        complete = not total or bool(zero) or len(digits) == last
        if found.start() != at or power >= last or len(digits) + power > last or not (step or complete):
            return None
        total, last, at = total + int(digits) * 10**power, power, found.end()
    return total if total and at == len(text.rstrip("零")) else None


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
