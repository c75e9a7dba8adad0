"""Visual lines to rows of a table, where no rule tells one row from the next.

A row holds at most one number in each column. Labels may be broken over several lines, with the numbers beside the
first, the middle or the last of them; a label alone on its line may also be a row without numbers. What decides is how
close the lines stand, whether a line fills its column, and whether a new item begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median_low

from msgspec import Struct

from fiscal import late_patterns as re

FEWEST_EMS = 5
"""A label shorter than this has not been broken: no column of labels is that narrow."""

_ITEM = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,3}[、.．](?!\d)|\d{3,}|其中|[①-⑳]|合计|小计|总计|注"
)


class Piece(Struct, frozen=True):
    """What one visual line holds in one column."""

    column: int
    text: str
    left: int
    right: int
    numeric: bool


class VisualLine(Struct, frozen=True):
    """One printed line of a table body: its baseline, type size and pieces from left to right."""

    baseline: int
    size: int
    pieces: tuple[Piece, ...]

    @property
    def numeric(self) -> bool:
        """True if a number stands on it."""
        return any(piece.numeric for piece in self.pieces)

    @property
    def label(self) -> Piece | None:
        """The first piece that is no number."""
        return next((piece for piece in self.pieces if not piece.numeric), None)


def assemble(lines: Sequence[VisualLine]) -> list[list[int]]:
    """The indexes of `lines`, grouped into the rows they make, in order."""
    if not lines:
        return []
    edges = _full_edges(lines)
    wrap, pitch = _spacings(lines)
    groups = [[0]]
    for at in range(1, len(lines)):
        if _belongs(lines, groups[-1], at, edges, wrap, pitch):
            groups[-1].append(at)
        else:
            groups.append([at])
    return groups


def _full_edges(lines: Sequence[VisualLine]) -> dict[int, int]:
    """How far to the right the words of each column reach."""
    edges: dict[int, int] = {}
    for line in lines:
        for piece in line.pieces:
            if not piece.numeric:
                edges[piece.column] = max(edges.get(piece.column, 0), piece.right)
    return edges


def _spacings(lines: Sequence[VisualLine]) -> tuple[int, int]:
    """(the spacing of lines inside a wrapped cell, the usual spacing of rows), 0 where nothing shows it."""
    rows = [b.baseline - a.baseline for a, b in pairwise(lines) if _whole(a) and _whole(b)]
    pitch = median_low(rows) if rows else 0
    tight = [
        b.baseline - a.baseline
        for a, b in pairwise(lines)
        if b.label is not None and a.label is not None and not (_whole(a) and _whole(b))
    ]
    return (min(tight) if tight else 0), pitch


def _whole(line: VisualLine) -> bool:
    """True for a line that is a row by itself: a label and a number."""
    return line.numeric and line.label is not None


def _belongs(
    lines: Sequence[VisualLine], group: Sequence[int], at: int, edges: dict[int, int], wrap: int, pitch: int
) -> bool:
    """True if line `at` goes on the row made of the lines `group`."""
    last, here = lines[group[-1]], lines[at]
    gap = here.baseline - last.baseline
    size = max(last.size, here.size)
    if _collides([lines[i] for i in group], here):
        return False
    if gap * 10 < size * 9:
        return True
    if gap * 10 > size * 14:
        return False
    numbered = any(lines[i].numeric for i in group)
    if here.numeric and numbered:
        return False
    if here.label is not None and _ITEM.match(here.label.text):
        return False
    loose = pitch and wrap and pitch * 4 >= wrap * 5
    if loose and gap * 20 > wrap * 21:
        return False
    return _filled(last, edges, size) or (not here.numeric and not last.numeric and bool(loose) and numbered is False)


def _filled(line: VisualLine, edges: dict[int, int], size: int) -> bool:
    """True if the words of a line fill their column, so that they had to go on below."""
    label = line.label
    if label is None or label.right - label.left < FEWEST_EMS * size:
        return False
    return edges[label.column] - label.right <= size * 3 // 2


def _collides(group: Sequence[VisualLine], line: VisualLine) -> bool:
    """True if a number of `line` would stand in a column where the row already has one."""
    taken = {piece.column for other in group for piece in other.pieces if piece.numeric}
    return any(piece.numeric and piece.column in taken for piece in line.pieces)
