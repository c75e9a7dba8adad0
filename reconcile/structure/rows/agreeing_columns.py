"""What the figures themselves say about a supposed sum: in how many columns the parts come to the total.

This decides nothing about right or wrong. It tells structure from coincidence: rows that add up in one column are the
parts in every column, also in the one where a figure is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from fiscal.claims import total
from fiscal.figure import Figure, Measure
from fiscal.numbers.interval import EXACT
from fiscal.relation import Basis, Relation
from fiscal.slips.misprint import chance, explains
from fiscal.table import Table
from fiscal.words.label_patterns import label_pattern
from reconcile.structure.rows.once_a_table import once_a_table

RARE = Fraction(1, 20)
"""A misprint counts as evidence only if a meaningless difference would look like one at most this often."""

MOST_AGREE = 3
"""Where several columns miss the total, so many times as many have to come to it."""

_NO_AMOUNT = label_pattern("no-amount-column")

Part = tuple[int, int]
"""Index of a row and its weight (−1 for 减：)."""


class ColumnEvidence(Struct, frozen=True):
    """In how many columns the parts come to the total (`agree`), miss it by one slip of the pen (`near`), or miss it
    (`off`).

    Columns that prove nothing (a blank, a zero, an unreadable cell, nothing to add) are not counted. A slip is looked
    for only where one column alone says something.
    """

    agree: int = 0
    near: int = 0
    off: int = 0

    @property
    def shown(self) -> bool:
        """True if the figures show that the rows are the parts: in at least half of the columns that say something.

        Where one column alone says something, a single slip will do; one in every column is no slip but a wrong
        reading.
        """
        return (self.agree > 0 and self.agree >= self.off + self.near) or (self.near == 1 and self.off == 0)

    @property
    def whole(self) -> bool:
        """True if the rows come to the total in every column that says something."""
        return self.agree > 0 and self.near == self.off == 0

    @property
    def sure(self) -> bool:
        """True if columns that miss are few enough to be wrong figures: one, or one in four; more are a misreading."""
        return self.off + self.near <= 1 or self.agree >= MOST_AGREE * (self.off + self.near)


@once_a_table
def additive_columns(table: Table) -> tuple[int, ...]:
    """Indexes of the columns whose figures may be added up: amounts and changes, no rates, no terms of years."""
    found = []
    for index, column in enumerate(table.columns):
        if column.path and _NO_AMOUNT.search(column.path[-1]):
            continue
        cells = [row.cells[index] for row in table.rows]
        figures = [cell for cell in cells if cell is not None]
        fit = [f for f in figures if f.measure in (Measure.AMOUNT, Measure.DELTA) and not f.quantity.unit.is_rate]
        if figures and 2 * len(fit) > len(figures) and len({f.quantity.unit.dimension for f in fit}) == 1:
            found.append(index)
    return tuple(found)


def relation_in(
    table: Table,
    code: str,
    column: int,
    result: int,
    parts: Iterable[Part],
    basis: Basis = Basis.STATED,
    *,
    partial: bool = False,
) -> Relation | None:
    """Σ parts = result (or ≤ if `partial`) in one column; blank cells are no terms. None where nothing can be claimed.

    Nothing is claimed of unreadable cells, of a blank total, or where no part is printed.
    """
    found = _sum_in(table, column, result, tuple(parts))
    if found is None:
        return None
    said = f"{table.title} {table.rows[result].label}".strip()
    whole, added = found
    cells, signs = zip(*added, strict=True)
    return total(code, whole, cells, basis, said, signs=signs, partial=partial)


def _sum_in(
    table: Table, column: int, result: int, parts: Sequence[Part]
) -> tuple[Figure, list[tuple[Figure, int]]] | None:
    """The cell of the result in one column and those of the parts with their weights; None as `relation_in`."""
    rows, unread = table.rows, table.unread
    if unread and ((result, column) in unread or any((row, column) in unread for row, _ in parts)):
        return None
    whole = rows[result].cells[column]
    if whole is None:
        return None
    found = [(cell, weight) for row, weight in parts if (cell := rows[row].cells[column]) is not None]
    dimension = whole.quantity.unit.dimension
    if not found or any(cell.quantity.unit.dimension != dimension for cell, _ in found):
        return None
    return whole, found


def column_evidence(
    table: Table, columns: Sequence[int], total: int, parts: Sequence[Part], *, chain: bool = False
) -> ColumnEvidence:
    """What the columns say about `parts` adding up to `total`; one part alone counts only in a `chain` (款 with one
    项).
    """
    agree = near = 0
    missed: list[int] = []
    for column in columns:
        found = _sum_in(table, column, total, parts)
        if found is None or found[0].quantity.value == 0:
            continue
        whole, added = found
        if sum(cell.quantity.value != 0 for cell, _ in added) < (1 if chain else 2):
            continue
        if _meets(whole, added):
            agree += 1
        else:
            missed.append(column)
    if not agree and len(missed) == 1:  # elsewhere a slip changes nothing, and looking for one takes long
        near = int(_near(table, missed[0], total, parts))
    return ColumnEvidence(agree, near, len(missed) - near)


def _near(table: Table, column: int, total: int, parts: Sequence[Part]) -> bool:
    """True if one slip of the pen would make the parts come to the total, and chance rarely looks so."""
    relation = relation_in(table, "", column, total, parts)
    if relation is None:
        return False
    rows = (total, *(row for row, _ in parts))
    figures = {cell.id: cell for row in rows if (cell := table.rows[row].cells[column]) is not None}
    return bool(explains(relation, figures)) and chance(relation, figures) <= RARE


def _meets(whole: Figure, added: Iterable[tuple[Figure, int]]) -> bool:
    """True if the printed figures come to the total, rounding included."""
    gap = slack = Decimal(0)
    for cell, weight in ((whole, -1), *added):
        quantity = cell.quantity
        if weight == 1:
            gap = EXACT.add(gap, quantity.centre)
        else:
            gap = EXACT.add(gap, EXACT.multiply(quantity.centre, weight))
        if not quantity.discrete:
            step = quantity.step if weight in (1, -1) else EXACT.multiply(quantity.step, abs(weight))
            slack = EXACT.add(slack, step)
    return abs(gap) * 2 <= slack


def amount(table: Table, row: int, column: int) -> Decimal:
    """The figure in base units, 0 for a blank cell."""
    cell = table.rows[row].cells[column]
    return Decimal(0) if cell is None else cell.quantity.centre
