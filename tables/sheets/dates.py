"""Days and times as a spreadsheet prints them (yyyy"年"m"月")."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from tables.sheets.format_code import Part

_WEEKDAYS = "一二三四五六日"


def shown_moment(moment: datetime | date | time | timedelta, parts: Sequence[Part]) -> str:
    """`moment` in the places that `parts` keep for years, months, days and times.

    >>> from tables.sheets.format_code import sections
    >>> shown_moment(datetime(2025, 3, 9), sections('yyyy"年"m"月";@')[0].parts)
    '2025年3月'
    """
    if isinstance(moment, timedelta):
        return _duration(moment)
    if isinstance(moment, time):
        moment = datetime.combine(date(1900, 1, 1), moment)
    elif not isinstance(moment, datetime):
        moment = datetime.combine(moment, time())
    noon = any(part.kind == "noon" for part in parts)
    return "".join(_part(moment, parts, at, noon) for at in range(len(parts))).strip()


def _duration(length: timedelta) -> str:
    minutes, seconds = divmod(length.days * 86400 + length.seconds, 60)
    return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"


def _part(moment: datetime, parts: Sequence[Part], at: int, noon: bool) -> str:
    part = parts[at]
    if part.kind == "noon":
        return ("上午", "下午")[moment.hour >= 12] if "午" in part.text else ("AM", "PM")[moment.hour >= 12]
    if part.kind not in ("date", "elapsed"):
        return part.text
    letter, length = part.text[0].lower(), len(part.text)
    if letter in "ye":
        return f"{moment.year % 100:02d}" if letter == "y" and length <= 2 else str(moment.year)
    if letter == "m" and not _is_minute(parts, at):
        return moment.strftime("%b" if length == 3 else "%B") if length >= 3 else f"{moment.month:0{length}d}"
    if letter == "a" or (letter == "d" and length >= 3):
        return ("星期" if length >= 4 else "") + _WEEKDAYS[moment.weekday()]
    hour = (moment.hour + 11) % 12 + 1 if noon else moment.hour
    number = {"d": moment.day, "h": hour, "s": moment.second, "m": moment.minute}.get(letter)
    return "" if number is None else f"{number:0{min(length, 2)}d}"


def _is_minute(parts: Sequence[Part], at: int) -> bool:
    """True for an m right behind hours or right before seconds."""
    before = [part.text[0].lower() for part in parts[:at] if part.kind in ("date", "elapsed")]
    after = [part.text[0].lower() for part in parts[at + 1 :] if part.kind in ("date", "elapsed")]
    return before[-1:] == ["h"] or after[:1] == ["s"]
