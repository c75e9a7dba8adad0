"""A sum that the structure of a table announces: a total row and the rows that are its parts."""

from __future__ import annotations

from dataclasses import dataclass

from fiscal.figure import Measure
from fiscal.relation import Basis
from fiscal.table import Table
from reconcile.structure.evidence import Part, amount


@dataclass(frozen=True, slots=True)
class Sum:
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
