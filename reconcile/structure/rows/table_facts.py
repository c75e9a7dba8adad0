"""A table with all that is known of it before its sums are looked for."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from fiscal.table import Table
from reconcile.structure.rows.agreeing_columns import ColumnEvidence, Part, column_evidence
from reconcile.structure.rows.row_amounts import Amounts
from reconcile.structure.rows.row_roles import RowReading


class TableFacts(Struct, frozen=True):
    """`columns` may be added, `amounts` are their figures; the rows `taken` by 其中 are parts of nothing else."""

    table: Table
    columns: tuple[int, ...]
    amounts: Amounts
    lines: tuple[RowReading, ...]
    taken: frozenset[int] = frozenset()

    def column_evidence(self, total: int, parts: Sequence[Part], *, chain: bool = False) -> ColumnEvidence:
        """What the columns say about `parts` adding up to row `total`."""
        return column_evidence(self.table, self.columns, total, parts, chain=chain)

    def weighed(self, rows: Sequence[int]) -> tuple[Part, ...]:
        """`rows` with their weights: −1 for 减：."""
        return tuple((row, self.lines[row].weight) for row in rows)
