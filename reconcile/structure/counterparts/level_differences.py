"""The difference between two levels of government, of totals and of increments, as terms of balances.

Both follow from the sums of the two tables: subtract one table from the other, and what is equal at both levels
falls away.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from fiscal.numbers.interval import EXACT
from fiscal.relation import Basis, Role, Term
from fiscal.slips.misprint import slip
from fiscal.table import Table
from reconcile.structure.columns.increments import increment_terms
from reconcile.structure.counterparts.paired_tables import LevelPair
from reconcile.structure.rows.agreeing_columns import amount, column_evidence
from reconcile.structure.rows.announced_sums import adjustments, announced_sums
from reconcile.structure.rows.sum_of_rows import Sum

Terms = tuple[Term, ...]


def total_differences(pair: LevelPair) -> Iterator[tuple[str, Terms]]:
    """总计 of the whole = 总计 of its own + Σ of the differences of their parts, for every column."""
    whole, own = announced_sums(pair.whole), announced_sums(pair.own)
    matched = dict(pair.rows)
    for one in whole.totals:
        other = next((o for o in own.totals if o.total == matched.get(one.total)), None)
        if other is None or not (_known(pair.whole, one) and _known(pair.own, other)):
            continue
        for column, own_column in pair.columns:
            terms = _cells(pair.whole, one.total, column, Role.TOTAL, 1)
            terms += _cells(pair.own, other.total, own_column, Role.PART, 1)
            if len(terms) < 2:
                continue
            rest = dict(other.parts)
            parts: Terms = ()
            for row, weight in one.parts:
                partner = matched.get(row)
                paired = partner is not None and partner in rest
                if paired and partner is not None:
                    del rest[partner]
                    if amount(pair.whole, row, column) == amount(pair.own, partner, own_column):
                        continue
                parts += _cells(pair.whole, row, column, Role.PART, weight)
                if paired and partner is not None:
                    parts += _cells(pair.own, partner, own_column, Role.PART, -weight)
            for row, weight in rest.items():
                parts += _cells(pair.own, row, own_column, Role.PART, -weight)
            if parts:
                yield f"{pair.own.title} {pair.own.rows[other.total].label}", terms + parts


def _known(table: Table, one: Sum) -> bool:
    """False for a sum that is only guessed at and does not come out: no ground to compare two tables."""
    return (
        one.basis is not Basis.INFERRED
        or column_evidence(table, announced_sums(table).columns, one.total, one.parts).whole
    )


def _cells(table: Table, row: int, column: int, role: Role, weight: int) -> Terms:
    cell = table.rows[row].cells[column]
    return () if cell is None else (Term(cell.id, role, weight),)


def increment_differences(pair: LevelPair) -> Iterator[tuple[str, Terms]]:
    """Increment of a row of the whole = increment of the same row of its own + Σ of the differences below it."""
    columns = dict(pair.columns)
    for before, after in adjustments(pair.whole):
        if (columns.get(before), columns.get(after)) not in adjustments(pair.own):
            continue
        steps = Steps(pair, (before, after), (columns[before], columns[after]))
        for row, own_row in pair.rows:
            terms = steps.relation(row, own_row)
            if terms is not None:
                yield f"{pair.own.title} {pair.own.rows[own_row].label}", terms


class Steps:
    """Increments of one pair of tables between two stages; the columns are given for the whole and for its own."""

    def __init__(self, pair: LevelPair, whole: tuple[int, int], own: tuple[int, int]) -> None:
        self._pair = pair
        self._columns = (whole, own)
        self._tables = (pair.whole, pair.own)
        self._shapes = (announced_sums(pair.whole), announced_sums(pair.own))
        self._matched = dict(pair.rows)

    def relation(self, row: int, own_row: int) -> Terms | None:
        """The terms for one row, or None where they would say nothing or cannot be known."""
        if not self._step(0, row) or not self._step(1, own_row):
            return None
        whole, own = self._terms(0, row, Role.TOTAL, 1), self._terms(1, own_row, Role.TOTAL, 1)
        if whole is None or own is None:
            return None
        head = (*whole, *(Term(term.figure, Role.PART, term.weight) for term in own))
        if self._parents(row, own_row):
            parts = self._below(row, own_row)
            return None if parts is None else head + parts
        if len(head) < 4 or not self._alike(row, own_row):
            return None
        return head

    def _parents(self, row: int, own_row: int) -> bool:
        return self._shapes[0].parts_of(row) is not None and self._shapes[1].parts_of(own_row) is not None

    def _step(self, side: int, row: int) -> Decimal:
        before, after = self._columns[side]
        return EXACT.subtract(amount(self._tables[side], row, after), amount(self._tables[side], row, before))

    def _terms(self, side: int, row: int, role: Role, weight: int) -> Terms | None:
        before, after = self._columns[side]
        found = increment_terms(self._tables[side], row, before, after, role, 1)
        if found is None or weight == 1:
            return found
        return tuple(Term(term.figure, term.role, term.weight * weight) for term in found)

    def _alike(self, row: int, own_row: int) -> bool:
        """True if both levels change by one amount, or by amounts one slip of the pen apart."""
        one, two = self._step(0, row), self._step(1, own_row)
        return one == two or slip(one, two) in ("swap", "lost", "extra")

    def _below(self, row: int, own_row: int) -> Terms | None:
        """The differences of the rows below, each broken down as far as both levels print its parts."""
        one, other = self._shapes[0].parts_of(row), self._shapes[1].parts_of(own_row)
        if one is None or other is None:
            return ()
        rest = dict(other.parts)
        found: Terms = ()
        for part, weight in one.parts:
            partner = self._matched.get(part)
            if partner is not None and partner in rest:
                del rest[partner]
                more = self._difference(part, partner, weight)
            else:
                more = self._terms(0, part, Role.PART, weight)
            if more is None:
                return None
            found += more
        for part, weight in rest.items():
            more = self._terms(1, part, Role.PART, -weight)
            if more is None:
                return None
            found += more
        return found

    def _difference(self, row: int, own_row: int, weight: int) -> Terms | None:
        if self._step(0, row) == self._step(1, own_row):
            return ()
        if self._parents(row, own_row) and weight == 1:
            return self._below(row, own_row)
        first, second = self._terms(0, row, Role.PART, weight), self._terms(1, own_row, Role.PART, -weight)
        return None if first is None or second is None else first + second
