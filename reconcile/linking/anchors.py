"""Anchors: the lines of the tables that a figure of the narrative speaks of, found by words and settings alone.

Budget, level, side, subject and year choose the line, the step of the budget year (预算, 调整预算, 执行) the cell; the number
never does. Where several tables print the line, all of them are answered.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter

from msgspec import Struct

from fiscal.budget import Level, Stage
from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.words.label_patterns import label_pattern
from fiscal.words.vocabulary import fold, stage_in
from reconcile.dossier import Dossier, once
from reconcile.linking.cells_by_name import NamedRow, lines_by_name, side_of
from reconcile.linking.links import groups
from reconcile.linking.matters import annexes, matters
from tables.measured.line_names import name_of
from tables.measured.scopes import entity
from tables.prose.spans import sentence_start

PLAN, CHANGED, DONE = "plan", "changed", "done"
_STEP = {
    Stage.BUDGET: PLAN,
    Stage.ADJUSTED: CHANGED,
    Stage.CHANGED: CHANGED,
    Stage.EXECUTED: DONE,
    Stage.FINAL: DONE,
    Stage.PRIOR: DONE,
}
_PLANNED = label_pattern("plan-heading")
_CARRIED_OUT = label_pattern("outturn-heading")
REACH = 60
"""How many figures back the level may have been named."""

LOOK_BACK = 240
"""How many characters back a part of the year may have been named."""

MOST_LINES = 200
"""Of more rows under one name only the first are looked at: 其他 names nothing."""

_MONTHS = label_pattern("months-named")
"""A part of the year has no column of its own."""


class FigureSetting(Struct, frozen=True):
    """What a figure of the narrative says of itself: subject, year and step; a step of None is left open."""

    figure: Figure
    name: str
    side: str | None
    year: int
    step: str | None
    level: Level | None
    scope: str = ""


def setting_of(figure: Figure, passage: Passage, titles: str = "") -> FigureSetting | None:
    """What `figure` speaks of, or None if it names no subject or no whole year.

    A figure without a level of its own speaks of the level that the passage named last before it; `scope` is the part
    of the area (高新区) whose section it stands in, unless `titles`, those of the reports, name it.
    """
    period = figure.period
    if period is None or period.year is None or period.span not in ("year", "end"):
        return None
    side = side_of(figure.label)
    name = name_of(figure.label, side)
    begin = max(sentence_start(passage, figure.start), figure.start - LOOK_BACK)
    if len(name) < 2 or _MONTHS.search(passage.text, begin, max(0, figure.start)):
        return None
    level = figure.level or level_before(figure, passage)
    scope = entity(passage.headings, titles)
    return FigureSetting(figure, name, side, period.year, step_of(figure, passage), level, scope)


def level_before(figure: Figure, passage: Passage) -> Level | None:
    """The level that the passage named last before a figure."""
    at = bisect_left(passage.figures, figure.start, key=attrgetter("start"))
    before = passage.figures[max(0, at - REACH) : at]
    return next((other.level for other in reversed(before) if other.level is not None), None)


def step_of(figure: Figure, passage: Passage) -> str | None:
    """The step that the figure's own words name, else the headings above it (预算执行情况, 预算草案)."""
    own = figure.stage is not Stage.PRIOR or not label_pattern("starts-last-year").match(name_of(figure.label, None))
    if figure.measure is Measure.AMOUNT and figure.stage in _STEP and own:
        return _STEP[figure.stage]
    for heading in reversed(passage.headings):
        done, plan = _CARRIED_OUT.search(heading), _PLANNED.search(heading)
        if bool(done) != bool(plan):
            return DONE if done else PLAN
    return None


def step_of_cell(cell: Figure, line: NamedRow) -> str | None:
    """The step that a cell's column names, else its table's title."""
    stage = cell.stage or stage_in(fold(line.table.title))
    return _STEP.get(stage) if stage is not None else None


def lines_of(said: FigureSetting, dossier: Dossier) -> list[NamedRow]:
    """The rows of the tables that bear the name in the same budget, side and level, within one matter or document."""
    figure = said.figure
    found = []
    known = lines_by_name(dossier)
    named = known.get((figure.budget, said.name)) or known.get((None, said.name), ())
    for line in named[:MOST_LINES]:
        table = line.table
        if said.side and table.side in ("receipts", "outlays") and table.side != said.side:
            continue
        if said.scope and said.scope not in table.title:
            continue
        if _together(figure, line, dossier) and _levels_agree(said.level, line):
            found.append(line)
    return found


def _together(figure: Figure, line: NamedRow, dossier: Dossier) -> bool:
    if figure.place.document == line.table.document:
        return True
    matter = matters(dossier)
    here = matter.get((figure.place.document, figure.report))
    there = annexes(dossier).get(line.table.document, (line.table.document, line.table.report))
    return here is not None and here == matter.get(there)


def _levels_agree(level: Level | None, line: NamedRow) -> bool:
    own = line.cells()[0].level
    return level is None or (own or Level.WHOLE) is level


def amounts(line: NamedRow, year: int) -> Iterator[Figure]:
    """The amounts that a row prints for `year`."""
    for cell in line.cells():
        period = cell.period
        if (
            cell.measure is Measure.AMOUNT
            and period is not None
            and period.year == year
            and cell.quantity.unit.is_money
        ):
            if period.span in ("year", "end"):
                yield cell


def cells_of(said: FigureSetting, lines: Sequence[NamedRow]) -> list[tuple[NamedRow, Figure]]:
    """The cells of `lines` that print the amount of the year and step spoken of."""
    found = []
    for line in lines:
        here = [(cell, step_of_cell(cell, line)) for cell in amounts(line, said.year)]
        fitting = [cell for cell, step in here if said.step is None or step is None or step == said.step]
        found += [(line, cell) for cell in fitting]
    return found


@once
def cells_linked(dossier: Dossier) -> dict[str, tuple[Figure, ...]]:
    """For every narrative figure that a group links to tables: the cells of its group."""
    found: dict[str, tuple[Figure, ...]] = {}
    for group in groups(dossier):
        cells = tuple(figure for figure in group.members if figure.source == "cell")
        if cells:
            found.update({figure.id: cells for figure in group.members if figure.source == "narrative"})
    return found
