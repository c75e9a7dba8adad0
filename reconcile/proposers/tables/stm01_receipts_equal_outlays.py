"""The grand total of receipts equals the grand total of outlays.

查什么: 同一预算、同一级次、同一栏的收入总计等于支出总计，无论在两张表中还是在一张表的两侧。执行数一栏的支出没有列结转下年的，
    只核对支出总计不超过收入总计。
为什么: 预算收支必须平衡，两个总计不等说明预算不平衡或有一个数不对。
例: 一般公共预算收入总计 3,472,564，支出总计 3,472,564。
怎么办: 收入与支出两侧逐项核对，查找漏列的转移支付、结转或调入调出。
依据: 《预算法》第三十五条（地方各级预算按照量入为出、收支平衡的原则编制）。
What: for the same budget, level and column, 总计 of receipts and 总计 of outlays state one number; where outlays of a
    year of execution do not list what is carried over, they are at most the receipts.
Why: a budget balances; otherwise a figure is wrong.
Example: 3,472,564 on both sides.
Fix: Go through both sides and look for a transfer, a carry-over or a move that was left out.
Source: Budget Law, article 35.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from fiscal.budget import Level, Stage
from fiscal.claims import at_most, same
from fiscal.figure import Figure
from fiscal.relation import Basis, Relation
from fiscal.slips.misprint import slip
from fiscal.table import Table
from fiscal.words.label_patterns import label_pattern
from fiscal.words.vocabulary import fold, side_in
from reconcile.dossier import Dossier
from reconcile.structure.counterparts.paired_tables import column_key, same_columns
from reconcile.structure.rows.row_roles import GRAND, readings

CODE = "STM01"
NAME = "receipts-equal-outlays"
TITLE = {"zh": "收入总计等于支出总计", "en": "total receipts equal total outlays"}
FEWEST_DIGITS = 5
"""In shorter numbers two slips of the pen are not told from two numbers."""

Key = tuple[object, ...]


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One `same` for every pair of grand totals of the two sides, `at-most` where the outlays are not closed."""
    sides: dict[str, dict[Key, list[tuple[Table, int]]]] = {"receipts": defaultdict(list), "outlays": defaultdict(list)}
    for table in dossier.tables():
        for row in _grand_totals(table):
            side = side_in(fold(table.rows[row].label)) or table.side
            if side in sides:
                sides[side][_key(table)].append((table, row))
    for key, receipts in sides["receipts"].items():
        outlays = sides["outlays"].get(key) or sides["outlays"].get(_other_name(key), [])
        yield from _paired(receipts, outlays)


def _grand_totals(table: Table) -> list[int]:
    lines = readings(table)[0]
    return [line.index for line in lines if line.rank == GRAND and any(table.rows[line.index].cells)]


def _key(table: Table) -> Key:
    return (table.document, table.report, table.budget, table.level, table.period)


def _other_name(key: Key) -> Key:
    """The key with 全区 said or left out."""
    document, report, budget, level, period = key
    if level is Level.OWN:
        return key
    return (document, report, budget, None if level is Level.WHOLE else Level.WHOLE, period)


def _paired(receipts: list[tuple[Table, int]], outlays: list[tuple[Table, int]]) -> Iterator[Relation]:
    """Each total with its counterpart; where there are several, only those that agree in some column."""
    alone = len(receipts) == 1 and len(outlays) == 1
    for table, row in receipts:
        for other, other_row in outlays:
            cells = [
                (one, two)
                for column, other_column in _columns(table, other)
                if not (_aside(table, column) or _aside(other, other_column))
                and (one := table.rows[row].cells[column]) is not None
                and (two := other.rows[other_row].cells[other_column]) is not None
            ]
            if not alone and not any(one.quantity.centre == two.quantity.centre != 0 for one, two in cells):
                continue
            for one, two in cells:
                said = f"{table.title} {table.rows[row].label}".strip()
                if _closed(two, other) or _meant_as_one(one, two):
                    yield same(CODE, (one, two), Basis.STATED, said, certain=True)
                else:
                    yield at_most(CODE, two, one, Basis.DERIVED, said)


def _columns(table: Table, other: Table) -> tuple[tuple[int, int], ...]:
    """Columns that correspond: by what they say, or the only ones there are."""
    if table.id == other.id:
        return tuple((index, index) for index in range(len(table.columns)))
    found = same_columns(table, other)
    if not found and len(table.columns) == len(other.columns) == 1:
        one, two = column_key(table.columns[0]), column_key(other.columns[0])
        found = ((0, 0),) if one is None or two is None or one[:2] == two[:2] else ()
    return found


def _aside(table: Table, column: int) -> bool:
    """True for a column of 其中 in which nothing is carried over, while the table carries over: it need not balance."""
    carried = [row.cells for row in table.rows if label_pattern("carried-over").search(row.label) and any(row.cells)]
    path = table.columns[column].path
    return bool(path) and path[-1].startswith("其中") and bool(carried) and not any(row[column] for row in carried)


def _closed(total: Figure, outlays: Table) -> bool:
    """True for what is planned, and for what was done if the outlays list what is carried over in that column.

    A table of execution often leaves 结转下年 out; then its total of outlays is smaller than that of receipts.
    """
    if total.stage in (Stage.BUDGET, Stage.ADJUSTED, Stage.CHANGED):
        return True
    column = int(total.id.rpartition(".c")[2])
    carried = (row.cells[column] for row in outlays.rows if label_pattern("carried-or-left").search(row.label))
    return any(cell is not None for cell in carried)


def _meant_as_one(one: Figure, two: Figure) -> bool:
    """True if the totals tie or are one slip of the pen apart: then the table is closed, whatever its rows say."""
    digits = min(len(figure.quantity.value.as_tuple().digits) for figure in (one, two))
    slipped = digits >= FEWEST_DIGITS and slip(one.quantity.value, two.quantity.value) is not None
    return one.quantity.centre == two.quantity.centre or slipped
