"""The bench on which relations between the cells of one table are tried: each cell is read once, by whatever rule."""

from __future__ import annotations

from fiscal.table import Table
from reconcile.judge.verdicts import Bench
from reconcile.structure.rows.once_a_table import once_a_table


@once_a_table
def table_bench(table: Table) -> Bench:
    """Where relations over the cells of `table` are judged."""
    return Bench({cell.id: cell for row in table.rows for cell in row.cells if cell is not None})
