"""What a spreadsheet shows for a value: the number as its format prints it, exactly and in decimal.

Excel keeps 15 significant digits and rounds halves away from zero. Two things differ from its screen, both so that no
amount is lost: an amount is never shortened to powers of ten for lack of room, and a negative amount that only its
colour tells apart gets a minus.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal

from tables.sheets.dates import shown_moment
from tables.sheets.format_code import Part, Section, sections

_ROOM = 11
"""Characters that the format General takes up at most."""

_DIGITS = Context(prec=15, rounding=ROUND_HALF_UP)
_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)
_NEGATIVE_MARKS = frozenset("-(（－﹣−△▲")


def stored(value: str) -> Decimal:
    """A number as a file writes it, to the 15 significant digits that a spreadsheet knows.

    >>> stored("0.30000000000000004"), stored("12")
    (Decimal('0.3'), Decimal('12'))
    """
    exact = _DIGITS.create_decimal(value)
    return exact.normalize(_DIGITS) if exact else Decimal(0)


def shown(value: Decimal, code: str) -> str:
    """The number `value` as the format `code` prints it, without the blanks around it.

    >>> shown(Decimal("1234.565"), "#,##0.00"), shown(Decimal("-0.054"), "0.0%"), shown(Decimal(12345678), "0!.0,")
    ('1,234.57', '-5.4%', '1234.6')
    """
    section, magnitude, minus = _choose(value, sections(code or "General"))
    if any(part.kind == "exponent" for part in section.parts) or _is_fraction(section):
        printed = general(magnitude)
    elif any(part.kind == "general" for part in section.parts):
        printed = "".join(general(magnitude) if p.kind == "general" else p.text for p in section.parts)
    elif any(part.kind == "digit" for part in section.parts):
        printed = _filled(magnitude, section.parts)
    elif any(part.kind == "text" for part in section.parts):
        printed = "".join(general(magnitude) if p.kind == "text" else p.text for p in section.parts)
    else:
        printed = "".join(part.text for part in section.parts if part.kind in ("literal", "percent"))
    return _signed(printed.strip(), minus)


def shown_text(text: str, code: str) -> str:
    """A text as its format prints it, with the blanks it begins with: the fourth section may put something around it.

    >>> shown_text("合计", '0;0;0;"（"@"）"'), shown_text("  合计", "0.00"), shown_text("  合计", "_ @_ ")
    ('（合计）', '  合计', '  合计')
    """
    last = sections(code)[3:4] or tuple(s for s in sections(code) if any(p.kind == "text" for p in s.parts))
    kinds = [part.kind for part in last[0].parts] if last else []
    if "text" not in kinds or not text:
        return "" if len(sections(code)) > 3 and "text" not in kinds else text
    at = kinds.index("text")
    before, after = ("".join(p.text for p in parts if p.kind == "literal") for parts in _around(last[0], at))
    return before.lstrip() + text + after.rstrip()


def _around(section: Section, at: int) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """The parts before and behind part `at`."""
    return section.parts[:at], section.parts[at + 1 :]


def shown_date(moment: datetime | date | time | timedelta, code: str) -> str:
    """A day or a time as its format prints it."""
    return shown_moment(moment, sections(code)[0].parts)


def is_date(code: str) -> bool:
    """True if the format shows a number as a day or a time.

    >>> is_date('yyyy"年"m"月"'), is_date('0.0"亩"'), is_date("[Red]0")
    (True, False, False)
    """
    first = sections(code)[0]
    return first.is_date and not any(part.kind in ("digit", "general") for part in first.parts)


def general(value: Decimal) -> str:
    """A number in the format General: as many decimals as fit into eleven characters.

    >>> general(Decimal("1234.56789012")), general(Decimal("123456789012")), general(Decimal("-0.5"))
    ('1234.56789', '123456789012', '-0.5')
    """
    text = f"{abs(value):f}"
    whole, _, decimals = text.partition(".")
    room = max(0, _ROOM - 1 - len(whole))
    if decimals and len(decimals) > room and (int(whole) or decimals[:room].strip("0")):
        text = f"{abs(value).quantize(Decimal(1).scaleb(-room), context=_WIDE):f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "-" * (value < 0 and bool(text.strip("0."))) + text


def _choose(value: Decimal, found: Sequence[Section]) -> tuple[Section, Decimal, str]:
    """The section for a value, the value as it is to be printed there, and the sign that has to stand before it."""
    numeric = [s for s in found[:3] if not (len(found) > 1 and s is found[-1] and _only_text(s))] or list(found[:1])
    minus = "-" if value < 0 else ""
    if any(section.condition for section in numeric):
        fit = next((section for section in numeric if section.fits(value)), numeric[-1])
        return fit, abs(value), minus
    if len(numeric) == 1 or value > 0:
        return numeric[0], abs(value), minus
    if value < 0:
        negative = numeric[1]
        printed = "".join(part.text for part in negative.parts if part.kind == "literal")
        return negative, abs(value), "" if _NEGATIVE_MARKS & set(printed) or not negative.parts else minus
    return (numeric[2] if len(numeric) > 2 else numeric[0]), value, ""


def _only_text(section: Section) -> bool:
    """True for the section that texts have in a format of two or three sections."""
    return any(part.kind == "text" for part in section.parts)


def _is_fraction(section: Section) -> bool:
    """True for # ?/?, where a slash stands between places for digits."""
    kinds = ["/" if part.text == "/" else part.kind for part in section.parts]
    return "/" in kinds and "digit" in kinds[: kinds.index("/")] and "digit" in kinds[kinds.index("/") :]


def _signed(printed: str, minus: str) -> str:
    """`printed` with the minus in front, unless nothing but zeros is printed."""
    return minus + printed if any(char in "123456789" for char in printed) else printed


def _filled(value: Decimal, parts: Sequence[Part]) -> str:
    """The parts of a section with the digits of `value` in the places that wait for them."""
    digits = [at for at, part in enumerate(parts) if part.kind == "digit"]
    point = next((at for at, part in enumerate(parts) if part.kind == "point"), len(parts))
    whole, rest = [at for at in digits if at < point], [at for at in digits if at > point]
    last = max((at for at in digits if at < point), default=-1)
    commas = [at for at, part in enumerate(parts) if part.kind == "comma"]
    thousands = sum(1 for at in commas if at > max(digits) or last < at < point)
    grouped = any(bool(whole) and whole[0] < at < last for at in commas)
    power = 2 * sum(part.kind == "percent" for part in parts) - 3 * thousands
    scaled = value.scaleb(power, context=_WIDE).quantize(Decimal(1).scaleb(-len(rest)), context=_WIDE)
    integer, _, decimals = f"{scaled:f}".partition(".")
    filled = _whole(integer.lstrip("0"), whole, parts, grouped) | _decimals(decimals, rest, parts)
    return "".join(
        filled.get(at, part.text) if part.kind != "comma" else ""
        for at, part in enumerate(parts)
        if part.kind != "date"
    )


def _whole(integer: str, places: Sequence[int], parts: Sequence[Part], grouped: bool) -> dict[int, str]:
    """What stands in the places before the point: digits from the right, the first place takes all that are left."""
    found: dict[int, str] = {}
    position = 0
    for order, at in enumerate(reversed(places)):
        first = order == len(places) - 1
        chunk = integer if first else integer[-1:]
        integer = "" if first else integer[:-1]
        chunk = chunk or {"0": "0", "?": " "}.get(parts[at].text, "")
        text = ""
        for char in reversed(chunk):
            text = char + ("," if grouped and position and position % 3 == 0 and char != " " else "") + text
            position += 1
        found[at] = text
    return found


def _decimals(decimals: str, places: Sequence[int], parts: Sequence[Part]) -> dict[int, str]:
    """What stands in the places behind the point; # leaves zeros at the end out."""
    found: dict[int, str] = {}
    open_end = True
    for at, char in reversed(list(zip(places, decimals, strict=False))):
        open_end = open_end and char == "0" and parts[at].text != "0"
        found[at] = {"#": "", "?": " "}[parts[at].text] if open_end else char
    return found
