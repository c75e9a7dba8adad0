"""The same line in two tables states one number.

查什么: 同一文件的两张表（如总表与明细表）对同一预算、级次、收支方向、年份和栏目列出同名科目的，应为同一个数。
    只有两表多数同名行相同时才核对，其余各行相同或只差一个笔误的也一并列入。
为什么: 同一事项在两张表中数字不同，读者无从判断以哪一个为准。
例: 总表中税收收入 81,200，明细表中税收收入 81,200。
怎么办: 确认两表以哪一张为准，统一更正。
依据: 财政部预算、决算报表的表间关系。
What: two tables of one document that list the same row for the same budget, level, side, year and column state one
    number; checked only where most of the rows they share do.
Why: with two numbers for one thing nobody knows which holds.
Example: 81,200 in the summary and in the detailed table.
Fix: Settle which table holds, and correct the other.
Source: relations between the forms of the Ministry of Finance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from fiscal.claims import same
from fiscal.figure import Figure, Measure
from fiscal.relation import Basis, Relation
from fiscal.slips.misprint import slip
from fiscal.table import Table
from reconcile.dossier import Dossier
from reconcile.structure.counterparts.paired_tables import row_keys, same_columns

CODE = "TAB01"
NAME = "same-line-in-two-tables"
TITLE = {"zh": "两表同一行数字相同", "en": "the same line in two tables states one number"}
FEWEST = 3
"""So many rows must tie before two tables are taken to speak of the same things."""

Rows = Mapping[tuple[str, ...], int]
"""Rows of a table by their label and the labels above them."""

MOST_TABLES = 12
"""Of more tables under one heading each is compared with its next ones only."""


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One `same` for every pair of cells that say the same thing in two tables."""
    groups: dict[tuple[object, ...], list[Table]] = defaultdict(list)
    for table in dossier.tables():
        if table.budget is not None and table.side is not None:
            groups[(table.document, table.report, table.budget, table.level, table.side, table.period)].append(table)
    for tables in groups.values():
        keys = [row_keys(table) for table in tables] if len(tables) > 1 else []
        for at, first in enumerate(tables):
            for other in range(at + 1, min(at + MOST_TABLES, len(tables))):
                yield from _shared(first, tables[other], keys[at], keys[other])


def _shared(first: Table, second: Table, one: Rows, two: Rows) -> Iterator[Relation]:
    """Cells of rows that the two tables share, if most of them tie."""
    if len(one.keys() & two.keys()) < FEWEST:
        return
    rows = [(row, two[key]) for key, row in one.items() if key in two and len(key[0]) > 1]
    for column, other in same_columns(first, second):
        cells = [
            (a, b)
            for row, partner in rows
            if (a := first.rows[row].cells[column]) is not None
            and (b := second.rows[partner].cells[other]) is not None
            and a.measure is b.measure is Measure.AMOUNT
            and a.quantity.unit.dimension == b.quantity.unit.dimension
        ]
        ties = sum(a.quantity.centre == b.quantity.centre and a.quantity.value != 0 for a, b in cells)
        if ties < FEWEST or 3 * ties < 2 * len(cells):
            continue
        for a, b in cells:
            if _one_number(a, b):
                yield same(CODE, (a, b), Basis.INFERRED, f"{second.title} {b.label}".strip())


def _one_number(a: Figure, b: Figure) -> bool:
    """True if the figures tie, or may be meant to: one slip apart."""
    return a.quantity.centre == b.quantity.centre or slip(a.quantity.value, b.quantity.value) is not None
