"""Columns that add up other columns of their row without a word in the header saying so: 指标金额 = 市本级 + 县区, a balance
over the years in which it falls due. The figures of many rows show it, or nothing does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fiscal.relation import Kind
from fiscal.table import Table
from reconcile.structure.columns.total_columns import ColumnRule
from reconcile.structure.rows.silent_sums import figures_grid, shown

FEWEST_ROWS = 3
FEWEST_COLUMNS = 3


def silent_columns(table: Table, columns: tuple[int, ...], known: Sequence[ColumnRule]) -> Iterator[ColumnRule]:
    """Rules for the additive `columns` that no rule in `known` computes, or computes something else of."""
    results = {rule.result for rule in known}
    said = [{rule.result, *(source for source, _ in rule.sources)} for rule in known]
    if len(columns) < FEWEST_COLUMNS or len(table.rows) < FEWEST_ROWS:
        return
    grid = figures_grid(table, columns)
    if grid is None:
        return
    from reconcile.structure.unannounced.aggregations import (
        aggregations,  # numpy, only where there is a table to look at
    )

    turned = grid.turned
    for one in aggregations(turned, near=True):
        result, parts = columns[one.total], [columns[part] for part in one.parts]
        if result in results or {result, *parts} in said or one.held < FEWEST_ROWS or not shown(turned, one):
            continue
        results.add(result)
        yield ColumnRule(Kind.BALANCE, result, tuple((part, 1) for part in parts), total=True, inferred=True)
