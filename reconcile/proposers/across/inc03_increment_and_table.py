"""An increment of the narrative against the two columns of the table.

查什么: 正文所列某项“增加C”与附表该行“调整预算数 − 预算数”是否一致。
为什么: 附表与说明必须是同一个调整方案。
例: 说明“增加100000万元”，附表2该行 1,120,726 − 1,020,726。
怎么办: 核对正文所述增减额与附表两栏之差，确认以哪一处为准。
依据: 预算法第六十九条。

What: an increment stated in the narrative equals the difference of the table's two columns in that line.
Why: table and explanation must be one plan.
Example: +100000 and 1,120,726 less 1,020,726.
Fix: Hold the change in the text against the two columns, and settle which is meant.
Source: Budget Law art. 69.
"""

from __future__ import annotations

from collections.abc import Iterator

from fiscal.budget import Stage
from fiscal.claims import balance, term
from fiscal.figure import Figure
from fiscal.relation import Basis, Relation, Role
from fiscal.table import Table
from reconcile.dossier import Dossier
from reconcile.linking.links import groups
from tables.prose.changes import Change, changes

CODE = "INC03"
NAME = "increment-is-difference-of-columns"
TITLE = {"zh": "正文增减额与附表两栏之差", "en": "Increment and columns of the table"}

Pair = tuple[Figure | None, Figure | None]


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One relation for every stated change whose line stands in a table with both columns."""
    rows = _rows(dossier)
    cells: dict[str, list[str]] = {}
    for group in groups(dossier):
        if in_tables := [figure.id for figure in group.members if figure.source == "cell"]:
            cells.update({figure.id: in_tables for figure in group.members})
    for passage in dossier.passages():
        for change in changes(passage):
            if change.delta is not None:
                yield from _relations(change, change.delta, rows, cells)


def _relations(change: Change, delta: Figure, rows: dict[str, Pair], cells: dict[str, list[str]]) -> Iterator[Relation]:
    found: dict[Pair, None] = {}
    for figure in (change.before, change.after):
        for cell in cells.get(figure.id, ()):
            if cell in rows:
                found.setdefault(rows[cell])
    for before, after in found:
        if after is not None:
            terms = [term(delta, Role.DELTA), term(after, Role.TO)]
            if before is not None:
                terms.append(term(before, Role.FROM))
            yield balance(CODE, terms, Basis.DERIVED, change.before.label, certain=True)


def _rows(dossier: Dossier) -> dict[str, Pair]:
    """For every cell of an adjustment table, the pair of its row's 预算数 and 调整预算数 (blank is None)."""
    found: dict[str, Pair] = {}
    for table in dossier.tables():
        columns = _columns(table)
        if columns is None:
            continue
        for row in table.rows:
            pair = (row.cells[columns[0]], row.cells[columns[1]])
            found.update({cell.id: pair for cell in pair if cell is not None})
    return found


def _columns(table: Table) -> tuple[int, int] | None:
    """The only 预算数 and 调整预算数 columns, or None."""
    before = [i for i, column in enumerate(table.columns) if column.stage is Stage.BUDGET]
    after = [i for i, column in enumerate(table.columns) if column.stage is Stage.ADJUSTED]
    return (before[0], after[0]) if len(before) == len(after) == 1 else None
