"""What else a column of totals may hold in one row: what one level hands to the other is counted once.

Where 合计 consolidates the levels, a transfer that 本级 passes on to those below stands in both and counts once: in its
row the total is one of its two parts, and 收入总计 and 支出总计 are short of the sum of the levels by just that transfer.
That is so only for rows of the statement (补助下级, 上解上级, 转移性支出 …).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from fiscal.figure import Figure
from fiscal.numbers.interval import EXACT
from fiscal.relation import Kind, Relation, Role, Term
from fiscal.table import Row
from fiscal.words.label_patterns import label_pattern
from reconcile.dossier import At
from reconcile.structure.rows.row_roles import readings

HANDED_ON = label_pattern("handed-on")
"""What one level of government hands to another, beside the rows of the statement."""


def other_cells(relation: Relation, places: Mapping[str, At], figures: Mapping[str, Figure]) -> Iterator[Relation]:
    """The sum with a transfer from level to level, of this row or of another, taken out once."""
    if relation.kind is not Kind.BALANCE or any(term.weight != 1 for term in relation.terms):
        return
    total = next((term for term in relation.terms if term.role is Role.TOTAL), None)
    if total is None:
        return
    at = places[total.figure]
    columns = [places[term.figure].column for term in relation.terms if term is not total]
    parts = [figures[term.figure].quantity.centre for term in relation.terms if term is not total]
    gap = EXACT.subtract(sum(parts, start=parts[0] * 0), figures[total.figure].quantity.centre)
    for line in readings(at.table)[0]:
        if gap > 0 and (line.statement or HANDED_ON.search(line.label)):
            cell = _passed_on(at.table.rows[line.index], at.column, columns)
            if cell is not None and cell.quantity.centre == gap:
                yield replace(relation, terms=(*relation.terms, Term(cell.id, Role.PART, -1)))


def _passed_on(row: Row, total: int, parts: list[int]) -> Figure | None:
    """The transfer that a row hands on: in two of the parts and in the total once, or in one and not in the total."""
    whole = row.cells[total]
    cells = [cell for column in parts if (cell := row.cells[column]) is not None and cell.quantity.value]
    if whole is None or not whole.quantity.value:
        return cells[0] if len(cells) == 1 else None
    return whole if sum(cell.quantity.centre == whole.quantity.centre for cell in cells) > 1 else None
