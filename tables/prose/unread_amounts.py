"""Amounts that are printed in prose and were not read: digits with a unit of money or a percent sign, but no number."""

from __future__ import annotations

from collections.abc import Sequence

from fiscal import late_patterns as re
from fiscal.figure import Figure

_AMOUNT = re.compile(r"(?<![\d.,，A-Za-z])\d[\d.,，]*[.,，][\d.,，]*\d ?(?=[百千万亿]{0,2}元|[%‰])")


def unread_amounts(text: str, figures: Sequence[Figure]) -> int:
    """How many amounts with a point or a comma stand in the normalised `text` where none of its `figures` stands.

    >>> unread_amounts("全区收入12,34万元，支出1.2.3亿元，增长5.1%。", ())
    3
    """
    spans = [(figure.start, figure.end) for figure in figures]
    found = (match.span() for match in _AMOUNT.finditer(text))
    return sum(not any(a < end and start < b for a, b in spans) for start, end in found)
