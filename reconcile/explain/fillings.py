"""What would fill a gap in a sum of rows: a cell left blank whose row says what belongs there, or a row left out here.

A total that a sister table prints with one row more, and just that row is missing here; a row whose other columns
differ by the gap while its own cell is blank: then the total is right, and the list is not whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from fiscal.figure import Figure
from fiscal.numbers.interval import EXACT
from fiscal.relation import Kind, Role
from fiscal.table import Table
from fiscal.words.vocabulary import fold
from reconcile.dossier import At, Cells
from reconcile.review import Verdict

FEWEST_DIGITS = 3
"""Shorter gaps are met by some number everywhere."""

NEAR = 40
"""A row stands under the row of the total if at most so many rows lie between."""


class Filling(Struct, frozen=True):
    """What is missing: the `label` of a row, and the figure elsewhere that says how much; or the row whose cell is
    blank, with `figure` None.
    """

    label: str
    amount: Decimal
    figure: str | None


class Fillings:
    """Looks for what is missing in the sums of one dossier."""

    def __init__(self, tables: Iterable[Table], cells: Cells) -> None:
        self._tables = tuple(tables)
        self._cells = cells
        self._printed: Mapping[Decimal, list[At]] | None = None

    def of(self, verdict: Verdict) -> Filling | None:
        """What fills the gap of a broken sum of rows, or None."""
        relation = verdict.relation
        places = self._cells.of(relation.figures())
        total = next((term for term in relation.terms if term.role is Role.TOTAL), None)
        if relation.kind is not Kind.BALANCE or places is None or total is None or not verdict.difference:
            return None
        if len({at.table.id for at in places}) != 1 or len({at.column for at in places}) != 1:
            return None
        whole = self._cells.at(total.figure)
        gap = verdict.difference
        if whole is None or len(gap.normalize(EXACT).as_tuple().digits) < FEWEST_DIGITS:
            return None
        rows = {at.row for at in places}
        return _blank(whole, rows, gap) or self._missing(whole, gap)

    def _missing(self, whole: At, gap: Decimal) -> Filling | None:
        """A row of a sister table that stands under the same row there, and not here."""
        here = {fold(row.label) for row in whole.table.rows}
        name = fold(whole.table.rows[whole.row].label)
        for at in self._amounts().get(gap, ()):
            label = fold(at.table.rows[at.row].label)
            if at.table.id == whole.table.id or not label or label in here:
                continue
            above = at.table.rows[max(0, at.row - NEAR) : at.row]
            if any(fold(row.label) == name for row in above):
                cell = at.table.rows[at.row].cells[at.column]
                return Filling(at.table.rows[at.row].label, gap, cell.id if cell else None)
        return None

    def _amounts(self) -> Mapping[Decimal, list[At]]:
        if self._printed is None:
            printed: dict[Decimal, list[At]] = defaultdict(list)
            for table in self._tables:
                for at, cell in _figures(table):
                    printed[cell.quantity.centre].append(at)
            self._printed = printed
        return self._printed


def _figures(table: Table) -> Iterator[tuple[At, Figure]]:
    for y, row in enumerate(table.rows):
        for x, cell in enumerate(row.cells):
            if cell is not None and cell.quantity.value:
                yield At(table, y, x), cell


def _blank(whole: At, used: set[int], gap: Decimal) -> Filling | None:
    """A row among the parts whose cell is blank, and two of whose other cells differ by the gap."""
    low, high = min(used), max(used)
    for index in range(low, high + 1):
        row = whole.table.rows[index]
        if index in used or row.cells[whole.column] is not None:
            continue
        others = [cell.quantity.centre for cell in row.cells if cell is not None]
        pairs = {EXACT.subtract(one, two) for one in (*others, Decimal(0)) for two in (*others, Decimal(0))}
        if gap in pairs:
            return Filling(row.label, gap, None)
    return None
