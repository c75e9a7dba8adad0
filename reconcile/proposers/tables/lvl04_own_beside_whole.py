"""In a table that prints the whole area and the government itself side by side, the latter is at most the former.

查什么: 同一张表内并列“全省（本地区）”与“省本级（本级）”两栏的，每一行的本级数不超过本地区数。上下级之间的往来和收支结余除外；
    多数行都不相符的，视为栏目读法有误，不作提示。
为什么: 本地区数包含本级，本级大于本地区必有一数不对，或两栏写反、口径不同。
例: 2026年还本一般债券：本地区9.46，本级8.10。
怎么办: 核对两栏数字是否同一口径、同一年度，本级数大于本地区数的应更正。
依据: 《预算法》第六条至第九条（总预算由本级预算和汇总的下一级总预算组成）。
What: where a table has a column of the whole area and one of the government itself, every row of the latter is at most
    that of the former; payments between levels and what is left of the year aside. Columns that fail in most of their
    rows are read wrongly, and nothing is told.
Why: the whole holds the government itself; if the part is larger, a figure is wrong, or columns were exchanged.
Example: 9.46 of the area, 8.10 of it of the government itself.
Fix: See that both columns have one scope and year; correct what exceeds the whole.
Source: Budget Law, articles 6 to 9.
"""

from __future__ import annotations

from collections.abc import Iterator

from fiscal.claims import at_most
from fiscal.figure import Figure, Measure
from fiscal.relation import Basis, Relation
from fiscal.table import Column, Table
from fiscal.words.label_patterns import LabelPattern, label_pattern
from reconcile.dossier import Dossier

CODE = "LVL04"
NAME = "own-level-beside-whole-area"
TITLE = {"zh": "同表本级数不超过本地区数", "en": "own level within the whole area, side by side"}

_WHOLE = label_pattern("whole-area-in-full")
_OWN = label_pattern("own-level-in-full")
FEWEST_ROWS = 4
"""Of fewer rows nobody can say whether the columns mean what they are called."""


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One `at-most` for every row of such a table in which both columns have an amount."""
    for table in dossier.tables():
        for whole, own in _pairs(table):
            pairs = list(_amounts(table, whole, own))
            over = sum(lesser.quantity.centre > greater.quantity.centre for _, greater, lesser in pairs)
            if len(pairs) >= FEWEST_ROWS and 2 * over < len(pairs):
                for label, greater, lesser in pairs:
                    yield at_most(CODE, lesser, greater, Basis.DERIVED, f"{table.title} {label}".strip())


def _pairs(table: Table) -> Iterator[tuple[int, int]]:
    """Columns of the whole area, each with that of the government itself under the same upper headers."""
    for at, column in enumerate(table.columns):
        if _named(column, _WHOLE):
            same = [
                i
                for i, other in enumerate(table.columns)
                if _named(other, _OWN) and other.path[:-1] == column.path[:-1]
            ]
            if len(same) == 1:
                yield at, same[0]


def _named(column: Column, name: LabelPattern) -> bool:
    return bool(column.path) and bool(name.fullmatch("".join(column.path[-1].split())))


def _amounts(table: Table, whole: int, own: int) -> Iterator[tuple[str, Figure, Figure]]:
    for row in table.rows:
        greater, lesser = row.cells[whole], row.cells[own]
        if greater is None or lesser is None or label_pattern("not-within-whole").search(row.label):
            continue
        alike = greater.quantity.unit == lesser.quantity.unit and Measure.DELTA not in (greater.measure, lesser.measure)
        if alike and greater.quantity.unit.is_money and greater.quantity.value >= 0 and lesser.quantity.value >= 0:
            yield row.label, greater, lesser
