"""What each row of a table is: a total, an item at some depth, a 其中 row, a heading, or a gap where rows were left out.

Depth is taken from codes, indentation, the numbering 一、（一）1. or the classification of receipts and outlays, whichever
the table has (reconcile/structure/rows/depths.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

from fiscal.table import Row, Table
from fiscal.words.label_patterns import label_pattern
from fiscal.words.vocabulary import fold
from reconcile.structure.rows.depths import RowsByRole, depths
from reconcile.structure.rows.once_a_table import once_a_table

_TOTAL = label_pattern("total-row")
_NUMBER = label_pattern("numbered-row")
GRAND = 3
"""The rank of 总计, 总收入 and 总支出."""

_RANK = {"小计": 1, "合计": 2, "共计": 2}
_WHICH = label_pattern("of-which-row")
_MINUS = label_pattern("minus-row")
_STATEMENT = label_pattern("statement-row")
_ASIDE = label_pattern("aside-row")


class RowKind(StrEnum):
    """What a row is."""

    TOTAL = "total"
    ITEM = "item"
    OF_WHICH = "which"  # 其中
    HEADING = "heading"  # no figures in any column, or only what a total is without some of it
    ELIDED = "elided"


class RowReading(Struct, frozen=True):
    """One row with its reading. `rank` is 1 for 小计, 2 for 合计, 3 for 总计; `depth` is None where nothing shows it.

    `weight` is −1 for a deduction (减：). `printed` is True where the table itself prints the depth.
    """

    index: int
    kind: RowKind
    label: str
    rank: int = 0
    depth: int | None = None
    weight: int = 1
    printed: bool = False

    @property
    def statement(self) -> bool:
        """True for the rows that lead from 合计 to 总计: 上级补助, 上解, 还本, 结转, 调入, 调出 …"""
        return bool(_STATEMENT.search(self.label))


def total_rank(label: str) -> int:
    """1 for 小计, 2 for 合计 and 共计, 3 for 总计, 总量, 总收入 and 总支出, 0 for any other label.

    >>> total_rank("一般公共预算支出合计"), total_rank("总 计"), total_rank("其中：合计"), total_rank("税收收入")
    (2, 3, 0, 0)
    """
    if _WHICH.match(label):
        return 0
    found = _TOTAL.search(fold(label))
    return _RANK.get(found[1], GRAND) if found else 0


@once_a_table
def readings(table: Table) -> tuple[tuple[RowReading, ...], ...]:
    """The reading of every row with each depth that it may have, likeliest first."""
    kinds = _without_other_bodies([row.label for row in table.rows], [_kind(row) for row in table.rows])
    at = {kind: frozenset(i for i, one in enumerate(kinds) if one is kind) for kind in RowKind}
    items = at[RowKind.ITEM] | at[RowKind.OF_WHICH]
    found = depths(RowsByRole(table.rows, items, at[RowKind.ITEM], at[RowKind.TOTAL], at[RowKind.HEADING]))
    plain = [_line(row, kind) for row, kind in zip(table.rows, kinds, strict=True)]
    return tuple(
        tuple(
            RowReading(index, kind, label, rank, depth, weight, printed)
            for index, ((kind, label, rank, weight), depth) in enumerate(zip(plain, one, strict=True))
        )
        for one, printed in found
    )


def _without_other_bodies(labels: Sequence[str], kinds: Sequence[RowKind]) -> list[RowKind]:
    """The kinds with the grand totals of another body as items: 某某区总支出 behind 总支出 tells of a part of the area
    and sums up nothing above it.
    """
    found = list(kinds)
    grand: list[str] = []
    for index, label in enumerate(map(_bare, labels)):
        if kinds[index] is RowKind.TOTAL and total_rank(label) == GRAND:
            if any(label.endswith(one) and len(label) > len(one) + 1 for one in grand):
                found[index] = RowKind.ITEM
            grand.append(label)
    return found


def _bare(label: str) -> str:
    """A label without the number it is counted off by."""
    return _NUMBER.sub("", fold(label))


def _line(row: Row, kind: RowKind) -> tuple[RowKind, str, int, int]:
    """What a row is but for its depth: kind, label, rank, weight."""
    rank = total_rank(row.label) if kind is RowKind.TOTAL else 0
    return kind, fold(row.label), rank, -1 if _MINUS.match(row.label) else 1


def _kind(row: Row) -> RowKind:
    if row.elided:
        return RowKind.ELIDED
    if total_rank(row.label):
        return RowKind.TOTAL
    if _WHICH.match(row.label):
        return RowKind.OF_WHICH
    if _ASIDE.match(row.label):
        return RowKind.HEADING
    if label_pattern("of-which-alone").fullmatch(row.label):
        return RowKind.OF_WHICH if any(row.cells) else RowKind.HEADING
    return RowKind.ITEM if any(cell is not None for cell in row.cells) else RowKind.HEADING
