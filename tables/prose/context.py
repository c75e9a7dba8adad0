"""What a figure's surroundings say of it: the budget, level and period named nearest before it.

A sentence says some of it, its heading or the report's title the rest; the nearest mention wins.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeVar

from msgspec import Struct

from fiscal import late_patterns as re
from fiscal.budget import Budget, Level, Period
from fiscal.document import Report
from fiscal.words.vocabulary import budget_in, level_in, period_in, year_in

T = TypeVar("T")

_BOUNDARY = "，。；：、（）()！？"


_COMPARED = re.compile(
    r"[高低快慢好优]于|占全|全[省市区县](?:第|平均|水平|前|增幅|首)|(?:位|名)列|位居|排名|[在为]全[省市区县]|市级指标"
)


class Surroundings(Struct, frozen=True):
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


_NAMED_THING = re.compile(
    r"《[^《》]*》|“[^“”]*”|(?:19|20)\d\d年[\u4e00-\u9fff]{2,20}?(?:仪式|论坛|博览会)|"
    r"(?<=[\u4e00-\u9fff])(?:19|20)\d\d年(?:(?!完成|实施|安排|推进|新增|投入|开工|启动)[\u4e00-\u9fff]){2,14}?改造工程"
)
_FROM_JANUARY = re.compile(r"1-(\d{1,2})")
_QUANTITY = re.compile(r"\d[\d,，.]*\s*(?:[万亿]?元|%|个百分点|[万亿])")


def without_names(text: str) -> str:
    """`text` without quotations and the names of events and works; a year in them is part of the name.

    >>> without_names("举办2020年重点项目集中签约仪式，引进项目"), without_names("根据《2021年决算》，收入")
    ('举办，引进项目', '根据，收入')
    """
    return _NAMED_THING.sub("", text)


_CAUSE = re.compile(r"，(?:主要|原因)[^；。]*(?=[；。])")


def without_causes(text: str) -> str:
    """`text` without reasons that have ended: what they name does not govern what follows them.

    >>> without_causes("收入9亿元，主要是2022年基数抬高；支出"), without_causes("收入9亿元，主要是2022年基数")
    ('收入9亿元；支出', '收入9亿元，主要是2022年基数')
    """
    return _CAUSE.sub("", text)


def governing_level(before: str) -> list[str]:
    """The pieces of `before` whose level may govern what follows, last first.

    An item before the last ； speaks for itself: only words without a number (区本级：) govern the items behind them.
    """
    items, _, last = before.rpartition("；")
    if not items:
        return pieces(last)
    head, _, listed = items.rpartition("其中")  # 全市收入9亿元，其中：税收7亿元；非税…: the whole governs all its parts
    return pieces(last) + [piece for piece in pieces(listed) if not _QUANTITY.search(piece)] + pieces(head)


def carried(last: Period | None, opening: Period | None) -> Period | None:
    """The period that a sentence naming none inherits from `last`, the figure before it in the passage.

    A quarter, single months, or fewer months than the opening's, named on the way, hold for their own sentence only.

    >>> str(carried(Period(2020, "1-3"), Period(2020, "1-6"))), str(carried(Period(2020, "1-8"), Period(2020, "year")))
    ('2020-1-6', '2020-1-8')
    """
    months = _FROM_JANUARY.fullmatch(last.span) if last else None
    wider = _FROM_JANUARY.fullmatch(opening.span) if opening else None
    if last is None or last == opening or not re.fullmatch(r"\d{1,2}-\d{1,2}", last.span):
        return last
    if months is None or last.span == "1-3" or (wider and int(months[1]) < int(wider[1])):
        return opening
    return last


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
