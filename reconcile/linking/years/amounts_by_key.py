"""Amounts of all documents by their key, cells and narrative alike: concept, budget and year, then level and stage.

For what is told of an amount in one document and has its other half in another: the budget of which half a year is
49.0%, last year's outturn over which a budget grows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from msgspec import Struct

from fiscal.budget import Budget, Level, Stage
from fiscal.figure import Figure
from fiscal.table import Table
from reconcile.dossier import Dossier, once
from reconcile.linking.years.column_settings import amount, year_and_stage
from reconcile.linking.years.document_years import About, about
from reconcile.linking.years.told_amounts import told_amounts

ByKey: TypeAlias = Mapping[tuple[str, Budget | None, int], tuple["Keyed", ...]]

PLANNED = (Stage.BUDGET, Stage.ADJUSTED, Stage.CHANGED)
CARRIED_OUT = (Stage.FINAL, Stage.EXECUTED, Stage.EXPECTED)


class Keyed(Struct, frozen=True):
    """One amount of a whole year with what its key leaves open settled: the level, and the stage of its year."""

    figure: Figure
    level: Level
    stage: Stage
    of: About


@once
def amounts_by_key(dossier: Dossier) -> ByKey:
    """Every amount of a whole year that names a concept of one budget, in the order of the documents."""
    found: dict[tuple[str, Budget | None, int], list[Keyed]] = defaultdict(list)
    for known in about(dossier).values():
        for table in known.document.tables:
            for year, each in _of_table(table, known):
                found[each.figure.concept, each.figure.budget, year].append(each)
    for told in told_amounts(dossier):
        figure = told.figure
        if figure.budget is not None and _whole_year(figure):
            found[figure.concept, figure.budget, told.year].append(Keyed(figure, told.level, told.stage, told.of))
    return {key: tuple(some) for key, some in found.items()}


def _of_table(table: Table, known: About) -> Iterator[tuple[int, Keyed]]:
    whens = [year_and_stage(table, column, known) for column in table.columns]
    for row in table.rows:
        for cell, when in zip(row.cells, whens, strict=False):
            figure = amount(cell)
            if figure is not None and when is not None and figure.budget is not None and _whole_year(figure):
                yield when[0], Keyed(figure, figure.level or Level.WHOLE, when[1], known)


def _whole_year(figure: Figure) -> bool:
    return figure.period is None or figure.period.span in ("year", "end", "start")


def of_one_place(figure: Figure, of: About, some: Iterable[Keyed]) -> list[Keyed]:
    """Those that speak of the same government, zone or department, in documents of one organisation."""
    found = []
    for each in some:
        whose, other = of.whose, each.of.whose
        one = each.of.document is of.document or (whose is not None and other is not None and whose.same(other))
        if one and each.figure.place_of == figure.place_of:
            found.append(each)
    return found
