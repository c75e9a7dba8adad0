"""Columns that are rows of another table: money by item and area, and beside it the same money by area alone.

A column headed 广州市 in a table of items without a total row comes to what the row 广州市 of the other table prints.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from fiscal.figure import Figure, Measure
from fiscal.table import Table
from fiscal.words.label_patterns import label_pattern
from fiscal.words.plain_text import squeezed
from fiscal.words.vocabulary import fold
from reconcile.structure.rows.row_roles import total_rank

FEWEST_ROWS = 4
FEWEST_COLUMNS = 3
"""So many columns of a table must be rows of the other before the two are taken to be about the same money."""

_WHICH = label_pattern("of-which-row")


class ColumnAsRow(Struct, frozen=True):
    """All `parts` that a column prints, and the cell `whole` in the row of another table that is called like it."""

    whole: Figure
    parts: tuple[Figure, ...]


def columns_as_rows(tables: Sequence[Table]) -> Iterator[tuple[ColumnAsRow, ...]]:
    """For every table and every column of another one, the columns of the first that are rows of the second."""
    rows = _rows_by_name(tables)
    for table in tables:
        found: dict[tuple[str, int], list[ColumnAsRow]] = defaultdict(list)
        for column, parts in _without_total(table).items():
            for other, index in rows.get(_name(table.columns[column].path[-1]), ()):
                if other is not table and other.document == table.document:
                    for at, whole in enumerate(other.rows[index].cells):
                        if whole is not None and _alike(whole, parts[0]):
                            found[other.id, at].append(ColumnAsRow(whole, parts))
        yield from (tuple(some) for some in found.values() if len(some) >= FEWEST_COLUMNS)


def _rows_by_name(tables: Sequence[Table]) -> Mapping[str, list[tuple[Table, int]]]:
    """Every row of every table by its name."""
    found: dict[str, list[tuple[Table, int]]] = defaultdict(list)
    for table in tables:
        for index, row in enumerate(table.rows):
            found[_name(row.label)].append((table, index))
    return {name: some for name, some in found.items() if len(name) >= 2}


def _name(label: str) -> str:
    return squeezed(fold(label))


def _without_total(table: Table) -> Mapping[int, tuple[Figure, ...]]:
    """The amounts of each column of a table that has no row of totals, in the rows of the top level."""
    named = [column for column, head in enumerate(table.columns) if head.path and len(_name(head.path[-1])) >= 2]
    if len(named) < FEWEST_COLUMNS or any(total_rank(row.label) for row in table.rows) or table.unread:
        return {}
    levels = [row.level for row in table.rows if row.level is not None]
    top = [row for row in table.rows if row.level in (None, min(levels, default=None)) and not _WHICH.match(row.label)]
    found = {}
    for column in named:
        cells = tuple(cell for row in top if (cell := row.cells[column]) is not None)
        money = all(cell.measure is Measure.AMOUNT and cell.quantity.unit.is_money for cell in cells)
        if money and len(cells) >= FEWEST_ROWS:
            found[column] = cells
    return found


def _alike(one: Figure, other: Figure) -> bool:
    return one.measure is other.measure and one.quantity.unit.dimension == other.quantity.unit.dimension
