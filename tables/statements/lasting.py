"""Counts over stretches of time: 2019年7月1日至2020年11月18日, 今年以来, 2020年以来."""

from __future__ import annotations

from collections.abc import Iterator

from fiscal import late_patterns as re
from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.statement import Lasting
from tables.prose.spans import figures_within

_LONG = re.compile(r"(20\d\d)年\d{1,2}月(?:\d{1,2}日)?[-—~至到]+(20\d\d)年\d{1,2}月")
_SHORT = re.compile(r"今年以来|年初以来|(20\d\d)年以来")


def lasting(passage: Passage, year: int | None) -> Iterator[Lasting]:
    """The counts of every sentence that says over which time; `year` is that of the report."""
    for start, end in passage.sentences:
        long, short = _LONG.search(passage.text, start, end), _SHORT.search(passage.text, start, end)
        if long is not None and long[1] < long[2]:
            when = int(long[2])
        elif long is None and short is not None:
            when = int(short[1]) if short[1] else year or 0
        else:
            continue
        for figure in figures_within(passage, (start, end)):
            if _counts(figure):
                yield Lasting(figure.id, when, over_years=long is not None)


def _counts(figure: Figure) -> bool:
    return figure.measure in (Measure.COUNT, Measure.AMOUNT) and not figure.quantity.unit.is_rate
