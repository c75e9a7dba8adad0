"""A sum that the structure of a table announces: a total row and the rows that are its parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from fiscal.figure import Measure
from fiscal.relation import Basis, Relation
from fiscal.table import Table
from reconcile.structure.rows.agreeing_columns import Part, amount, relation_in


class Sum(Struct, frozen=True):
    """`parts` add up to row `total`; if not `complete`, other parts are not printed and they add up to no more than
    it.
    """

    total: int
    parts: tuple[Part, ...]
    complete: bool
    basis: Basis


def bounded(table: Table, one: Sum, column: int) -> bool:
    """True if a part cannot exceed the whole: amounts, nothing deducted, nothing negative."""
    cell = table.rows[one.total].cells[column]
    if cell is None or cell.measure is not Measure.AMOUNT or cell.quantity.value < 0:
        return False
    return all(weight > 0 and amount(table, row, column) >= 0 for row, weight in one.parts)


def relations_down(table: Table, code: str, sums: Sequence[Sum], columns: Sequence[int]) -> Iterator[Relation]:
    """Every sum in every column, partial where it is not complete and a part cannot exceed the whole."""
    for one in sums:
        for column in columns:
            if one.complete or bounded(table, one, column):
                relation = relation_in(table, code, column, one.total, one.parts, one.basis, partial=not one.complete)
                if relation is not None:
                    yield relation
