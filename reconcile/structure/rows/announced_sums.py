"""The shape of a table: every sum its rows announce, worked out once and shared by the checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from fiscal.budget import Stage
from fiscal.table import Table
from reconcile.structure.rows.agreeing_columns import additive_columns
from reconcile.structure.rows.closing_rows import closed
from reconcile.structure.rows.levels import settled
from reconcile.structure.rows.of_which import of_which_sums
from reconcile.structure.rows.once_a_table import once_a_table
from reconcile.structure.rows.row_amounts import amounts_of
from reconcile.structure.rows.row_roles import RowReading, readings
from reconcile.structure.rows.silent_sums import silent_sums
from reconcile.structure.rows.sum_of_rows import Sum
from reconcile.structure.rows.table_facts import TableFacts
from reconcile.structure.rows.totals import total_sums
from reconcile.structure.rows.tree import tree_sums


class AnnouncedSums(Struct, frozen=True):
    """What the rows of a table add up to.

    `columns` are the columns that may be added; `totals`, `tree`, `listed` the sums of total rows, of 类款项, and of 其中;
    `silent` those that only the figures show.
    """

    lines: tuple[RowReading, ...]
    columns: tuple[int, ...]
    totals: tuple[Sum, ...]
    tree: tuple[Sum, ...]
    listed: tuple[Sum, ...]
    silent: tuple[Sum, ...] = ()

    def parts_of(self, row: int) -> Sum | None:
        """The sum whose total is `row`: as a total row, else in the tree."""
        return next((one for one in (*self.totals, *self.tree) if one.total == row), None)


@once_a_table
def announced_sums(table: Table) -> AnnouncedSums:
    """The shape of `table`."""
    columns = additive_columns(table)
    amounts = amounts_of(table, columns)
    possible = readings(table)
    taken = frozenset(_rows(of_which_sums(table, possible[0], columns)))
    lines = closed(table, settled(table, amounts, possible, taken), columns)
    listed = of_which_sums(table, lines, columns)
    facts = TableFacts(table, columns, amounts, lines, frozenset(_rows(listed)))
    totals = total_sums(facts)
    tree = tree_sums(facts, totals)
    return AnnouncedSums(
        lines, columns, totals, tree, listed, silent_sums(table, lines, columns, (*totals, *tree, *listed))
    )


def _rows(sums: Iterable[Sum]) -> Iterator[int]:
    return (row for one in sums for row, _ in one.parts)


def adjustments(table: Table) -> tuple[tuple[int, int], ...]:
    """Pairs of columns (预算数, 调整预算数) of one kind of figures in one period: what was planned, and what it became."""
    found = []
    for before, first in enumerate(table.columns):
        for after, second in enumerate(table.columns):
            fits = first.stage is Stage.BUDGET and second.stage in (Stage.ADJUSTED, Stage.CHANGED)
            if (
                fits
                and first.period == second.period
                and first.unit == second.unit
                and first.path[:-1] == second.path[:-1]
            ):
                found.append((before, after))
    return tuple(found)
