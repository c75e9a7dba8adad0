"""Columns of a table of indicators (指标表): the target, what was reached, and where it started from."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from fiscal.budget import Stage
from fiscal.figure import Figure
from fiscal.table import Attainment, Table
from fiscal.words.label_patterns import label_pattern

_TARGET = label_pattern("target-column")
_RESULT = label_pattern("attained-column")
_START = label_pattern("base-column")
_CEILING = label_pattern("lower-is-better")
_FALL = label_pattern("fall-is-meant")
"""In the name of an indicator these turn it round again: the more 能耗降低率, the better."""


class Target(Struct, frozen=True):
    """A row's target and result, with what the table says of the two: the result came up to it, or fell short.

    `ceiling` is True for an indicator that is to stay below its target.
    """

    target: Figure
    result: Figure
    attainment: Attainment
    said: str
    ceiling: bool


def judged_targets(table: Table) -> Iterator[Target]:
    """Every row that the table judges in words and whose target and last result are figures of one unit.

    Which way an indicator is meant to go is told by its name and by its start; rows in which the two disagree are left
    out: nobody can say what would be better.
    """
    titles = ["".join(column.path) for column in table.columns]
    targets = [at for at, title in enumerate(titles) if _TARGET.search(title)]
    results = [at for at, column in enumerate(table.columns) if _is_result(titles[at], column.stage)]
    starts = [at for at, title in enumerate(titles) if _START.search(title)]
    if len(targets) != 1 or not results:
        return
    for judged in table.judged:
        row = table.rows[judged.row]
        target, result = row.cells[targets[0]], row.cells[results[-1]]
        if target is None or result is None or not _comparable(target, result):
            continue
        ceiling = bool(_CEILING.search(row.label)) and not _FALL.search(row.label)
        start = row.cells[starts[0]] if starts else None
        if start is None or _leads(start, target, ceiling):
            yield Target(target, result, judged.attainment, judged.said, ceiling)


def _is_result(title: str, stage: Stage | None) -> bool:
    return bool(_RESULT.search(title)) or stage in (Stage.EXECUTED, Stage.FINAL)


def _comparable(one: Figure, other: Figure) -> bool:
    """True for two exact figures of one unit and measure."""
    return one.quantity.unit == other.quantity.unit and one.measure is other.measure


def _leads(start: Figure, target: Figure, ceiling: bool) -> bool:
    """True if the target lies on the better side of the start."""
    if not _comparable(start, target):
        return True
    before, after = start.quantity.value, target.quantity.value
    return after <= before if ceiling else after >= before
