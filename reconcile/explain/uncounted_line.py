"""The column or row that a printed total leaves out, or counts beside its parts: its figures are the differences.

One such difference may be an accident; the same column in several rows is not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from fiscal.figure import Figure
from fiscal.relation import Role
from reconcile.dossier import Cells
from reconcile.review import Verdict


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


def _gaps(verdict: Verdict, kind: str, cells: Cells) -> list[int]:
    """The columns (rows) whose cell in line with the terms is the difference."""
    found = cells.of(verdict.relation.figures())
    if found is None or verdict.unit is None or not verdict.difference or kind not in ("row", "column"):
        return []
    table, row, column = found[0]
    if kind == "row":
        line, used = list(table.rows[row].cells), {at.column for at in found}
    else:
        line, used = [one.cells[column] for one in table.rows], {at.row for at in found}
    weights = {term.figure: term.weight for term in verdict.relation.terms if term.role is Role.PART}
    return [
        at
        for at, cell in enumerate(line)
        if cell is not None
        and cell.quantity.unit.dimension == verdict.unit.dimension
        and (_left_out(cell, weights, verdict.difference) if at in used else _added(cell, verdict.difference))
    ]


def _left_out(cell: Figure, weights: Mapping[str, int], difference: Decimal) -> bool:
    """True if the printed result would be right without this part."""
    return cell.id in weights and cell.quantity.centre * weights[cell.id] == -difference


def _added(cell: Figure, difference: Decimal) -> bool:
    """True if the printed result would be right with this cell, which is no part."""
    return abs(cell.quantity.centre) == abs(difference)
