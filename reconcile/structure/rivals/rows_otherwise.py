"""Which other rows a total of a column may add up, where those that names and layout suggest do not.

Runs of rows before or behind it, up to the next total, with and without the rows of 其中, of deeper levels and of the
statement (结转, 上解, 还本); its own list with one row more at either end; rows of two levels, so that everything is
counted twice; or the total is itself one addend, beside the rows taken for its parts, of a total further on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from fiscal.figure import Figure
from fiscal.numbers.quantity import telling_digits
from fiscal.table import Table
from fiscal.words.label_patterns import label_pattern
from reconcile.structure.rivals.totals_by_value import TotalsByValue
from reconcile.structure.rows.announced_sums import announced_sums
from reconcile.structure.rows.once_a_table import once_a_table
from reconcile.structure.rows.row_amounts import amounts_of
from reconcile.structure.rows.row_roles import RowKind, RowReading

FEWEST_DIGITS = 4
"""Shorter totals are met by chance too easily."""

ROUND_DIGITS = 3
"""Of these digits so many have to be no zeros at the end: round numbers add up to one another everywhere."""

TWICE_DIGITS = 2
"""A sum of all rows that is just twice the total is met by chance more rarely than one that is the total."""

CALLED_TOTAL = label_pattern("ends-as-total")

FARTHEST = 200
"""So many rows before and behind a total are looked at."""

Parts = tuple[tuple[int, int], ...]

BELOW = ("only-child", "nested", "child")
"""Readings without rows that are shown to stand below another part."""


class OtherRows(Struct, frozen=True):
    """Row `total`, `weight` times, is the sum of `parts`; `why` says what kind of reading it is."""

    total: int
    parts: Parts
    why: str
    weight: int = 1

    def same_as(self, other: OtherRows) -> bool:
        """True if both say the same of the same rows."""
        mine, yours = (self.total, self.weight, set(self.parts)), (other.total, other.weight, set(other.parts))
        return mine == yours


def other_rows(
    table: Table, column: int, total: int, parts: Sequence[tuple[int, int]], partial: bool = False
) -> Iterator[OtherRows]:
    """Readings other than `parts` under which row `total` comes out in `column`, and in as many columns at least.

    With `partial` the parts were said to be at most the total: then the first of them that come to it are all.
    """
    wanted = table.rows[total].cells[column]
    if wanted is None or not telling(wanted, TWICE_DIGITS):
        return
    found = announced_sums(table)
    sums = _sums(table, found.columns if column in found.columns else (*found.columns, column), column)
    lines = found.lines
    proposed = OtherRows(total, tuple(parts), "")
    for one in _readings(lines, sums, total, tuple(parts)):
        if not telling(wanted) and one.why != "twice":
            continue
        if one.parts and not one.same_as(proposed) and sums.holds(one):
            opens = partial and one.total == total and sums.opens(one, proposed)
            if opens or one.weight != 1 or sums.prefers(one, proposed):
                yield one


def telling(figure: Figure, fewest: int = FEWEST_DIGITS) -> bool:
    """True if a number has digits enough that a sum does not meet it by chance."""
    value = figure.quantity.value
    return bool(value) and len(value.as_tuple().digits) >= fewest and telling_digits(value) >= min(fewest, ROUND_DIGITS)


class _Sums:
    """The figures of a table as whole numbers, so that many sums can be tried."""

    def __init__(self, table: Table, columns: Sequence[int], column: int) -> None:
        self.amounts = amounts_of(table, tuple(columns))
        self.at = list(columns).index(column)
        self.levels = [row.level for row in table.rows]
        self.heads = [line.index for line in announced_sums(table).lines if line.kind is RowKind.HEADING]
        self.index = TotalsByValue(announced_sums(table).lines, [row[self.at] for row in self.amounts.numbers])

    def value(self, row: int) -> int:
        """The figure of a row in the column in question, 0 for a blank."""
        return self.amounts.numbers[row][self.at]

    def holds(self, one: OtherRows) -> bool:
        """True if the reading comes out in the column in question, and at least two of its parts say something."""
        if sum(self.value(row) != 0 for row, _ in one.parts) < 2:
            return False
        gap = sum(weight * self.value(row) for row, weight in one.parts) - one.weight * self.value(one.total)
        slack = self.amounts.steps[one.total][self.at] * one.weight + sum(
            self.amounts.steps[row][self.at] for row, _ in one.parts
        )
        return 2 * abs(gap) <= slack

    def prefers(self, one: OtherRows, proposed: OtherRows) -> bool:
        """True if `one` comes out in as many columns as `proposed`. A list that only lacks rows of the one proposed has
        to come out elsewhere, too, where those rows say something, or those rows are a second list of the same total:
        else the total left them out, and that is what is to be told.
        """
        if one.total != proposed.total or not set(one.parts) < set(proposed.parts) or one.why in BELOW:
            return self.agreeing(one) >= self.agreeing(proposed)
        rest = [part for part in proposed.parts if part not in one.parts and self.value(part[0])]
        if not rest or self.parted(one, rest):
            return True
        again = OtherRows(one.total, tuple(rest), "")
        beside = OtherRows(rest[0][0], tuple(rest[1:]), "")  # a row beside the total, with its own parts
        if len(rest) > 1 and (self.holds(again) or (len(rest) > 2 and self.holds(beside))):
            return True
        gaps = self.amounts.gaps(one.total, one.parts)
        telling_columns = [at for at in gaps if at != self.at and any(self.amounts.numbers[row][at] for row, _ in rest)]
        return any(gaps[at] == 0 for at in telling_columns) and not any(gaps[at] for at in telling_columns)

    def opens(self, one: OtherRows, proposed: OtherRows) -> bool:
        """True if a list begins with the rows of `one`, rows that say nothing aside."""
        listed = [part for part in proposed.parts if self.value(part[0])]
        return sorted(one.parts) == sorted(listed)[: len(one.parts)]

    def parted(self, one: OtherRows, rest: Sequence[tuple[int, int]]) -> bool:
        """True if a row without figures that is set in less stands between the rows of `one` and the `rest` of a list:
        those are parts of what that row names.
        """
        last = max(row for row, _ in one.parts)
        level = self.levels[last]
        heads = [row for row in self.heads if row > last and (self.levels[row] or 0) < (level or 0)]
        return bool(heads) and all(row > heads[0] for row, _ in rest)

    def agreeing(self, one: OtherRows) -> int:
        """In how many columns the reading comes out, less those in which it does not."""
        agree, off = self.amounts.compared(one.total, one.parts)
        return agree - off


@once_a_table
def _sums(table: Table, columns: tuple[int, ...], column: int) -> _Sums:
    return _Sums(table, columns, column)


def _readings(lines: Sequence[RowReading], sums: _Sums, total: int, parts: Parts) -> Iterator[OtherRows]:
    yield OtherRows(total, _same_named(lines, total), "named")
    for behind in (True, False):
        around = _around(lines, total, behind)
        for why, rows in _filtered(lines, around, total):
            yield from _runs(sums, total, rows, why)
    yield from _own_list(lines, sums, total, parts)
    yield OtherRows(total, parts, "twice", 2)
    yield from _addend(lines, sums, total, parts)


def _around(lines: Sequence[RowReading], total: int, behind: bool) -> list[RowReading]:
    """The rows behind a total in order, or those before it, nearest first."""
    if behind:
        return list(lines[total + 1 : total + 1 + FARTHEST])
    return list(lines[max(0, total - FARTHEST) : total])[::-1]


def _filtered(
    lines: Sequence[RowReading], around: Sequence[RowReading], total: int
) -> Iterator[tuple[str, list[RowReading]]]:
    """The rows around as they stand, and without those that may not count."""
    rows = [line for line in around if line.kind not in (RowKind.HEADING, RowKind.ELIDED)]
    yield "run", rows
    yield "run", [line for line in rows if line.kind is not RowKind.OF_WHICH]
    yield "run", [line for line in rows if line.kind is not RowKind.TOTAL]
    plain = [line for line in rows if line.kind is RowKind.ITEM]
    for depth in sorted({line.depth for line in plain if line.depth is not None})[:3]:
        yield "level", [line for line in plain if line.depth == depth]
    yield "statement", [line for line in plain if not line.statement]
    yield "totals", [line for line in rows if line.kind is RowKind.TOTAL]


def _runs(sums: _Sums, total: int, rows: Iterable[RowReading], why: str) -> Iterator[OtherRows]:
    """Runs from the first or the second row on that come to the total."""
    listed = [line for line in rows if sums.value(line.index)]
    wanted = sums.value(total)
    for start in (0, 1):
        reached = 0
        for end, line in enumerate(listed[start:], start + 1):
            reached += line.weight * sums.value(line.index)
            if reached == wanted and end - start > 1:
                yield OtherRows(total, tuple((one.index, one.weight) for one in listed[start:end]), why)


def _own_list(lines: Sequence[RowReading], sums: _Sums, total: int, parts: Parts) -> Iterator[OtherRows]:
    """The list itself without the rows of the statement, or with one row more at either end."""
    bare = tuple((row, weight) for row, weight in parts if not lines[row].statement)
    yield OtherRows(total, bare, "statement")
    yield OtherRows(total, _without_only_children(sums, parts), "only-child")
    nested = _without_nested(sums, parts)
    yield OtherRows(total, nested, "nested")
    yield from (OtherRows(total, bare, "nested") for bare in _without_a_run(sums, total, nested))
    yield from (OtherRows(total, bare, "child") for bare in _without_a_child(lines, sums, total, parts))
    rows = [row for row, _ in parts]
    first, last = min(rows), max(rows)
    for row in (first - 1, last + 1):
        if 0 <= row < len(lines) and row != total and lines[row].kind not in (RowKind.HEADING, RowKind.ELIDED):
            yield OtherRows(total, (*parts, (row, lines[row].weight)), "neighbour")


def _without_only_children(sums: _Sums, parts: Parts) -> Parts:
    """The list without rows that repeat the row right before them in every column: a 款 and the one 项 it has."""
    numbers = sums.amounts.numbers
    kept = [parts[0]]
    for (before, _), (row, weight) in zip(parts, parts[1:], strict=False):
        if row != before + 1 or numbers[row] != numbers[before]:
            kept.append((row, weight))
    return tuple(kept)


def _without_nested(sums: _Sums, parts: Parts) -> Parts:
    """The list without runs of rows that come exactly to the row right before them, and without only children."""
    kept: list[tuple[int, int]] = []
    listed = list(_without_only_children(sums, parts))
    at = 0
    while at < len(listed):
        kept.append(listed[at])
        at = _end_of_run(sums, listed, at)
    return tuple(kept)


def _end_of_run(sums: _Sums, listed: Sequence[tuple[int, int]], at: int) -> int:
    """The place behind the run of two rows or more that comes to row `at`, or the next place."""
    row, weight = listed[at]
    wanted, reached = weight * sums.value(row), 0
    for end in range(at + 1, min(len(listed), at + 1 + FARTHEST) if wanted else at + 1):
        reached += listed[end][1] * sums.value(listed[end][0])
        if reached == wanted and end > at + 1 and len(str(abs(wanted)).rstrip("0")) >= ROUND_DIGITS:
            return end + 1
        if abs(reached) > abs(wanted):
            break
    return at + 1


def _without_a_run(sums: _Sums, total: int, parts: Parts) -> Iterator[Parts]:
    """The list without two rows or more that stand right behind a larger one and are just what it has too much."""
    amounts = [weight * sums.value(row) for row, weight in parts]
    gap = sum(amounts) - sums.value(total)
    if gap <= 0 or len(str(gap).rstrip("0")) < ROUND_DIGITS:
        return
    starts: dict[int, int] = {}
    reached = 0
    for end, amount in enumerate(amounts):
        if end > 0 and amounts[end - 1] >= gap:
            starts[reached] = end
        reached += amount
        start = starts.get(reached - gap)
        if start is not None and end > start:
            yield (*parts[:start], *parts[end + 1 :])
            return


def _without_a_child(lines: Sequence[RowReading], sums: _Sums, total: int, parts: Parts) -> Iterator[Parts]:
    """The list without the one row that it has too much, where a row before it lacks just that row among those set in
    below it: numbered like a sibling (四、…五、…), it is a part of that row.
    """
    gap = sum(weight * sums.value(row) for row, weight in parts) - sums.value(total)
    listed = sorted(row for row, _ in parts)
    for at, row in enumerate(listed):
        if gap <= 0 or sums.value(row) != gap:
            continue
        for whole, behind in zip(listed[:at], listed[1 : at + 1], strict=True):
            inside = [one for one in lines[whole + 1 : behind] if one.kind is RowKind.ITEM and one.depth is not None]
            least = min((one.depth or 0 for one in inside), default=0)
            below = sum(one.weight * sums.value(one.index) for one in inside if one.depth == least)
            if below and below + gap == sums.value(whole):
                yield tuple(part for part in parts if part[0] != row)


def _same_named(lines: Sequence[RowReading], total: int) -> Parts:
    """The rows that all bear the name of which the total says 合计: 专项转移支付合计 of every 专项转移支付."""
    name = CALLED_TOTAL.sub("", lines[total].label)
    if len(name) < 2 or name == lines[total].label:
        return ()
    return tuple((line.index, line.weight) for line in lines if line.label == name)


def _addend(lines: Sequence[RowReading], sums: _Sums, total: int, parts: Parts) -> Iterator[OtherRows]:
    """A total further on, or before, of which the total and the rows taken for its parts are addends together."""
    own = sums.value(total)
    claimed = sum(weight * sums.value(row) for row, weight in parts)
    together = ((total, 1), *parts)
    listed = {row for row, _ in parts}
    for row in sums.index.worth_trying(total, parts, own + claimed):
        value = sums.value(row)
        if value and value == own + claimed:
            yield OtherRows(row, together, "addend")
        low, high = sorted((row, total))
        between = [one for one in lines[low + 1 : high] if one.kind is RowKind.ITEM and one.index not in listed]
        rest = sum(one.weight * sums.value(one.index) for one in between)
        if value and rest and value == own + claimed + rest:
            yield OtherRows(row, (*together, *((one.index, one.weight) for one in between)), "addend")
