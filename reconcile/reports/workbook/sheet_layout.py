"""Where everything goes in the workbook, known before anything is written: so that cells can link to one another.

Every table gets a sheet: title, unit, header rows, then its rows as printed; a column of figures of which some are
checked has a narrow column beside it, for the tick or the difference.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping

from msgspec import Struct
from openpyxl.utils import get_column_letter

from fiscal.budget import Stage
from fiscal.relation import Role
from fiscal.table import Table
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.places import table_name
from reconcile.reports.workbook.sheet_cells import sheet_name
from reconcile.review import Review, Severity, Verdict
from reconcile.words.messages import label
from reconcile.words.texts import words

SIDES = ("receipts", "outlays")
ABOVE = 3
"""Rows above the header: title, unit and source, legend."""


class Mark(Struct, frozen=True):
    """A finding at a figure: its number on the sheet 问题清单, counted from 1, and its weight."""

    number: int
    severity: Severity

    @property
    def row(self) -> int:
        """The row of the sheet 问题清单."""
        return self.number + 1


class SheetLayout(Struct, frozen=True):
    """One table's sheet: `first` is the first row of figures, `left` the first column of figures (both from 1).

    `checked` are the indexes of the columns, in order, that have a narrow checking column to their right.
    """

    name: str
    table: Table
    first: int
    left: int
    change: tuple[int, int] | None
    checked: tuple[int, ...] = ()

    @property
    def right(self) -> int:
        """The first column to the right of the printed ones and their checking columns."""
        return self.left + len(self.table.columns) + len(self.checked)

    def column(self, x: int) -> int:
        """The sheet's column of a column of the table."""
        return self.left + x + bisect_left(self.checked, x)

    def cell(self, y: int, x: int) -> str:
        """The address of a figure by row and column index of its table."""
        return f"{get_column_letter(self.column(x))}{self.first + y}"

    def check(self, y: int, x: int) -> str:
        """The address of the checking cell beside a figure."""
        return f"{get_column_letter(self.column(x) + 1)}{self.first + y}"


def layouts(
    review: Review, lookup: Lookup, reserved: tuple[str, ...], checks: Collection[str] = ()
) -> dict[str, SheetLayout]:
    """The sheet of every table by the table's id, in the order of the documents; `checks` are the figures checked."""
    columns: dict[str, set[int]] = {}
    for name in checks:
        at = lookup.cells[name]
        columns.setdefault(at.table.id, set()).add(at.column)
    taken = list(reserved)
    found: dict[str, SheetLayout] = {}
    names = sheet_titles(lookup.tables.values(), review.lang)
    for count, (name, table) in enumerate(lookup.tables.items(), 1):
        fallback = label("table_sheet", review.lang, n=count)
        title = sheet_name(names[count - 1] or fallback, taken, fallback)
        taken.append(title)
        depth = max([1, *(len(column.path) for column in table.columns)])
        left = 3 if any(row.code for row in table.rows) else 2
        checked = tuple(sorted(columns.get(name, ())))
        found[name] = SheetLayout(title, table, ABOVE + depth + 1, left, change_columns(table), checked)
    return found


def sheet_titles(tables: Iterable[Table], lang: str) -> list[str]:
    """What the sheets would be called: number and title, and behind the number 收入 or 支出 where only that tells two
    tables of one name apart.
    """
    tables = list(tables)
    sides: dict[str, list[str | None]] = {}
    for table in tables:
        sides.setdefault(table_name(table), []).append(table.side)
    titles = []
    for table in tables:
        name = table_name(table)
        held = sides[name]
        if name and len(held) > 1 and table.side in SIDES and held.count(table.side) == 1:
            number = table.number or ""
            rest = name.removeprefix(number).strip()
            name = f"{number} {words('side', table.side, lang)} {rest}".strip()
        titles.append(name)
    return titles


def change_columns(table: Table) -> tuple[int, int] | None:
    """Index of the 预算 and of the 调整 column, if the table has one of each and prints no difference itself."""
    stages = [column.stage for column in table.columns]
    if stages.count(Stage.BUDGET) != 1 or stages.count(Stage.ADJUSTED) != 1 or Stage.DELTA in stages:
        return None
    return stages.index(Stage.BUDGET), stages.index(Stage.ADJUSTED)


def total_of(verdict: Verdict) -> str:
    """The id of the figure that the others add up to."""
    return next(t.figure for t in verdict.relation.terms if t.role in (Role.TOTAL, Role.TO))


def weighted_sum(verdict: Verdict, layout: SheetLayout, lookup: Lookup) -> str:
    """The parts added up as a formula has it: runs of cells one below the other as SUM, the others one by one."""
    sign = next(t.weight for t in verdict.relation.terms if t.role in (Role.TOTAL, Role.TO))
    weights: dict[tuple[int, int], int] = {}
    for term in verdict.relation.terms:
        if term.role not in (Role.TOTAL, Role.TO):
            _, y, x = lookup.cells[term.figure]
            weights[y, x] = weights.get((y, x), 0) + term.weight * sign
    return column_sums(weights, layout).removeprefix("+") or "0"


def column_sums(weights: Mapping[tuple[int, int], int], layout: SheetLayout) -> str:
    """Cells of one sheet, by row and column, times their weights, each with its sign; runs of a column as SUM."""
    return "".join(_runs(sorted((x, y, weight) for (y, x), weight in weights.items()), layout))


def _runs(parts: list[tuple[int, int, int]], layout: SheetLayout) -> Iterator[str]:
    start = 0
    while start < len(parts):
        x, y, weight = parts[start]
        stop = start + 1
        while stop < len(parts) and parts[stop] == (x, y + stop - start, weight):
            stop += 1
        area = layout.cell(y, x)
        if stop - start > 1:
            area = f"SUM({area}:{layout.cell(parts[stop - 1][1], x)})"
        if weight:
            yield ("-" if weight < 0 else "+") + (area if abs(weight) == 1 else f"{abs(weight)}*{area}")
        start = stop
