"""What each row of a table is: a total, an item at some depth, a 其中 row, a heading, or a gap where rows were left out.

Depth is taken from codes or indentation where the table prints them, else from the numbering 一、（一）1., else from the
classification of receipts and outlays (fiscal/subjects.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from fiscal.subjects import tree_levels
from fiscal.table import Row, Table
from fiscal.vocabulary import fold

_TOTAL = re.compile(r"(小计|合计|共计|总计|总量)(?:数|额)?(?:[（(].*)?$")
_RANK = {"小计": 1, "合计": 2, "共计": 2, "总计": 3, "总量": 3}
_WHICH = re.compile(r"^\s*(?:[（(]?其中[:：)）]?|内[:：]|#)\s*\S")
_MINUS = re.compile(r"^\s*(?:减|扣除|减去)\s*[:：]")
_NUMBERING = (
    re.compile(r"^\s*[一二三四五六七八九十]+\s*[、.．]"),
    re.compile(r"^\s*[（(][一二三四五六七八九十]+[)）]"),
    re.compile(r"^\s*\d{1,2}\s*[、.．](?!\d)"),
    re.compile(r"^\s*[（(]\d{1,2}[)）]"),
)
_STATEMENT = re.compile(
    "上级补助|上解|还本|转贷收入|债务(?:\\(转贷\\)|（转贷）)?收入|结转|结余|调入|调出|稳定调节基金|周转金|转移性|动用|补助下级|下级|援助|待偿债"
    "|发行.*债券|债券(?:转贷)?收入|调剂"
)


class Kind(StrEnum):
    """What a row is."""

    TOTAL = "total"
    ITEM = "item"
    WHICH = "which"  # 其中
    HEADING = "heading"  # no figures in any column
    ELIDED = "elided"


@dataclass(frozen=True, slots=True)
class Line:
    """One row with its reading. `rank` is 1 for 小计, 2 for 合计, 3 for 总计; `depth` is None where nothing shows it.

    `weight` is −1 for a deduction (减：). `printed` is True where the table itself prints the depth.
    """

    index: int
    kind: Kind
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
    """1 for 小计, 2 for 合计 and 共计, 3 for 总计 and 总量, 0 for any other label.

    >>> total_rank("一般公共预算支出合计"), total_rank("总 计"), total_rank("其中：合计"), total_rank("税收收入")
    (2, 3, 0, 0)
    """
    if _WHICH.match(label):
        return 0
    found = _TOTAL.search(fold(label))
    return _RANK[found[1]] if found else 0


def lines_of(table: Table) -> tuple[Line, ...]:
    """The reading of every row, in order."""
    kinds = [_kind(row) for row in table.rows]
    depths, printed = _depths(table.rows, kinds)
    return tuple(
        Line(
            index,
            kind,
            fold(row.label),
            total_rank(row.label) if kind is Kind.TOTAL else 0,
            depths[index],
            -1 if _MINUS.match(row.label) else 1,
            printed,
        )
        for index, (row, kind) in enumerate(zip(table.rows, kinds, strict=True))
    )


def _kind(row: Row) -> Kind:
    if row.elided:
        return Kind.ELIDED
    if total_rank(row.label):
        return Kind.TOTAL
    if _WHICH.match(row.label):
        return Kind.WHICH
    if re.fullmatch(r"\s*其中\s*[:：]?\s*", row.label):
        return Kind.WHICH if any(row.cells) else Kind.HEADING
    return Kind.ITEM if any(cell is not None for cell in row.cells) else Kind.HEADING


def _depths(rows: Sequence[Row], kinds: Sequence[Kind]) -> tuple[list[int | None], bool]:
    """The depth of every item row, from the strongest source the table has, and whether the table prints it."""
    items = [i for i, kind in enumerate(kinds) if kind in (Kind.ITEM, Kind.WHICH)]
    if any(rows[i].code for i in items):
        return _by_codes(rows, kinds), True
    if len({rows[i].level for i in items} - {None}) > 1:
        found = [row.level if kind in (Kind.ITEM, Kind.WHICH) else None for row, kind in zip(rows, kinds, strict=True)]
        return found, True
    named = _by_names(rows, kinds)
    numbered = [_numbering(row.label) if kind is Kind.ITEM else None for row, kind in zip(rows, kinds, strict=True)]
    ranks = sorted({rank for rank in numbered if rank is not None})
    if len(ranks) > 1 or (ranks and sum(rank is not None for rank in numbered) >= 2):
        deepest = len(ranks) + 1
        inside = False
        for i, kind in enumerate(kinds):
            if kind is Kind.TOTAL:
                inside = False
            elif kind is Kind.ITEM:
                inside = inside or numbered[i] is not None
                rank = numbered[i]
                named[i] = ranks.index(rank) + 1 if rank is not None else (deepest if inside else None)
        return named, False
    return named, False


def _by_codes(rows: Sequence[Row], kinds: Sequence[Kind]) -> list[int | None]:
    """Depth by the codes above a row that its own code begins with: a 款 printed away from its 类 is part of no row."""
    found: list[int | None] = []
    above: list[str] = []
    for row, kind in zip(rows, kinds, strict=True):
        if kind is Kind.TOTAL:
            above = []
        if kind not in (Kind.ITEM, Kind.WHICH) or not row.code or row.level is None:
            found.append(None)
            continue
        while above and not (row.code.startswith(above[-1]) and row.code != above[-1]):
            above.pop()
        above.append(row.code)
        found.append(len(above))
    return found


def _numbering(label: str) -> int | None:
    return next((rank for rank, pattern in enumerate(_NUMBERING, 1) if pattern.match(label)), None)


def _by_names(rows: Sequence[Row], kinds: Sequence[Kind]) -> list[int | None]:
    """Depth by the classification, each run of rows between two totals by itself."""
    found: list[int | None] = [None] * len(rows)
    run: list[int] = []
    for index, kind in enumerate([*kinds, Kind.TOTAL]):
        if kind is Kind.TOTAL:
            levels = tree_levels([rows[i].label for i in run])
            for i, level in zip(run, levels, strict=True):
                found[i] = level
            run = []
        elif kind is Kind.ITEM:
            run.append(index)
    return found
