"""Columns of two documents that speak of one year: 上年决算数 here, 决算数 in the document of that year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from msgspec import Struct

from fiscal.budget import Stage
from fiscal.figure import Figure
from fiscal.table import Table
from reconcile.dossier import Dossier
from reconcile.linking.years.column_settings import Scope, amount, scope, year_and_stage
from reconcile.linking.years.document_years import About, about
from reconcile.linking.years.versions import versions
from reconcile.structure.counterparts.paired_tables import row_keys
from reconcile.structure.rows.agreeing_columns import additive_columns
from tables.measured.organisations import Organisation

Rows = Mapping[tuple[str, ...], int]
"""Rows of a table by their label and the labels above them."""

FEWEST = 3
"""Columns that share fewer rows are not taken to speak of the same things."""


class YearColumn(Struct, frozen=True):
    """One column of amounts and what it tells: the stage of its year, of the scope and side of its table."""

    document: str
    whose: Organisation
    table: Table
    column: int
    rows: Rows
    scope: Scope
    year: int
    stage: Stage

    def cell(self, row: int) -> Figure | None:
        """The amount in `row`, or None."""
        return amount(self.table.rows[row].cells[self.column])


class ColumnPair(Struct, frozen=True):
    """Two columns on one year in documents of one organisation that are not versions of one another.

    `cells` are the amounts of the rows that both tables have, with the row's index in the first.
    """

    first: YearColumn
    second: YearColumn
    cells: tuple[tuple[int, Figure, Figure], ...]


def column_pairs(dossier: Dossier) -> Iterator[ColumnPair]:
    """Every pair of columns of two documents on the same year, scope and side that share three rows or more.

    Of several columns of one document that say the same of the same rows the first is taken.
    """
    works = versions(dossier)
    for columns in _by_year(dossier, works).values():
        for at, first in enumerate(columns):
            for second in columns[at + 1 :]:
                if works[first.document] != works[second.document] and first.whose.same(second.whose):
                    cells = _shared(first, second)
                    if len(cells) >= FEWEST:
                        yield ColumnPair(first, second, cells)


def _by_year(dossier: Dossier, works: Mapping[str, int]) -> dict[object, list[YearColumn]]:
    """Columns of documents that have a sequel, by what they speak of."""
    known = [each for each in about(dossier).values() if each.whose is not None]
    written: dict[object, set[int]] = defaultdict(set)
    for each in known:
        written[_name(each)].add(works[each.document.id])
    found: dict[object, dict[object, YearColumn]] = defaultdict(dict)
    for each in known:
        for table in each.document.tables if len(written[_name(each)]) > 1 else ():
            for column in _columns(table, each) if table.side else ():
                speaks_of = (_name(each), column.scope, table.side, column.year)
                found[speaks_of].setdefault((column.document, column.stage, frozenset(column.rows)), column)
    return {speaks_of: list(columns.values()) for speaks_of, columns in found.items()}


def _name(known: About) -> object:
    return (known.whose.places[-1], known.whose.unit) if known.whose is not None else None


def _columns(table: Table, known: About) -> Iterator[YearColumn]:
    rows: Rows | None = None
    for index in additive_columns(table):
        when = year_and_stage(table, table.columns[index], known)
        cell = next((found for row in table.rows if (found := amount(row.cells[index])) is not None), None)
        part = scope(table, index, cell, known) if cell is not None else None
        if when is not None and part is not None and known.whose is not None:
            rows = row_keys(table) if rows is None else rows
            yield YearColumn(known.document.id, known.whose, table, index, rows, part, *when)


def _shared(first: YearColumn, second: YearColumn) -> tuple[tuple[int, Figure, Figure], ...]:
    return tuple(
        (row, a, b)
        for key, row in first.rows.items()
        if key in second.rows
        and (a := first.cell(row)) is not None
        and (b := second.cell(second.rows[key])) is not None
    )
