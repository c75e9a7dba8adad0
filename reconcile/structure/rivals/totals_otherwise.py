"""What lies between two totals that were taken for one number: what is carried over, by whatever name the table has it.

Final accounts print 结转下年 or 年终结余 below 支出合计, or in the other table, or in the text: then receipts are outlays
and what is left, and the totals differ by just that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from fiscal.figure import Figure
from fiscal.numbers.interval import EXACT
from fiscal.numbers.quantity import telling_digits
from fiscal.relation import Kind, Relation, Role, Term
from fiscal.table import Table
from fiscal.words.label_patterns import label_pattern
from reconcile.dossier import Cells
from reconcile.structure.rows.row_roles import readings

FEWEST_DIGITS = 3
LEFT = label_pattern("left-at-end")
"""What is left at the end of a year."""


def other_totals(relation: Relation, cells: Cells, figures: dict[str, Figure]) -> Iterator[Relation]:
    """Balances of the two totals of `relation` with the rows of either table that lead from one to the other."""
    at = [cells.at(name) for name in relation.figures()]
    if len(at) != 2 or None in at or relation.kind not in (Kind.SAME, Kind.AT_MOST):
        return
    one, two = (figures[name] for name in relation.figures())
    gap = EXACT.subtract(one.quantity.centre, two.quantity.centre)
    less, more = (two, one) if gap > 0 else (one, two)
    for place in at:
        if place is not None:
            for rows in _between(place.table, place.row):
                found = [cell for row in rows if (cell := place.table.rows[row].cells[place.column]) is not None]
                if found and all(figure not in found for figure in (one, two)) and _digits(found):
                    yield _balance(relation, more, less, found)


def _between(table: Table, total: int) -> Iterator[Sequence[int]]:
    """Rows that may lead on from a total: each that is left over, all that follow it, and all of the statement."""
    lines = readings(table)[0]
    behind = [line for line in lines[total + 1 :] if any(table.rows[line.index].cells)]
    left = [line.index for line in lines if LEFT.search(line.label) and line.index != total]
    yield from ([row] for row in left)
    yield from ([line.index for line in behind[:count]] for count in range(2, min(len(behind), 6) + 1))
    statement = [line.index for line in behind if line.statement]
    if len(statement) > 1:
        yield statement


def left_in_text(
    relation: Relation, told: Iterable[Figure], figures: dict[str, Figure], fewest: int = FEWEST_DIGITS
) -> Iterator[Relation]:
    """Balances of the two totals with an amount of the narrative that is called left over, of so many digits."""
    if len(relation.figures()) != 2 or relation.kind not in (Kind.SAME, Kind.AT_MOST):
        return
    one, two = (figures[name] for name in relation.figures())
    gap = EXACT.subtract(one.quantity.centre, two.quantity.centre)
    less, more = (two, one) if gap > 0 else (one, two)
    for figure in told:
        if LEFT.search(figure.label) and figure.quantity.unit.dimension == one.quantity.unit.dimension:
            if telling_digits(figure.quantity.value) >= fewest and abs(gap) in figure.quantity.interval():
                yield _balance(relation, more, less, [figure])


def _digits(found: Sequence[Figure]) -> bool:
    return max(telling_digits(figure.quantity.value) for figure in found) >= FEWEST_DIGITS


def _balance(relation: Relation, more: Figure, less: Figure, between: Sequence[Figure]) -> Relation:
    terms = (
        Term(more.id, Role.TOTAL),
        Term(less.id, Role.PART),
        *(Term(figure.id, Role.PART) for figure in between),
    )
    return replace(relation, kind=Kind.BALANCE, terms=terms, partial=False)
