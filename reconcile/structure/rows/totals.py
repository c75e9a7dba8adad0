"""Total rows and their parts: 小计, 合计, 总计 below or above the rows they add up.

A 总计 adds up the 合计 before it and the rows between the two (上解, 还本, 结转 …), a 合计 the uppermost rows since the total
before, or the 小计 among them. Where several readings are possible, the one that the figures bear out is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fiscal.budget import Level
from fiscal.relation import Basis
from fiscal.words.label_patterns import label_pattern
from fiscal.words.vocabulary import level_in
from reconcile.structure.rows.depths import counted_off, numbering
from reconcile.structure.rows.row_roles import RowKind, RowReading
from reconcile.structure.rows.sum_of_rows import Sum
from reconcile.structure.rows.table_facts import TableFacts
from reconcile.structure.rows.total_readings import PartsReading, readings

_AREAS = label_pattern("areas-below")

TOO_MANY = 2
"""Where so many columns all miss the total and none comes to it, the rows are not its parts."""

FEWEST_PARTS = 3
"""Fewer rows come to another by accident too easily where no name calls it their total."""


def total_sums(facts: TableFacts) -> tuple[Sum, ...]:
    """The parts of every total row whose parts are all printed, and of the rows among them that are such totals."""
    found: list[Sum] = []
    for line in facts.lines:
        if line.kind is RowKind.TOTAL:
            chosen = _chosen(facts, line.index, readings(facts, line))
            if chosen is not None:
                found += chosen
            found += _area(facts, line)
    if not found:
        found += _unnamed(facts)
    return tuple(found)


def _unnamed(facts: TableFacts) -> Iterator[Sum]:
    """The last row of a table without totals, or the first, if the figures show that it sums up all others. One that
    is numbered like them stands beside them.
    """
    if facts.table.elided:
        return
    items = [line for line in facts.lines if line.kind is RowKind.ITEM and line.index not in facts.taken]
    labels = [row.label for row in facts.table.rows]
    for total, others in ((items[-1:], items[:-1]), (items[:1], items[1:])):
        least = min((line.depth or 0 for line in others), default=0)
        parts = facts.weighed([line.index for line in others if (line.depth or 0) == least])
        filled = [sum(bool(facts.amounts.numbers[row][at]) for row, _ in parts) for at in range(facts.amounts.width)]
        if max(filled, default=0) < FEWEST_PARTS or numbering(labels[total[0].index]) is not None:
            continue
        said = facts.column_evidence(total[0].index, parts)
        if said.agree and said.shown:
            yield Sum(total[0].index, parts, True, Basis.STATED if said.agree > 1 and said.sure else Basis.INFERRED)
            return


def _chosen(facts: TableFacts, total: int, possible: Iterable[PartsReading]) -> list[Sum] | None:
    """The reading that the figures show; without one, a firm reading.

    Nothing is better than a firm one that is shown, or one that holds in every column: no more are looked at then.
    """
    judged = []
    for one in possible:
        if one.parts:
            said = facts.column_evidence(total, one.parts, chain=one.firm or len(one.parts) == 1)
            if not one.behind or (said.agree and len(one.parts) > 1):
                judged.append((said, one))
            if (one.firm and said.shown) or (said.whole and len(one.parts) > 1):
                break
    # Of many readings one is a slip away by chance: a slip speaks only for the reading that names and layout leave.
    shown = [(said, one) for said, one in judged if said.shown and (said.agree or one.firm)]
    if shown:
        said, best = max(shown, key=lambda pair: (pair[0].agree, pair[0].near, pair[1].firm))
        basis = Basis.STATED if said.sure else Basis.INFERRED
        return [Sum(total, best.parts, True, basis), *_inner(facts, best)]
    firm = next(((said, one) for said, one in judged if one.firm), None)
    if firm is None:
        return None
    said, best = firm
    if said.off + said.near >= TOO_MANY and not best.named:
        # 一、二、三 and then 合计: whatever the figures say, no row is missing from that list.
        labels = [facts.table.rows[row].label for row, _ in best.parts]
        return [Sum(total, best.parts, True, Basis.INFERRED)] if best.flat and counted_off(labels) else None
    return [Sum(total, best.parts, True, Basis.STATED if best.flat else Basis.INFERRED)]


def _inner(facts: TableFacts, reading: PartsReading) -> Iterator[Sum]:
    """The rows among the parts that sum up rows before them without saying so; the figures alone tell."""
    for row, parts in reading.inner.items():
        yield Sum(row, facts.weighed(sorted(parts)), True, Basis.INFERRED)


def _area(facts: TableFacts, total: RowReading) -> Iterator[Sum]:
    """全市 = 市本级 + 区县合计, where the figures show it: two rows above a total of the areas below, with nothing between
    them and it but the parts of the second (高新区 …), whose sum is told, too.
    """
    if not _AREAS.search(total.label):
        return
    for at in range(total.index - 1, 0, -1):
        whole, own = facts.lines[at - 1], facts.lines[at]
        if not _counts(own) or not _counts(whole):
            return
        parts = ((own.index, 1), (total.index, 1))
        said = facts.column_evidence(whole.index, parts)
        if said.agree and said.shown and (level_in(own.label) is Level.OWN or said.agree > 1):
            yield Sum(whole.index, parts, True, Basis.STATED if said.sure else Basis.INFERRED)
            yield from _own(facts, own, total)
            return
        if own.kind is RowKind.TOTAL and level_in(own.label) is not Level.OWN and _AREAS.search(own.label):
            return  # another total of areas ends the list; so every row is looked at for one total only


def _own(facts: TableFacts, own: RowReading, total: RowReading) -> Iterator[Sum]:
    """市级 = 市本级 + 高新区 …: the rows between the government itself and the areas below, where the figures show it."""
    parts = tuple((row, 1) for row in range(own.index + 1, total.index))
    if len(parts) > 1 and own.kind is RowKind.ITEM:
        said = facts.column_evidence(own.index, parts)
        if said.agree and said.shown:
            yield Sum(own.index, parts, True, Basis.STATED if said.sure else Basis.INFERRED)


def _counts(line: RowReading) -> bool:
    return line.kind in (RowKind.ITEM, RowKind.TOTAL)
