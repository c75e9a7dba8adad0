"""A figure: a quantity with its place and with what it is said to measure."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from fiscal.budget import Budget, Level, Period, Stage
from fiscal.numbers.quantity import Quantity
from fiscal.place import Place


class Measure(StrEnum):
    """What a figure does in its sentence or column."""

    AMOUNT = "amount"  # 收入 171.7 亿元
    FROM = "from"  # 由 A 调整为
    TO = "to"  # 调整为 B
    DELTA = "delta"  # 增加 C, 减少 C
    GROWTH = "growth"  # 增长 x%, 下降 x%, 增长 n 倍
    SHARE = "share"  # 占…的 x%
    COMPLETION = "completion"  # 完成预算的 x%
    RATE = "rate"  # …率 x%
    POINTS = "points"  # x 个百分点
    RANK = "rank"  # 位列第 n
    COUNT = "count"  # n 个, n 件


class Figure(Struct, frozen=True):
    """One printed number (所列数字) of a table cell or of the narrative.

    `sign` is -1 where the words turn it round (减少, 下降, 微跌), else 1; the quantity keeps the printed number.
    `label` is the noun phrase it measures, as printed; `whole` is the id of the figure of which the text says that
    this one is a part (其中), or None; `report` is the index into `Document.reports`; `confidence` is what a recogniser
    of characters thinks of its reading, in percent, None for text that was text; `formula` the formula behind a cell.
    `concept` is what it measures by the name that all documents share, "" where nothing is named; `place_of` the
    government, zone or department of which it speaks, None where nothing says. `adjusted` is True for a rate that the
    printed amounts need not give: on a comparable footing (同口径, 可比), or marked with a footnote (*8.2%, 8.2%①).
    """

    id: str
    quantity: Quantity
    place: Place
    label: str
    source: str  # "cell" or "narrative"
    measure: Measure = Measure.AMOUNT
    sign: int = 1
    budget: Budget | None = None
    level: Level | None = None
    period: Period | None = None
    stage: Stage | None = None
    report: int = 0
    whole: str | None = None
    confidence: int | None = None
    formula: str | None = None
    concept: str = ""
    place_of: str | None = None
    adjusted: bool = False

    @property
    def start(self) -> int:
        """Where a narrative figure begins in its passage's text; −1 for a cell."""
        return self.place.span[0] if self.place.span else -1

    @property
    def end(self) -> int:
        """Where a narrative figure with its unit ends in its passage's text; −1 for a cell."""
        return self.place.span[1] if self.place.span else -1
