"""Cells by what they measure: the budget, side and subject of their row, whatever number they print.

The narrative calls a line 教育支出 or 教育, 收入 or 本年收入合计; one key stands for all these names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from msgspec import Struct

from fiscal.budget import Budget
from fiscal.figure import Figure
from fiscal.table import Row, Table
from fiscal.words.label_patterns import label_pattern
from fiscal.words.vocabulary import side_in
from reconcile.dossier import Dossier, once
from tables.measured.line_names import HEADS, name_of

_STEPS = label_pattern("column-settings")
"""What a header says of the step of the budget year; the rest names a thing."""

_WHOLE = label_pattern("whole-column")


class NamedRow(Struct, frozen=True):
    """One row of a table, found by its name, with the columns that print the thing so named."""

    table: Table
    index: int
    columns: tuple[int, ...]

    @property
    def row(self) -> Row:
        """The row itself."""
        return self.table.rows[self.index]

    def cells(self) -> tuple[Figure, ...]:
        """Its figures in the order of the columns."""
        cells = self.row.cells
        return tuple(cell for column in self.columns if (cell := cells[column]) is not None)


Key = tuple[Budget | None, str]
Index = Mapping[Key, tuple[NamedRow, ...]]


def side_of(label: str) -> str | None:
    """Receipts or outlays, if the label ends in the word; a subject (增值税) says neither."""
    return side_in(label[-4:])


@once
def lines_by_name(dossier: Dossier) -> Index:
    """All rows by budget and name, in the order of the documents.

    Where columns are headed by things (funds, areas) instead of steps of the budget year, the row's name stands for the
    column 合计 only, and the thing with 收入 or 支出 is a name of its own: 工伤保险基金收入.
    """
    found: dict[Key, list[NamedRow]] = defaultdict(list)
    for table in dossier.tables():
        steps, things = _columns(table)
        for index, row in enumerate(table.rows):
            name = name_of(row.label, table.side) if row.label else ""
            if not name:
                continue
            _add(found, name, NamedRow(table, index, steps))
            if name in HEADS.values():
                for column, thing in things.items():
                    _add(found, name_of(thing + name, table.side), NamedRow(table, index, (column,)))
    return {key: tuple(lines) for key, lines in found.items()}


def _add(found: dict[Key, list[NamedRow]], name: str, line: NamedRow) -> None:
    for budget in {cell.budget or _budget_of(line.table.title) for cell in line.cells()}:
        found[budget, name].append(line)


def _budget_of(title: str) -> Budget | None:
    """The budget of a table whose title says 一般公共收入预算 or 一般公共收支 for 一般公共预算收入."""
    return Budget.GENERAL if label_pattern("general-budget-side").search(title) else None


def budget_of(line: NamedRow) -> Budget | None:
    """The budget that a line belongs to."""
    cells = line.cells()
    return (cells[0].budget if cells else None) or _budget_of(line.table.title)


def _columns(table: Table) -> tuple[tuple[int, ...], dict[int, str]]:
    """The columns that show a row as a whole, and those headed by things, with their names."""
    things = {}
    for index, column in enumerate(table.columns):
        words = [_STEPS.sub("", part) for part in column.path]
        thing = next((word for word in reversed(words) if len(word) >= 2 and word not in table.title), "")
        if thing and not _WHOLE.fullmatch(thing):
            things[index] = thing
    if len(things) < 3:
        return tuple(range(len(table.columns))), {}
    return tuple(index for index in range(len(table.columns)) if index not in things), things
