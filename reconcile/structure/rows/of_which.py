"""其中 rows: which rows are listed under 其中, and of which row they are parts.

The list runs on over the rows behind the one that says 其中; how far is taken from indentation, else from where the rows
listed come to the whole. If they never do, only what is certain is a part: the row that says 其中.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fiscal.relation import Basis
from fiscal.table import Table
from reconcile.structure.rows.agreeing_columns import evidence
from reconcile.structure.rows.row_roles import Kind, Line
from reconcile.structure.rows.sum_of_rows import Sum

MOST_ROWS = 40
_NUMBERED = re.compile(r"^\s*[（(]?[一二三四五六七八九十]+\s*[)）、.．]")


def which_sums(table: Table, lines: Sequence[Line], columns: Sequence[int]) -> tuple[Sum, ...]:
    """One sum for every 其中: the whole, the rows listed, and whether they exhaust it."""
    found = []
    for line in lines:
        if line.kind is Kind.WHICH:
            whole = _whole(lines, line)
            if whole is not None:
                found.append(_sum(table, lines, columns, whole, line))
    return tuple(found)


def _whole(lines: Sequence[Line], which: Line) -> int | None:
    """The nearest row above that has figures and, where depth is printed, is less deep."""
    for line in reversed(lines[: which.index]):
        if line.kind not in (Kind.ITEM, Kind.TOTAL):
            if line.kind is Kind.ELIDED:
                return None
            continue
        if line.kind is Kind.TOTAL or not which.printed or line.depth is None or which.depth is None:
            return line.index
        if line.depth < which.depth or line.index == which.index - 1:
            return line.index
    return None


def _sum(table: Table, lines: Sequence[Line], columns: Sequence[int], whole: int, which: Line) -> Sum:
    best: tuple[tuple[int, int], tuple[int, ...]] | None = None
    options = _extents(table, lines, whole, which)
    for rows in options:
        if len(rows) < 2:
            continue
        said = evidence(table, columns, whole, [(row, 1) for row in rows])
        if said.shown and (best is None or (said.agree, said.near) > best[0]):
            best = ((said.agree, said.near), rows)
    if best is not None:
        return Sum(whole, tuple((row, 1) for row in best[1]), True, Basis.STATED)
    return Sum(whole, tuple((row, 1) for row in options[0]), False, Basis.STATED)


def _extents(table: Table, lines: Sequence[Line], whole: int, which: Line) -> list[tuple[int, ...]]:
    """The lists of rows that may be meant, the certain one first."""
    followers = _followers(table, lines, whole, which)
    if which.printed and which.depth is not None:
        same = tuple(row for row in followers if lines[row].depth == which.depth)
        least = [row for row in followers if (lines[row].depth or 0) > which.depth]
        depth = min((lines[row].depth or 0 for row in least), default=0)
        aligned = tuple(row for row in least if lines[row].depth == depth)
        certain = (which.index, *same) if (lines[whole].depth or 0) < which.depth else (which.index,)
        return [certain, (which.index, *aligned), (which.index, *same), (which.index,)]
    runs = [(which.index, *followers[:count]) for count in range(len(followers) + 1)]
    return runs


def _followers(table: Table, lines: Sequence[Line], whole: int, which: Line) -> list[int]:
    """Rows behind `which` that may still be in its list."""
    found: list[int] = []
    above = lines[whole].depth
    for line in lines[which.index + 1 : which.index + 1 + MOST_ROWS]:
        if line.kind is not Kind.ITEM or _NUMBERED.match(table.rows[line.index].label):
            break
        if which.printed and line.depth is not None and which.depth is not None and line.depth < which.depth:
            break
        if not which.printed and line.depth is not None and above is not None and line.depth <= above:
            break
        found.append(line.index)
    return found
