"""What a figure's surroundings say of it: the budget, level and period named nearest before it.

A sentence says some of it, its heading or the report's title the rest; the nearest mention wins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from fiscal.budget import Budget, Level, Period
from fiscal.document import Report
from fiscal.vocabulary import budget_in, level_in, period_in, year_in

T = TypeVar("T")

_BOUNDARY = "，。；：、（）()！？"


_COMPARED = re.compile(
    r"[高低快慢好优]于|占全|全[省市区县](?:第|平均|水平|前|增幅|首)|(?:位|名)列|位居|排名|[在为]全[省市区县]|市级指标"
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The report and the headings (outermost first) above a passage."""

    report: Report
    headings: tuple[str, ...]

    @property
    def year(self) -> int | None:
        """The year named by the innermost heading that names one, else by the report."""
        return next((year for text in reversed(self.headings) if (year := year_in(text))), self.report.year)

    def budget(self) -> Budget | None:
        """The budget named by the innermost heading that names one, else by the report's title."""
        return _nearest(budget_in, (self.report.title, *self.headings))

    def level(self) -> Level | None:
        """The level named by the innermost heading that names one. Titles name the government, not the level."""
        return _nearest(level_in, self.headings)

    def period(self) -> Period | None:
        """The period named by the innermost heading; what only the report's title or date names is left unsaid."""
        return _nearest(lambda text: period_in(text, self.year), self.headings)


def pieces(text: str) -> list[str]:
    """`text` cut at punctuation, the last piece first."""
    found, start = [], 0
    for i, char in enumerate(text):
        if char in _BOUNDARY:
            found.append(text[start:i])
            start = i + 1
    found.append(text[start:])
    return found[::-1]


def nearest_budget(before: Sequence[str]) -> Budget | None:
    """The budget named in the nearest of the pieces before a figure."""
    return next((found for piece in before if (found := _budget(piece))), None)


def nearest_level(before: Sequence[str]) -> Level | None:
    """The level named in the nearest of the pieces before a figure, comparisons (高于全市水平, 全市第二) left out."""
    return next((found for piece in before if not _COMPARED.search(piece) and (found := _level(piece))), None)


def nearest_period(before: Sequence[str], year: int | None) -> Period | None:
    """The period named in the nearest of the pieces before a figure."""
    return next((found for piece in before if (found := _period(piece, year))), None)


_budget = lru_cache(maxsize=65536)(budget_in)
_level = lru_cache(maxsize=65536)(level_in)
_period = lru_cache(maxsize=65536)(period_in)


def _nearest(reads: Callable[[str], T | None], texts: Sequence[str]) -> T | None:
    return next((found for text in reversed(texts) if (found := reads(text)) is not None), None)
