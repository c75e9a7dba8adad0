"""Where everything goes in the workbook, known before anything is written: so that cells can link to one another.

Every table gets a sheet: title, unit, header rows, then its rows, the printed columns first and the checking columns to
their right, so that the table itself stands as it was printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from fiscal.budget import Stage
from fiscal.relation import Kind, Role
from fiscal.table import Table
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.places import table_name
from reconcile.reports.workbook.sheet_cells import sheet_name
from reconcile.review import Outcome, Review, Severity, Verdict
from reconcile.words.messages import label

ABOVE = 3
"""Rows above the header: title, unit and source, legend."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding at a figure: its number on the sheet 问题清单, counted from 1, and its weight."""

    number: int
    severity: Severity

    @property
    def row(self) -> int:
        """The row of the sheet 问题清单."""
        return self.number + 1


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """One table's sheet: `first` is the first row of figures, `left` the first column of figures (both from 1)."""

    name: str
    table: Table
    first: int
    left: int
    change: tuple[int, int] | None
    sums: tuple[tuple[int, tuple[Verdict, ...]], ...]

    @property
    def right(self) -> int:
        """The first column to the right of the printed ones."""
        return self.left + len(self.table.columns)

    def cell(self, y: int, x: int) -> str:
        """The address of a figure by row and column index of its table."""
        return f"{get_column_letter(self.left + x)}{self.first + y}"


def layouts(review: Review, lookup: Lookup, reserved: tuple[str, ...]) -> dict[str, SheetLayout]:
    """The sheet of every table by the table's id, in the order of the documents."""
    sums = _column_sums(review, lookup)
    taken = list(reserved)
    found: dict[str, SheetLayout] = {}
    for count, (name, table) in enumerate(lookup.tables.items(), 1):
        wanted = table_name(table) or label("table_sheet", review.lang, n=count)
        title = sheet_name(wanted, taken, label("table_sheet", review.lang, n=count))
        taken.append(title)
        checked = tuple(sorted(sums.get(name, {}).items()))
        least = 2 if checked else 1  # the heads of the checking columns take two rows
        depth = max([least, *(len(column.path) for column in table.columns)])
        left = 3 if any(row.code for row in table.rows) else 2
        found[name] = SheetLayout(title, table, ABOVE + depth + 1, left, change_columns(table), checked)
    return found


def change_columns(table: Table) -> tuple[int, int] | None:
    """Index of the 预算 and of the 调整 column, if the table has one of each and prints no difference itself."""
    stages = [column.stage for column in table.columns]
    if stages.count(Stage.BUDGET) != 1 or stages.count(Stage.ADJUSTED) != 1 or Stage.DELTA in stages:
        return None
    return stages.index(Stage.BUDGET), stages.index(Stage.ADJUSTED)


def _column_sums(review: Review, lookup: Lookup) -> dict[str, dict[int, tuple[Verdict, ...]]]:
    """By table and column: the sums whose figures all stand in that column, one for each total, the strongest first."""
    found: dict[str, dict[int, dict[str, Verdict]]] = {}
    for verdict in review.verdicts:
        home = column_of(verdict, lookup)
        if home is not None:
            table, x = home
            found.setdefault(table, {}).setdefault(x, {}).setdefault(total_of(verdict), verdict)
    return {table: {x: tuple(of.values()) for x, of in columns.items()} for table, columns in found.items()}


def column_of(verdict: Verdict, lookup: Lookup) -> tuple[str, int] | None:
    """Table and column of a complete sum with one total, all in one column and one unit, else None."""
    relation = verdict.relation
    if (
        relation.kind is not Kind.BALANCE
        or relation.partial
        or relation.constant
        or verdict.outcome is Outcome.UNDECIDED
    ):
        return None
    totals = [term for term in relation.terms if term.role in (Role.TOTAL, Role.TO)]
    if len(totals) != 1 or abs(totals[0].weight) != 1 or len(relation.terms) < 2:
        return None
    cells = lookup.cells.of(relation.figures())
    homes = {(at.table.id, at.column) for at in cells or ()}
    units = {lookup.figures[name].quantity.unit.name for name in relation.figures() if name in lookup.figures}
    if len(homes) != 1 or len(units) != 1:
        return None
    return homes.pop()


def total_of(verdict: Verdict) -> str:
    """The id of the figure that the others add up to."""
    return next(t.figure for t in verdict.relation.terms if t.role in (Role.TOTAL, Role.TO))


def sum_formula(verdict: Verdict, layout: SheetLayout, lookup: Lookup) -> str:
    """The live formula that adds the parts again."""
    return "=" + weighted_sum(verdict, layout, lookup)


def weighted_sum(verdict: Verdict, layout: SheetLayout, lookup: Lookup) -> str:
    """The parts added up as a formula has it: runs of cells one below the other as SUM, the others one by one."""
    sign = next(t.weight for t in verdict.relation.terms if t.role in (Role.TOTAL, Role.TO))
    weights: dict[tuple[int, int], int] = {}
    for term in verdict.relation.terms:
        if term.role not in (Role.TOTAL, Role.TO):
            _, y, x = lookup.cells[term.figure]
            weights[y, x] = weights.get((y, x), 0) + term.weight * sign
    text = "".join(_runs(sorted((x, y, weight) for (y, x), weight in weights.items()), layout))
    return text.removeprefix("+") or "0"


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
