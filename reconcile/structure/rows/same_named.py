"""Rows of one name below a total and below each of its parts: 保险费收入 of all funds is the sum of 保险费收入 of each.

Tables print the make-up of every fund, district or budget, and at the top or at the bottom that of all of them. The
names tell which rows belong together, the figures whether all of them are printed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from fiscal.relation import Basis
from fiscal.table import Table
from fiscal.words.label_patterns import label_pattern
from reconcile.structure.rows.agreeing_columns import ColumnEvidence, column_evidence
from reconcile.structure.rows.announced_sums import AnnouncedSums, announced_sums
from reconcile.structure.rows.depths import numbering
from reconcile.structure.rows.row_roles import RowKind, RowReading
from reconcile.structure.rows.sum_of_rows import Sum

_WHICH = label_pattern("of-which-mark")
FEWEST_PARTS = 2
FEWEST_LETTERS = 4
"""A shorter name ends too many others."""

KINDS = (RowKind.ITEM, RowKind.OF_WHICH, RowKind.HEADING)


class _Tried(Struct, frozen=True):
    """A supposed sum, what the figures say of it, and whether every part of the total above has such a row."""

    total: int
    parts: tuple[int, ...]
    said: ColumnEvidence
    every: bool


def same_named_sums(table: Table) -> tuple[Sum, ...]:
    """The sums of rows of one name: stated where columns come to them; guessed where those of most other names do, and
    every part has a row of this name.
    """
    if table.elided:
        return ()
    found = announced_sums(table)
    known = {one.total for one in (*found.totals, *found.tree)}
    sums: dict[int, Sum] = {}
    for group in (*_by_blocks(table, found), *_by_endings(table, found)):
        holding = sum(one.said.whole for one in group)
        likely = holding >= FEWEST_PARTS and holding > len(group) - holding
        for one in group:
            if one.total not in known and (one.said.shown or (likely and one.every)):
                basis = Basis.STATED if one.said.agree and one.said.sure else Basis.INFERRED
                sums.setdefault(one.total, Sum(one.total, tuple((row, 1) for row in one.parts), True, basis))
    return tuple(sums.values())


def _by_blocks(table: Table, found: AnnouncedSums) -> Iterator[list[_Tried]]:
    """For every sum whose parts are followed by rows of their own, the rows of each name."""
    for one in found.totals:
        parts = [row for row, weight in one.parts if weight == 1]
        if len(parts) < FEWEST_PARTS:
            continue
        heads = {one.total, *parts}
        own = _block(table, found.lines, one.total, heads)
        below: dict[str, list[int]] = defaultdict(list)
        for part in parts:
            for name, row in _block(table, found.lines, part, heads).items():
                below[name].append(row)
        yield list(_tried(table, found, {row: below[name] for name, row in own.items()}, len(parts)))


def _block(table: Table, lines: Sequence[RowReading], head: int, heads: set[int]) -> dict[str, int]:
    """The rows right behind `head`, by name, up to the next of `heads`, a total, or a row numbered like it (三、)."""
    rows: dict[str, int] = {}
    rank = numbering(table.rows[head].label)
    for at in range(head + 1, len(lines)):
        line = lines[at]
        beside = rank is not None and numbering(table.rows[line.index].label) == rank
        if line.index in heads or line.kind is RowKind.TOTAL or beside:
            break
        if line.kind in KINDS:
            rows.setdefault(_WHICH.sub("", line.label), line.index)
    return rows


def _by_endings(table: Table, found: AnnouncedSums) -> Iterator[list[_Tried]]:
    """The last rows of a table, each called like the ends of the names of others (…本年收支结余, …年末滚存结余)."""
    items = [line for line in found.lines if line.kind is RowKind.ITEM]
    last = items[-FEWEST_PARTS:]
    parts = {
        line.index: [other.index for other in items if other.label != line.label and other.label.endswith(line.label)]
        for line in last
        if len(line.label) >= FEWEST_LETTERS
    }
    yield list(_tried(table, found, parts, len(items)))


def _tried(table: Table, found: AnnouncedSums, parts: Mapping[int, Sequence[int]], most: int) -> Iterator[_Tried]:
    for total, rows in parts.items():
        if len(rows) >= FEWEST_PARTS:
            said = column_evidence(table, found.columns, total, [(row, 1) for row in rows], chain=True)
            yield _Tried(total, tuple(rows), said, len(rows) == most)
