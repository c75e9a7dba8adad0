"""What a column of a table speaks of: whose money, at which stage of which year. So that two years' tables can meet."""

from __future__ import annotations

from msgspec import Struct

from fiscal.budget import Budget, Level, Stage
from fiscal.figure import Figure, Measure
from fiscal.table import Column, Table
from fiscal.words.label_patterns import label_pattern
from fiscal.words.plain_text import squeezed
from fiscal.words.vocabulary import stage_in
from reconcile.linking.years.document_years import About
from tables.measured.scopes import narrow_columns

ACTUAL = frozenset({Stage.EXPECTED, Stage.EXECUTED, Stage.FINAL})
"""Stages that tell what came of a year: expected, executed, settled."""

_YEARS = label_pattern("years-named")
_LAST = label_pattern("last-year-words")
_OF_BUDGET = label_pattern("of-some-budget")
_BUDGETS = {"一般公共": Budget.GENERAL, "公共财政": Budget.GENERAL}
_WHOLE = label_pattern("whole-area-words")
_OWN = label_pattern("own-level-words")


class Scope(Struct, frozen=True):
    """Whose money a table lists: the budget, the level, and the part of the area or the fund that it is narrowed to."""

    budget: Budget
    level: Level
    part: str


def scope(table: Table, column: int, cell: Figure, known: About) -> Scope | None:
    """The scope of the cells of one column, or None if the table names no budget.

    >>> _part("2025年云河市高新区一般公共预算收入表", ("云河市",), False)
    '高新区'
    >>> [_part(f"2025年{level}政府性基金收入表", (), two) for level, two in (("市本级", True), ("市级", False))]
    ['市本级', '']
    """
    title = squeezed(table.title)
    hit = _OF_BUDGET.search(title)
    budget = cell.budget or table.budget or (_BUDGETS.get(hit[0]) if hit else None)
    if budget is None:
        return None
    part = _part(title, known.whose.places if known.whose else (), known.two_own_levels)
    level = cell.level or table.level or Level.WHOLE
    narrow = narrow_columns(table).get(column, "")
    return Scope(budget, level, f"{part}{narrow}")


def _part(title: str, places: tuple[str, ...], two_own_levels: bool) -> str:
    """The words before the name of the budget without the year, the place itself and words of the whole.

    Words of the own level stay where the document knows two of them.
    """
    hit = _OF_BUDGET.search(title)
    text = _YEARS.sub("", title[: hit.start()]) if hit else ""
    for place in places:
        text = text.replace(place, "")
    text = text if two_own_levels else _OWN.sub("", text)
    return label_pattern("table-number-and-year").sub("", _WHOLE.sub("", text))


def year_and_stage(table: Table, column: Column, known: About) -> tuple[int, Stage] | None:
    """The year and the stage that a column of amounts tells: 上年决算数 of 2024 is (2023, FINAL). None if unclear.

    A column that names no stage has that of the table's title; beside the draft of the next year it tells what is
    expected of this one.
    """
    if column.period is None or column.period.year is None:
        return None
    words = squeezed("".join(column.path))
    stage = column.stage
    if stage is Stage.PRIOR:
        stage = stage_in(_LAST.sub("", words))
        if stage is None and label_pattern("last-years-number").search(words) and "决算" in table.title:
            stage = Stage.FINAL
    elif stage is None:
        stage = _of_title(squeezed(table.title), column.period.year, known)
    return (column.period.year, stage) if stage is not None else None


def _of_title(title: str, year: int, known: About) -> Stage | None:
    if label_pattern("draft-or-compiled").search(title):
        return Stage.BUDGET
    return stage_in(title) or (Stage.EXPECTED if year + 1 in known.drafted else None)


def amount(cell: Figure | None) -> Figure | None:
    """The cell if it states an amount of money, else None."""
    return cell if cell is not None and cell.measure is Measure.AMOUNT and cell.quantity.unit.is_money else None
