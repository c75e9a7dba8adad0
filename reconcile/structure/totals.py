"""Total rows and their parts: 小计, 合计, 总计 below or above the rows they add up.

A 总计 adds up the 合计 before it and the rows between the two (上解, 还本, 结转 …), a 合计 the uppermost rows since the total
before, or the 小计 among them. Where several readings are possible, the one that the figures bear out is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from fiscal.budget import Level
from fiscal.relation import Basis
from fiscal.table import Table
from fiscal.vocabulary import level_in
from reconcile.structure.evidence import Part, evidence
from reconcile.structure.lines import Kind, Line
from reconcile.structure.nesting import nested
from reconcile.structure.sums import Sum

_AREAS = re.compile("^(?:所属|下属|所辖|各)?(?:区县|县区|县市|市县|县|区|镇|乡镇|街镇|地市|市州|下)")

TOO_MANY = 2
"""Where so many columns all miss the total and none comes to it, the rows are not its parts."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One possible list of parts; `firm` if names and layout leave no other.

    `named` if every part is named for its place (上解, 还本 …); `flat` if nothing is nested below the parts; `behind` if
    the parts stand behind a total that has rows before it, too: then only figures that agree can show it.
    """

    parts: tuple[Part, ...]
    firm: bool
    named: bool = False
    flat: bool = True
    behind: bool = False


def total_sums(table: Table, lines: Sequence[Line], columns: Sequence[int], listed: Sequence[Sum]) -> tuple[Sum, ...]:
    """The parts of every total row whose parts are all printed. `listed` are the 其中 sums, whose rows are no parts."""
    found = []
    for line in lines:
        if line.kind is Kind.TOTAL:
            chosen = _chosen(table, columns, line.index, _readings(table, lines, columns, line, listed))
            if chosen is not None:
                found.append(chosen)
            found += _area(table, lines, columns, line)
    return tuple(found)


def _chosen(table: Table, columns: Sequence[int], total: int, readings: Iterable[Reading]) -> Sum | None:
    """The reading that the figures show; without one, a firm reading.

    Nothing is better than a firm one that is shown, or one that holds in every column: no more are looked at then.
    """
    judged = []
    for one in readings:
        if one.parts:
            said = evidence(table, columns, total, one.parts, chain=one.firm or len(one.parts) == 1)
            if not one.behind or (said.agree and len(one.parts) > 1):
                judged.append((said, one))
            if (one.firm and said.shown) or (said.whole and len(one.parts) > 1):
                break
    shown = [(said, one) for said, one in judged if said.shown]
    if shown:
        said, best = max(shown, key=lambda pair: (pair[0].agree, pair[0].near, pair[1].firm))
        return Sum(total, best.parts, True, Basis.STATED if said.sure else Basis.INFERRED)
    firm = next(((said, one) for said, one in judged if one.firm), None)
    if firm is None or (firm[0].off + firm[0].near >= TOO_MANY and not firm[1].named):
        return None
    return Sum(total, firm[1].parts, True, Basis.STATED if firm[1].flat else Basis.INFERRED)


def _readings(
    table: Table, lines: Sequence[Line], columns: Sequence[int], total: Line, listed: Sequence[Sum]
) -> Iterator[Reading]:
    start = next((i + 1 for i in range(total.index - 1, -1, -1) if lines[i].rank >= total.rank), 0)
    before = lines[start : total.index]
    stood = any(line.kind is not Kind.HEADING for line in before)
    if stood:
        yield from _below(table, lines, before, columns, listed)
    end = next((i for i in range(total.index + 1, len(lines)) if lines[i].rank >= total.rank), len(lines))
    after = lines[total.index + 1 : end]
    if stood and end < len(lines):
        return  # rows between two totals are parts of the one below them
    if not any(line.kind is Kind.ELIDED for line in after):
        lower = _topmost_totals(after)
        for reading in _tops(table, after, columns, listed, sure=False):
            yield replace(reading, behind=stood)
        if len(lower) > 1:
            yield Reading(tuple((i, 1) for i in lower), False, behind=stood)


def _area(table: Table, lines: Sequence[Line], columns: Sequence[int], total: Line) -> Iterator[Sum]:
    """全市 = 市本级 + 区县合计: the two rows right above a total of the areas below, where the figures show it."""
    if total.index < 2:
        return
    whole, own = lines[total.index - 2], lines[total.index - 1]
    if whole.kind is own.kind is Kind.ITEM and level_in(own.label) is Level.OWN and _AREAS.search(total.label):
        parts = ((own.index, 1), (total.index, 1))
        said = evidence(table, columns, whole.index, parts)
        if said.agree and said.shown:
            yield Sum(whole.index, parts, True, Basis.STATED if said.sure else Basis.INFERRED)


def _topmost_totals(lines: Sequence[Line]) -> list[int]:
    """Indexes of the totals of the highest rank among `lines`."""
    highest = max((line.rank for line in lines), default=0)
    return [line.index for line in lines if line.kind is Kind.TOTAL and line.rank == highest]


def _below(
    table: Table, lines: Sequence[Line], before: Sequence[Line], columns: Sequence[int], listed: Sequence[Sum]
) -> Iterator[Reading]:
    """Readings of a total that stands below its parts."""
    lower = _topmost_totals(before)
    if lower:
        rest = before[lower[-1] - before[0].index + 1 :]
        if not any(line.kind is Kind.ELIDED for line in rest):
            for reading in _tops(table, rest, columns, listed, sure=True):
                statement = all(lines[row].statement for row, _ in reading.parts)
                firm = reading.firm and statement and len(lower) == 1
                yield Reading(((lower[-1], 1), *reading.parts), firm, named=firm)
                if len(lower) > 1:
                    yield Reading((*((i, 1) for i in lower), *reading.parts), False)
            if not any(line.kind is Kind.ITEM for line in rest):
                yield Reading(tuple((i, 1) for i in lower), len(lower) > 1)
    if not any(line.kind is Kind.ELIDED for line in before):
        yield from _tops(table, before, columns, listed, sure=not lower)


def _tops(
    table: Table, lines: Sequence[Line], columns: Sequence[int], listed: Sequence[Sum], *, sure: bool
) -> Iterator[Reading]:
    """The rows among `lines` that may be the uppermost ones, likeliest first.

    `sure` if the rows are known to be all parts; a reading is firm only if the depth of all rows is known, or of none.
    """
    taken = {row for one in listed for row, _ in one.parts}
    items = [line for line in lines if line.kind is Kind.ITEM and line.index not in taken]
    depths = [line.depth for line in items if line.depth is not None]
    least = min(depths, default=None)
    upper = [line for line in items if line.depth is None or line.depth == least]
    flat = len(upper) == len(items) and (len(depths) == len(items) or not (depths or listed))
    plain = flat or (len(depths) == len(items) and all(line.printed for line in items))
    options = [upper, [line for line in items if line.statement], items]
    options += [[line for line in items if line.depth == least]]
    open_rows = upper if items and all(line.printed for line in items) else items
    for fewest in (2, 1):
        found = nested(table, [line.index for line in open_rows], columns, fewest)
        inside = {row for parts in found.values() for row in parts}
        options.append([line for line in open_rows if line.index not in inside])
    seen = set()
    for number, option in enumerate(options):
        parts = tuple((line.index, line.weight) for line in option)
        if parts and parts not in seen:
            seen.add(parts)
            firm = sure and number == 0 and (plain or all(line.statement for line in items))
            yield Reading(parts, firm, flat=len(parts) == len(items))
