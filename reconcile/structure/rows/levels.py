"""Which depth the rows of a table have: the reading under which most sums come out, mended where the figures show how.

A row may be set in too far or not far enough, a level may be printed with the words of the level below, rows may stand
beside the row of which they are parts. Such a slip of layout breaks two sums at once, the one it takes rows from and
the one it gives them to; a change of depth that makes both come out is taken. A wrong figure breaks sums as well, but
moving rows does not mend those: it stays, and is found.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from fiscal.table import Table
from fiscal.words.subjects import by_name, is_ancestor
from reconcile.structure.rows.nesting import nested, roots
from reconcile.structure.rows.row_amounts import Amounts
from reconcile.structure.rows.row_roles import RowReading
from reconcile.structure.rows.run_of_items import ItemRun, Parts, runs

MOST_CHANGES = 12
MOST_FAILING = 40
"""A run that needs more changes than so many, or in which more sums fail, is read wrongly altogether."""

FARTHEST = 12
MOST_BELOW = 300
"""So many rows beside a row may turn out to be its parts; of so many below it the last may turn out not to be."""


def settled(
    table: Table, amounts: Amounts, readings: Sequence[tuple[RowReading, ...]], taken: frozenset[int]
) -> tuple[RowReading, ...]:
    """The lines of the reading under which most sums come out, each run mended; rows `taken` by 其中 are left alone."""
    if table.elided:
        return readings[0]
    names = {at: row.label for at, row in enumerate(table.rows) if not row.code}
    mended = [[(run, _mended(run, names)) for run in runs(amounts, lines, taken)] for lines in readings]
    best = max(range(len(readings)), key=lambda at: (_score([run for _, run in mended[at]]), -at))
    lines = list(readings[best])
    for run, better in mended[best]:
        if better is not run:
            least = min(lines[row].depth or 0 for row in run.items())
            for row, depth in better.depths().items():
                lines[row] = replace(lines[row], depth=least + depth)
    return tuple(lines)


def _score(found: Sequence[ItemRun]) -> int:
    """Sums that come out speak for a reading. One that does not may be a wrong figure; the more, the less so."""
    tallies = [run.tally() for run in found]
    return sum(whole for whole, _ in tallies) - sum(off for _, off in tallies) // 2


def _mended(run: ItemRun, names: Mapping[int, str]) -> ItemRun:
    if len(run.failing) > MOST_FAILING:
        return run
    for _ in range(MOST_CHANGES):
        change = next(_changes(run, names), None)
        if change is None:
            return run
        run = change
    return run


def _changes(run: ItemRun, names: Mapping[int, str]) -> Iterator[ItemRun]:
    """Every change that makes a sum come out that does not, and breaks none; the innermost first. Last those by which
    rows leave one that they do not come to and that the classification does not set above them either.
    """
    depth = run.depths()
    broken = [row for row in sorted(depth, key=lambda row: -depth[row]) if row in run.failing]
    for whole in (*broken, None):
        if whole is None and run.whole(None):
            continue
        for change in (*_regrouped(run, whole), *_sunk(run, whole), *_lifted(run, whole), *_extended(run, whole)):
            if change.whole(whole):
                yield change
    for whole in run.parts:
        for row in run.parts[whole]:
            if row in run.failing and row in names and _strangers(names, row, run.parts[row]):
                yield _beside(run, whole, row)


def _strangers(names: Mapping[int, str], row: int, below: Sequence[int]) -> bool:
    """True if `row` and all rows `below` it are subjects, and none of them is a part of it."""
    own = {subject.code for subject in by_name(names[row])}
    others = [{subject.code for subject in by_name(names.get(other, ""))} for other in below]
    apart = not any(is_ancestor(a, b) for a in own for codes in others for b in codes)
    return bool(own) and all(others) and apart


def _regrouped(run: ItemRun, whole: int | None) -> Iterator[ItemRun]:
    """Some of the rows below `whole` are sums of those behind them: a level that is not set in."""
    members = run.parts[whole]
    for fewest in (2, 1):
        inner = nested(run.amounts, members, fewest)
        if inner and (fewest > 1 or len(roots(members, inner)) == 1):
            added: Parts = {
                top: (*parts, *run.parts.get(top, ())) for top, parts in inner.items() if not run.parts.get(top)
            }
            if len(added) == len(inner):
                yield run.changed({**run.parts, **added, whole: roots(members, inner)})


def _sunk(run: ItemRun, whole: int | None) -> Iterator[ItemRun]:
    """A row below `whole` stands out too far: what seems to be below it is beside it."""
    for row in run.parts[whole]:
        if row in run.failing:
            yield _beside(run, whole, row)


def _lifted(run: ItemRun, whole: int | None) -> Iterator[ItemRun]:
    """The last rows below a row below `whole` are set in too far: they stand beside it."""
    members = run.parts[whole]
    for at, row in enumerate(members):
        for kept, rest in _trimmed(run, row) if row in run.failing else ():
            inner: Parts = {top: parts for top, parts in nested(run.amounts, rest, 1).items() if not run.parts.get(top)}
            beside = (*members[: at + 1], *roots(rest, inner), *members[at + 1 :])
            yield run.changed({**kept.parts, **inner, whole: beside})


def _trimmed(run: ItemRun, row: int) -> Iterator[tuple[ItemRun, tuple[int, ...]]]:
    """`run` with only so many of the rows below `row` that come to it, and the rows left over."""
    children = run.parts[row]
    for count in range(1, min(len(children), MOST_BELOW)):
        if run.fits(row, children[:count]):
            yield run.changed({**run.parts, row: children[:count]}), children[count:]


def _extended(run: ItemRun, whole: int | None) -> Iterator[ItemRun]:
    """A row below `whole` has more parts than those set in: the rows beside it, and what seems to be below those."""
    members = run.parts[whole]
    for at, row in enumerate(members):
        if row not in run.failing:
            continue
        children = run.parts[row]
        parts = dict(run.parts)
        for end in range(at + 1, min(len(members), at + 1 + FARTHEST)):
            last, after = members[end], members[end + 1 :]
            loose = last in run.failing
            for kept, rest in _trimmed(run.changed(parts), last) if loose else ():
                change = kept.changed(
                    {**kept.parts, row: (*children, last), whole: (*members[: at + 1], *rest, *after)}
                )
                if change.whole(row):
                    yield change
            children = (*children, last, *(run.parts[last] if loose else ()))
            if loose:
                parts.pop(last)
            if run.fits(row, children):
                yield run.changed({**parts, row: children, whole: (*members[: at + 1], *after)})


def _beside(run: ItemRun, whole: int | None, row: int) -> ItemRun:
    """The rows below `row` stand beside it, below `whole`."""
    members = run.parts[whole]
    at = members.index(row) + 1
    rest = {key: parts for key, parts in run.parts.items() if key != row}
    return run.changed({**rest, whole: (*members[:at], *run.parts[row], *members[at:])})
