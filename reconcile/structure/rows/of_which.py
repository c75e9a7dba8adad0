"""其中 rows: which rows are listed under 其中, and of which row they are parts.

The list runs on over the rows behind the one that says 其中; how far is taken from indentation, else from where the rows
listed come to the whole. If they never do, only what is certain is a part: the row that says 其中.
"""

from __future__ import annotations

from collections.abc import Sequence

from fiscal.relation import Basis
from fiscal.table import Table
from fiscal.words.label_patterns import label_pattern
from reconcile.structure.rows.agreeing_columns import column_evidence
from reconcile.structure.rows.row_roles import RowKind, RowReading
from reconcile.structure.rows.sum_of_rows import Sum

MOST_ROWS = 40
_NUMBERED = label_pattern("numbered-any-words")


def of_which_sums(table: Table, lines: Sequence[RowReading], columns: Sequence[int]) -> tuple[Sum, ...]:
    """One sum for every 其中: the whole, the rows listed, and whether they exhaust it."""
    found = []
    for line in lines:
        if line.kind is RowKind.OF_WHICH:
            whole = _whole(lines, line)
            if whole is not None:
                found.append(_sum(table, lines, columns, whole, line))
    return tuple(found)


def _whole(lines: Sequence[RowReading], of_which: RowReading) -> int | None:
    """The nearest row above that has figures and, where depth is printed, is less deep."""
    for line in reversed(lines[: of_which.index]):
        if line.kind not in (RowKind.ITEM, RowKind.TOTAL):
            if line.kind is RowKind.ELIDED:
                return None
            continue
        if line.kind is RowKind.TOTAL or not of_which.printed or line.depth is None or of_which.depth is None:
            return line.index
        if line.depth < of_which.depth or line.index == of_which.index - 1:
            return line.index
    return None


def _sum(table: Table, lines: Sequence[RowReading], columns: Sequence[int], whole: int, of_which: RowReading) -> Sum:
    best: tuple[tuple[int, int], tuple[int, ...]] | None = None
    missed = 0
    options = _extents(table, lines, whole, of_which)
    for rows in options:
        if len(rows) < 2:
            continue
        said = column_evidence(table, columns, whole, [(row, 1) for row in rows])
        if said.shown and (best is None or (said.agree, said.near) > best[0]):
            best, missed = ((said.agree, said.near), rows), said.off + said.near
    if best is not None:
        # One column in which the rows come to the whole, beside one in which they do not, may be an accident: then they
        # are part of it, at most all. So it is where several columns say that they are not all: one may be misprinted.
        whole_list = not missed or (missed == 1 and best[0][0] > 1)
        # 其中 does not say that nothing else is meant: that the list is whole is concluded from the figures.
        return Sum(whole, tuple((row, 1) for row in best[1]), whole_list, Basis.INFERRED)
    return Sum(whole, tuple((row, 1) for row in options[0]), False, Basis.STATED)


def _extents(table: Table, lines: Sequence[RowReading], whole: int, of_which: RowReading) -> list[tuple[int, ...]]:
    """The lists of rows that may be meant, the certain one first."""
    followers = _followers(table, lines, whole, of_which)
    if of_which.printed and of_which.depth is not None:
        same = tuple(row for row in followers if lines[row].depth == of_which.depth)
        least = [row for row in followers if (lines[row].depth or 0) > of_which.depth]
        depth = min((lines[row].depth or 0 for row in least), default=0)
        aligned = tuple(row for row in least if lines[row].depth == depth)
        certain = (of_which.index, *same) if (lines[whole].depth or 0) < of_which.depth else (of_which.index,)
        return [certain, (of_which.index, *aligned), (of_which.index, *same), (of_which.index,)]
    runs = [(of_which.index, *followers[:count]) for count in range(len(followers) + 1)]
    return runs


def _followers(table: Table, lines: Sequence[RowReading], whole: int, of_which: RowReading) -> list[int]:
    """Rows behind `which` that may still be in its list."""
    found: list[int] = []
    above = lines[whole].depth
    for line in lines[of_which.index + 1 : of_which.index + 1 + MOST_ROWS]:
        if line.kind is not RowKind.ITEM or _NUMBERED.match(table.rows[line.index].label):
            break
        if of_which.printed and line.depth is not None and of_which.depth is not None and line.depth < of_which.depth:
            break
        if not of_which.printed and line.depth is not None and above is not None and line.depth <= above:
            break
        found.append(line.index)
    return found
