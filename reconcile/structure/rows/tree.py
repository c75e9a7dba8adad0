"""The tree of 类, 款 and 项: which rows are parts of which row above them.

In a table that leaves rows out (“……”) the printed parts are only some of the parts, unless they add up in some column.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from fiscal.relation import Basis
from fiscal.words.label_patterns import label_pattern
from reconcile.structure.rows.agreeing_columns import ColumnEvidence
from reconcile.structure.rows.nesting import nested
from reconcile.structure.rows.omissions import rows_left_out, short, wrong_in_between
from reconcile.structure.rows.row_roles import RowKind, RowReading
from reconcile.structure.rows.sum_of_rows import Sum
from reconcile.structure.rows.table_facts import TableFacts

_LEADS = label_pattern("leads-statement-rows")

TOO_MANY = 2
"""Where so many columns all miss the sum and none comes to it, the rows are not all of its parts."""

FEWEST_SHOWN = 5
NEARLY_ALL = 5
"""So many sums that come out, and so many times as many as do not, show that the printed depth can be relied on."""

Family = tuple[int, tuple[int, ...]]
"""A row and the rows directly below it in the tree."""


def tree_sums(facts: TableFacts, totals: Sequence[Sum]) -> tuple[Sum, ...]:
    """A sum for every row that has rows below it in the tree, and in a table with “……” for every 合计 over its 类.

    Rows that `totals` adds up side by side are no parts of one another, however their figures fall.
    """
    found: list[Sum] = []
    beside = [{row for row, _ in one.parts} for one in totals]
    for run in _runs(facts.lines):
        items = [line for line in run if line.kind is RowKind.ITEM and line.index not in facts.taken]
        if any(line.depth is not None for line in items):
            found += _by_depth(facts, items, totals)
        elif not facts.table.elided:
            families = nested(facts.amounts, [line.index for line in items])
            sums = [Sum(top, tuple((i, 1) for i in parts), True, Basis.INFERRED) for top, parts in families.items()]
            found += [
                one
                for one in sums
                if not any(one.total in rows and not rows.isdisjoint(families[one.total]) for rows in beside)
                and not facts.amounts.compared(one.total, one.parts)[1]  # what fails somewhere is for silent_sums
            ]
    return tuple(found) + tuple(_elided_totals(facts))


def _runs(lines: Sequence[RowReading]) -> Iterator[list[RowReading]]:
    """The rows between two totals."""
    run: list[RowReading] = []
    for line in lines:
        if line.kind is RowKind.TOTAL:
            yield run
            run = []
        else:
            run.append(line)
    yield run


def families(items: Sequence[RowReading], *, fill: bool) -> list[Family]:
    """Parents with their children by depth. A row of unknown depth is passed over, or stands beside the row above
    (`fill`); rows that lead to 总计 (上解, 调出 …) are parts of such rows only (转移性支出), wherever they are printed.
    """
    stack: list[tuple[int, int]] = []
    by_index = {item.index: item for item in items}
    found: dict[int, list[int]] = {}
    last: int | None = None
    for line in items:
        depth = line.depth if line.depth is not None or not fill else last
        if depth is None:
            continue
        while stack and stack[-1][0] >= depth:
            stack.pop()
        if stack and not (_LEADS.match(line.label) and not by_index[stack[-1][1]].statement):
            found.setdefault(stack[-1][1], []).append(line.index)
        stack.append((depth, line.index))
        last = depth
    return [(parent, tuple(children)) for parent, children in found.items()]


def _by_depth(facts: TableFacts, items: Sequence[RowReading], totals: Sequence[Sum]) -> list[Sum]:
    """The sums of a list by the depth of its rows, with the `totals` over some of them."""
    table = facts.table
    bare = dict(families(items, fill=False))
    filled = dict(families(items, fill=True))
    said: dict[int, tuple[ColumnEvidence, tuple[int, ...]]] = {}
    for parent in sorted({*bare, *filled}):
        options = [option for option in (bare.get(parent), filled.get(parent)) if option]
        judged = [(facts.column_evidence(parent, facts.weighed(o), chain=True), o) for o in dict.fromkeys(options)]
        shown_ones = [pair for pair in judged if pair[0].shown] or judged[:1]
        said[parent] = max(shown_ones, key=lambda pair: pair[0].agree - pair[0].off)
    coded = {i.index for i in items if table.rows[i.index].code}
    trust = _trust(facts, items, said, totals)
    found = []
    for parent, (one, parts) in said.items():
        weighed = facts.weighed(parts)
        if all(weight < 0 for _, weight in weighed):
            continue  # 减： leads on to the row behind, and says nothing of the one before
        listed = facts.lines[parent + 1]
        if listed.kind is RowKind.OF_WHICH and parent + 1 not in parts and not one.agree:
            found.append(Sum(parent, ((listed.index, 1), *weighed), False, Basis.INFERRED))
            continue  # the list begins with 其中, set in otherwise: it need not be whole
        lacking = trust.lacking and not one.agree and parent not in trust.wrong and short(facts, parent, weighed)
        gaps = [gap for gap in facts.amounts.gaps(parent, weighed).values() if gap]
        off = min(one.off, len(set(gaps)))  # one wrong figure stands in 合计 and in 人员经费 alike
        if not lacking and (one.shown or (trust.firm and off < TOO_MANY)):
            # Names alone may put a row under the wrong parent, and publishers drop rows: without a column that agrees,
            # or a slip where the depth is printed, or parts that exceed their whole where nearly all others fit, or a
            # figure that two sums miss by one amount, it is a guess.
            over = trust.sure and not short(facts, parent, weighed)
            wrong = over or (trust.firm and parent in trust.wrong)
            sure = (one.agree > 0 and one.sure) or table.elided or (trust.printed and one.shown) or wrong
            found.append(Sum(parent, weighed, True, Basis.STATED if sure else Basis.INFERRED))
        elif lacking or table.elided or coded.issuperset((parent, *parts)):
            found.append(Sum(parent, weighed, False, Basis.STATED if table.elided else Basis.DERIVED))
    return found


class _Trust(Struct, frozen=True):
    """How far the depth of a list may be trusted. `printed` if the table prints it; `firm` if most of its sums come out
    besides, `sure` if nearly all do; `lacking` if rows were left out of it. `wrong` are totals that miss together with
    one of their parts.
    """

    printed: bool
    firm: bool
    sure: bool
    lacking: bool
    wrong: frozenset[int]


def _trust(
    facts: TableFacts,
    items: Sequence[RowReading],
    said: Mapping[int, tuple[ColumnEvidence, tuple[int, ...]]],
    totals: Sequence[Sum],
) -> _Trust:
    inside = {item.index for item in items}
    above = [one for one in totals if one.total not in inside and any(row in inside for row, _ in one.parts)]
    besides = sum(facts.column_evidence(one.total, one.parts).whole for one in above)
    shown = besides + sum(one.shown for one, _ in said.values())
    telling = besides + sum(one.shown or one.off > 0 for one, _ in said.values())
    printed = all(item.printed and item.depth is not None for item in items)
    weighed = {row: facts.weighed(parts) for row, (_, parts) in said.items()}
    missed = [short(facts, row, weighed[row]) for row, (one, _) in said.items() if one.off + one.near > one.agree]
    firm = printed and not facts.table.elided and shown >= 2 and 3 * shown >= 2 * telling
    sure = firm and shown >= FEWEST_SHOWN and shown >= NEARLY_ALL * (telling - shown)
    lacking = printed and not facts.table.elided and rows_left_out(missed, telling)
    wrong = wrong_in_between(facts, {**weighed, **{one.total: one.parts for one in above}})
    return _Trust(printed, firm, sure, lacking, frozenset(wrong))


def _elided_totals(facts: TableFacts) -> Iterator[Sum]:
    """合计 over the uppermost of the rows printed above it, between the “……”."""
    if not facts.table.elided:
        return
    start = 0
    for line in facts.lines:
        if line.kind is not RowKind.TOTAL:
            continue
        run = facts.lines[start : line.index]
        start = line.index + 1
        items = [one for one in run if one.kind is RowKind.ITEM and one.index not in facts.taken]
        if not any(one.kind is RowKind.ELIDED for one in run) or not items:
            continue
        depths = [one.depth for one in items if one.depth is not None]
        if depths and len(depths) < len(items):
            continue
        least = min(depths, default=None)
        parts = tuple((one.index, one.weight) for one in items if one.depth == least)
        yield Sum(line.index, parts, False, Basis.STATED)
