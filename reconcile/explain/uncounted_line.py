"""The column or row that a printed total leaves out, or counts beside its parts: its figures are the differences.

One such difference may be an accident; the same column in several rows is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from fiscal.figure import Figure
from fiscal.relation import Role
from fiscal.table import Table
from reconcile.dossier import Cells
from reconcile.review import Verdict
from reconcile.structure.rows.once_a_table import once_a_table

MOST = 400
"""Where a difference stands at more places than so many, it says nothing about any of them."""


class UncountedLine(NamedTuple):
    """A "row" or "column" by its label."""

    kind: str
    label: str


def uncounted_line(verdicts: Sequence[Verdict], kind: str, cells: Cells) -> tuple[UncountedLine | None, list[int]]:
    """The line whose cells are the differences of most of `verdicts`, and the indexes of those that it explains.

    `kind` is "row" for a rule that holds in every row, "column" for a sum in every column. All figures of a verdict
    stand in one table, in one row or in one column. None where no line explains any.
    """
    explained: dict[int, list[int]] = {}
    for index, verdict in enumerate(verdicts):
        for line in _gaps(verdict, kind, cells):
            explained.setdefault(line, []).append(index)
    if not explained:
        return None, []
    best = max(explained, key=lambda line: (len(explained[line]), -line))
    table = next(at.table for name in verdicts[0].relation.figures() if (at := cells.at(name)) is not None)
    if kind == "row":
        return UncountedLine("column", table.columns[best].title), explained[best]
    return UncountedLine("row", table.rows[best].label), explained[best]


def _gaps(verdict: Verdict, kind: str, cells: Cells) -> Iterator[int]:
    """The columns (rows) whose cell in line with the terms is the difference."""
    found = cells.of(verdict.relation.figures())
    if found is None or verdict.unit is None or not verdict.difference or kind not in ("row", "column"):
        return
    table, row, column = found[0]
    in_row = kind == "row"
    used = {at.column if in_row else at.row for at in found}
    line = _alike(table, row if in_row else None, None if in_row else column)
    for at in line.get((verdict.unit.dimension, abs(verdict.difference)), ()):
        if at not in used:
            yield at  # the printed result would be right with this cell, which is no part
    weights = {term.figure: term.weight for term in verdict.relation.terms if term.role is Role.PART}
    for at in sorted(used):
        cell = table.rows[row].cells[at] if in_row else table.rows[at].cells[column]
        if cell is not None and _left_out(cell, weights, verdict.difference):
            yield at


def _left_out(cell: Figure, weights: Mapping[str, int], difference: Decimal) -> bool:
    """True if the printed result would be right without this part."""
    return cell.id in weights and cell.quantity.centre * weights[cell.id] == -difference


@once_a_table
def _alike(table: Table, row: int | None, column: int | None) -> dict[tuple[str, Decimal], list[int]]:
    """The places in a row, or in a column, by the dimension and the size of what stands there.

    An amount that stands at more than MOST places of a line is nobody's difference: it explains nothing.
    """
    if row is not None:
        line = table.rows[row].cells
    else:
        line = tuple(one.cells[column] for one in table.rows) if column is not None else ()
    found: dict[tuple[str, Decimal], list[int]] = {}
    for at, cell in enumerate(line):
        if cell is not None:
            quantity = cell.quantity
            found.setdefault((quantity.unit.dimension, abs(quantity.centre)), []).append(at)
    return {size: places for size, places in found.items() if len(places) <= MOST}
