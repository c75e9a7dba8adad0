"""Which rows may be the parts of a total row: every reading of the rows around it, likeliest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from fiscal.words.label_patterns import label_pattern
from reconcile.structure.rows.agreeing_columns import Part
from reconcile.structure.rows.nesting import nested, roots
from reconcile.structure.rows.row_roles import RowKind, RowReading
from reconcile.structure.rows.table_facts import TableFacts

_TOTAL = label_pattern("total-word-at-end")
FEWEST_LETTERS = 3
"""Names shorter than this are the beginning of too many others."""


class PartsReading(Struct, frozen=True):
    """One possible list of parts; `firm` if names and layout leave no other.

    `named` if every part is named for its place (上解, 还本 …); `flat` if nothing is nested below the parts; `behind` if
    the parts stand behind a total that has rows before it, too: then only figures that agree can show it. `inner` are
    parts that are themselves sums of rows before them.
    """

    parts: tuple[Part, ...]
    firm: bool
    named: bool = False
    flat: bool = True
    behind: bool = False
    inner: Mapping[int, tuple[int, ...]] = field(default_factory=dict)


def readings(facts: TableFacts, total: RowReading) -> Iterator[PartsReading]:
    """Every reading of the parts of `total`: the rows before it, else those behind.

    Rows between two totals are parts of the one below them, unless the figures show that each total heads its list.
    """
    lines = facts.lines
    own = _of_its_name(facts, total)
    if own:
        yield PartsReading(facts.weighed(own), True, named=True)
    start = next((i + 1 for i in range(total.index - 1, -1, -1) if lines[i].rank >= total.rank), 0)
    before = lines[start : total.index]
    stood = any(line.kind is not RowKind.HEADING for line in before)
    if stood:
        yield from _below(facts, before)
    end = next((i for i in range(total.index + 1, len(lines)) if lines[i].rank >= total.rank), len(lines))
    after = lines[total.index + 1 : end]
    if not any(line.kind is RowKind.ELIDED for line in after):
        lower = _topmost_totals(after)
        for reading in _tops(facts, after, sure=not stood and not lower):
            yield replace(reading, behind=stood)
        if len(lower) > 1:
            yield PartsReading(tuple((i, 1) for i in lower), False, behind=stood)


def _of_its_name(facts: TableFacts, total: RowReading) -> list[int]:
    """The rows right behind a 小计, or right before it, whose names begin with its own (公务用车费小计, 公务用车费购置)."""
    name = _TOTAL.sub("", total.label)
    if len(name) < FEWEST_LETTERS or total.rank != 1:
        return []
    for around in (range(total.index + 1, len(facts.lines)), range(total.index - 1, -1, -1)):
        found = []
        for line in (facts.lines[at] for at in around):
            if line.kind not in (RowKind.ITEM, RowKind.HEADING) or not line.label.startswith(name):
                break
            found.append(line.index)
        if found:
            return sorted(found)
    return []


def _topmost_totals(lines: Sequence[RowReading]) -> list[int]:
    """Indexes of the totals of the highest rank among `lines`."""
    highest = max((line.rank for line in lines), default=0)
    return [line.index for line in lines if line.kind is RowKind.TOTAL and line.rank == highest]


def _below(facts: TableFacts, before: Sequence[RowReading]) -> Iterator[PartsReading]:
    """Readings of a total that stands below its parts."""
    lower = _topmost_totals(before)
    if lower:
        rest = before[lower[-1] - before[0].index + 1 :]
        if not any(line.kind is RowKind.ELIDED for line in rest):
            for reading in _tops(facts, rest, sure=True):
                statement = all(facts.lines[row].statement for row, _ in reading.parts)
                firm = reading.firm and statement and len(lower) == 1
                yield replace(reading, parts=((lower[-1], 1), *reading.parts), firm=firm, named=firm, flat=True)
                if len(lower) > 1:
                    yield PartsReading((*((i, 1) for i in lower), *reading.parts), False)
            if not any(line.kind is RowKind.ITEM for line in rest):
                yield PartsReading(tuple((i, 1) for i in lower), len(lower) > 1)
    if not any(line.kind is RowKind.ELIDED for line in before):
        yield from _tops(facts, before, sure=not lower)


def _tops(facts: TableFacts, lines: Sequence[RowReading], *, sure: bool) -> Iterator[PartsReading]:
    """The rows among `lines` that may be the uppermost ones, likeliest first.

    `sure` if the rows are known to be all parts; a reading is firm only if the depth of all rows is known, or of none.
    """
    items = [line for line in lines if line.kind is RowKind.ITEM and line.index not in facts.taken]
    depths = [line.depth for line in items if line.depth is not None]
    least = min(depths, default=None)
    upper = [line.index for line in items if line.depth is None or line.depth == least]
    flat = len(upper) == len(items) and (len(depths) == len(items) or not (depths or facts.taken))
    plain = flat or (len(depths) == len(items) and all(line.printed for line in items))
    every = [line.index for line in items]
    options: list[tuple[Sequence[int], Mapping[int, tuple[int, ...]]]] = [(upper, {})]
    options += [([line.index for line in items if line.statement], {}), (every, {})]
    options += [([line.index for line in items if line.depth == least], {})]
    open_rows = upper if items and all(line.printed for line in items) else every
    for fewest in (2, 1):
        options.append((roots(open_rows, nested(facts.amounts, open_rows, fewest)), {}))
    back = nested(facts.amounts, upper[::-1])
    options.append((roots(upper, back), back))
    seen = set()
    for number, (option, inner) in enumerate(options):
        parts = facts.weighed(option)
        if parts and parts not in seen:
            seen.add(parts)
            firm = sure and number == 0 and (plain or all(line.statement for line in items))
            yield PartsReading(parts, firm, flat=len(parts) == len(items), inner=inner)
