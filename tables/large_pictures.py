"""Pictures on which a table may be: they are told, because nothing in them is read."""

from __future__ import annotations

from decimal import Decimal

from fiscal import late_patterns as re
from fiscal.document import Note

WIDEST_SHAPE = 6
"""What is more than so many times as wide as high is a banner."""

_LENGTH = re.compile(r"\s*(\d{1,5}(?:\.\d{1,6})?)\s*(cm|mm|in|pt|pc|px)?\s*")
_TENTHS = {
    "cm": Decimal(100),
    "mm": Decimal(10),
    "in": Decimal(254),
    "pt": Decimal(254) / 72,
    "pc": Decimal(254) / 6,
    "px": Decimal(254) / 96,
}
_WIDE, _HIGH = 600, 200


def is_large(width: str, height: str) -> bool:
    """True for 6 cm by 2 cm at least, which seals and emblems are not, and no banner; lengths as documents write them.

    >>> is_large("15.9cm", "8.2cm"), is_large("600", "400px"), is_large("3cm", "3cm"), is_large("1200px", "120px")
    (True, True, False, False)
    """
    wide, high = _tenths(width), _tenths(height)
    return wide >= _WIDE and high >= _HIGH and wide <= WIDEST_SHAPE * high


def _tenths(length: str) -> Decimal:
    """A length in tenths of a millimetre; a bare number counts pixels; 0 for what is none."""
    found = _LENGTH.fullmatch(length)
    return Decimal(found[1]) * _TENTHS[found[2] or "px"] if found else Decimal(0)


def picture_notes(count: int) -> tuple[Note, ...]:
    """A note that `count` large pictures were not read; none where there are none."""
    return (Note("DOC25", f"图片里的文字和数字没有读取：{count}张较大的图片"),) if count else ()
