"""Rows that close a list: 其他… right behind the parts of a row is one of them, whatever the classification calls it.

Where the names alone show the depth of rows, a row of unknown depth behind a list also belongs to it if every column
then comes to the total: a list that was read too short is extended, not reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from fiscal.table import Table
from fiscal.words.label_patterns import label_pattern
from reconcile.structure.rows.agreeing_columns import column_evidence
from reconcile.structure.rows.row_roles import RowKind, RowReading
from reconcile.structure.rows.tree import families

_ENDS = label_pattern("row-ending")


def closed(table: Table, lines: Sequence[RowReading], columns: Sequence[int]) -> tuple[RowReading, ...]:
    """`lines` with the depth of the rows that close a list; as they are where the table prints the depth of all."""
    items = [line for line in lines if line.kind is RowKind.ITEM]
    found = list(lines)
    if table.elided or any(line.printed for line in items) or not any(line.depth is not None for line in items):
        return tuple(found)
    for parent, children, last in _lists(items):
        at = last + 1
        if at >= len(lines) or lines[at].kind is not RowKind.ITEM:
            continue
        whole, depth = lines[parent], lines[children[0]].depth
        if lines[at].depth == depth or depth is None:
            continue
        named = _closes(whole.label, lines[at].label)
        if named or (lines[at].depth is None and _repairs(table, columns, parent, children, at)):
            found[at] = replace(lines[at], depth=depth)
    return tuple(found)


def _lists(items: Sequence[RowReading]) -> Iterator[tuple[int, tuple[int, ...], int]]:
    """Every row with rows directly below it in the tree, and the last row below it at any depth."""
    below = dict(families(items, fill=False))
    for parent, children in below.items():
        last = children[-1]
        while last in below:
            last = below[last][-1]
        yield parent, children, last


def _closes(whole: str, label: str) -> bool:
    """True for 其他返还性支出 behind 返还性支出: 其他 and the name of the whole, or its noun."""
    noun = _ENDS.sub("", whole)
    return label.startswith("其他") and len(noun) > 1 and _ENDS.sub("", label.removeprefix("其他")) == noun


def _repairs(table: Table, columns: Sequence[int], parent: int, children: Sequence[int], row: int) -> bool:
    """True if the list misses the whole somewhere, and with one more row comes to it everywhere."""
    short = column_evidence(table, columns, parent, [(child, 1) for child in children], chain=True)
    if not short.off + short.near:
        return False
    said = column_evidence(table, columns, parent, [(child, 1) for child in (*children, row)])
    return said.whole and said.agree > short.agree
