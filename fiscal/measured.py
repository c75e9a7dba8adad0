"""The key: what a figure measures, by which figures of any table, text, document and year are linked."""

from __future__ import annotations

from typing import NamedTuple

from fiscal.budget import Budget, Level, Stage
from fiscal.figure import Figure, Measure


class Key(NamedTuple):
    """Concept × place × budget × level × year × stage × measure; what nothing says is None, or "" of a concept.

    `span` is the part of the year (see `fiscal.budget.Period`).
    """

    concept: str
    place_of: str | None
    budget: Budget | None
    level: Level | None
    year: int | None
    span: str | None
    stage: Stage | None
    measure: Measure


def key_of(figure: Figure) -> Key:
    """The key of one figure, as the document was read."""
    period = figure.period
    return Key(
        figure.concept,
        figure.place_of,
        figure.budget,
        figure.level,
        None if period is None else period.year,
        None if period is None else period.span,
        figure.stage,
        figure.measure,
    )


def meet(one: Key, other: Key) -> bool:
    """True if two keys name one concept and contradict each other in nothing; stages and measures are not looked at.

    >>> from fiscal.budget import Budget
    >>> here = Key("上年结转", None, Budget.FUNDS, None, 2024, "year", None, Measure.AMOUNT)
    >>> meet(here, here._replace(budget=None, place_of="云溪区")), meet(here, here._replace(year=2023))
    (True, False)
    """
    alike = zip(one[1:5], other[1:5], strict=True)
    return one.concept == other.concept and all(a is None or b is None or a == b for a, b in alike)
