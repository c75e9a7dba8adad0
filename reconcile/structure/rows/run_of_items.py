"""A run: the items between two totals, as a tree that can be tried and changed until its sums come out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from reconcile.structure.rows.nesting import nested, roots
from reconcile.structure.rows.row_amounts import Amounts
from reconcile.structure.rows.row_roles import RowKind, RowReading

Parts: TypeAlias = Mapping[int | None, tuple[int, ...]]
"""The rows below every row, and under None those that are part of no row."""


class ItemRun(Struct, frozen=True, dict=True):
    """The items between the totals `above` and `below` (None at the ends of the table), with the rows below each."""

    amounts: Amounts
    weights: Mapping[int, int]
    above: int | None
    below: int | None
    parts: Parts

    def whole(self, row: int | None) -> bool:
        """True if the rows below `row` come to it in every column that says something; of None, to a total nearby."""
        return self._top(self.parts[None]) if row is None else self.fits(row, self.parts.get(row, ()))

    @cached_property
    def failing(self) -> frozenset[int]:
        """The rows that the rows below them miss in some column."""
        inside = (row for row in self.parts if row is not None)
        return frozenset(row for row in inside if self._compared(row, self.parts[row])[1])

    def tally(self) -> tuple[int, int]:
        """How many sums come out, the one at the top like any other, and how many do not."""
        inside = [row for row in self.parts if row is not None and self.parts[row]]
        return sum(map(self.whole, inside)) + self.whole(None), len(self.failing)

    def changed(self, parts: Parts) -> ItemRun:
        """The same rows in another tree."""
        return replace(self, parts=parts)

    def items(self) -> list[int]:
        """All rows of the run, in order."""
        return sorted(self.weights)

    def depths(self) -> dict[int, int]:
        """How many rows are above each row."""
        found: dict[int, int] = {}
        waiting = [(row, 0) for row in self.parts[None]]
        while waiting:
            row, depth = waiting.pop()
            found[row] = depth
            waiting += [(child, depth + 1) for child in self.parts.get(row, ())]
        return found

    def _top(self, members: Sequence[int]) -> bool:
        """True if `members`, or those left when some turn out to be sums of the rows before them, come to a total."""
        backwards = members[::-1]
        left = roots(members, nested(self.amounts, backwards))
        return any(
            self.fits(total, (*more, *rows))
            for rows in dict.fromkeys((tuple(members), left))
            for total, more in ((self.above, ()), (self.below, ()), (self.below, (self.above,)))
            if total is not None and None not in more and rows
        )

    def fits(self, total: int, rows: Sequence[int | None]) -> bool:
        """True if `rows` come to row `total` in every column that says something."""
        agree, off = self._compared(total, rows)
        return agree > 0 and off == 0

    def _compared(self, total: int, rows: Sequence[int | None]) -> tuple[int, int]:
        return self.amounts.compared(total, [(row, self.weights.get(row, 1)) for row in rows if row is not None])


def runs(amounts: Amounts, lines: Sequence[RowReading], taken: frozenset[int]) -> Iterator[ItemRun]:
    """Every run of `lines` as the depths of its items show it; those `taken` by 其中 belong to none.

    A run in which the depth of some row is not known is left out.
    """
    above: int | None = None
    items: list[RowReading] = []
    for line in (*lines, None):
        if line is not None and line.kind is not RowKind.TOTAL:
            if line.kind is RowKind.ITEM and line.index not in taken:
                items.append(line)
            continue
        below = None if line is None else line.index
        if items and all(item.depth is not None for item in items):
            yield ItemRun(amounts, {item.index: item.weight for item in items}, above, below, tree(items))
        above, items = below, []


def tree(items: Sequence[RowReading]) -> Parts:
    """The rows directly below each of `items` by depth."""
    found: dict[int | None, list[int]] = {None: []}
    stack: list[tuple[int, int]] = []
    for item in items:
        depth = item.depth or 0
        while stack and stack[-1][0] >= depth:
            stack.pop()
        found.setdefault(stack[-1][1] if stack else None, []).append(item.index)
        stack.append((depth, item.index))
    return {parent: tuple(children) for parent, children in found.items()}
