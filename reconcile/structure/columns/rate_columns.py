"""Columns of rates by every phrasing of their headers: 占预算%, 比上年执行数±%, 预算数为上年执行数的%, 对比完成数增幅.

The words of a header name what is compared with what: by year (2024年, 上年), by step of the budget (预算, 调整预算, 执行,
决算), or not at all (增长%). They leave a few readings; `readings` gives them, likeliest first, and whoever asks takes the
one that the rows of the table bear out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import IntEnum

from msgspec import Struct

from fiscal.figure import Measure
from fiscal.relation import Kind
from fiscal.table import Column, Table
from fiscal.words.label_patterns import label_pattern
from fiscal.words.plain_text import squeezed
from reconcile.structure.columns.total_columns import ColumnRule


class Step(IntEnum):
    """The steps of a budget year, in the order in which they are taken."""

    BUDGET = 1
    ADJUSTED = 2
    CHANGED = 3
    DONE = 4


class ColumnWords(Struct, frozen=True):
    """What a phrase says of a column of amounts: whether it is of the year before, which year, which steps."""

    prior: bool = False
    year: int | None = None
    steps: frozenset[Step] = frozenset()


_BLANKS = label_pattern("blanks-and-percent")
_CHANGE = label_pattern("rate-of-change")
_PART = label_pattern("rate-of-part")
_FOOTING = label_pattern("other-footing-column")
_STRUCTURE = label_pattern("rate-of-structure")
_BEFORE_BASE = label_pattern("before-base")
_BEHIND_BASE = label_pattern("behind-base")
_PRIOR = label_pattern("last-year-column")
_YEAR = label_pattern("year-named")
_STEPS = (
    (label_pattern("step-changed"), (Step.CHANGED,)),
    (label_pattern("step-adjusted"), (Step.ADJUSTED,)),
    (label_pattern("step-opening-budget"), (Step.BUDGET,)),
    (label_pattern("step-done"), (Step.DONE,)),
    (label_pattern("step-planned"), (Step.BUDGET, Step.ADJUSTED, Step.CHANGED)),
)
_NAMES = label_pattern("budget-name")


def readings(table: Table, column: int) -> Iterator[ColumnRule]:
    """What a column of rates may be computed from: rules (now, then), those that the words fit best first.

    Nothing for a column on a comparable footing (可比, 同口径), which is not computed from the printed amounts, for
    shares of a total, and where no words tell growth from completion.
    """
    kind = _kind(table, column)
    if kind is None:
        return
    amounts = _amounts(table, column)
    said = {index: words(_name(table.columns[index])) for index in amounts}
    whole = _BLANKS.sub("", _leaf(table.columns[column]))
    wanted, compared = _phrases(whole, kind)
    pairs = [
        (now, then)
        for now in amounts
        for then in amounts
        if now != then and _earlier(table, said, then, now) and _is(said[now], wanted)
    ]
    named = [pair for pair in pairs if _is_base(table, said, pair, compared)]
    for now, then in sorted(named, key=lambda pair: (-pair[0], -pair[1])):
        yield ColumnRule(kind, column, ((now, 1), (then, 1)))


def over_last_year(table: Table, column: int) -> tuple[Kind, int] | None:
    """Of a column of rates over last year whose base the table does not print: the kind, and the column compared.

    决算数为上年决算数的%, 比上年增减% beside 预算数 and 决算数 only. None for every other column.
    """
    kind = _kind(table, column)
    if kind is None or next(readings(table, column), None) is not None:
        return None
    wanted, compared = _phrases(_BLANKS.sub("", _leaf(table.columns[column])), kind)
    if not compared.prior:
        return None
    said = {index: words(_name(table.columns[index])) for index in _amounts(table, column)}
    fits = [index for index, own in said.items() if _is(own, wanted) and not own.prior]
    done = [index for index in fits if Step.DONE in said[index].steps]
    return (kind, (done or fits)[-1]) if fits else None


def words(phrase: str) -> ColumnWords:
    """What a header or a phrase in it says.

    >>> words("上年执行数").prior, sorted(words("2025年调整预算数").steps), words("2025年调整预算数").year
    (True, [<Step.ADJUSTED: 2>], 2025)
    """
    bare = _NAMES.sub("", phrase)
    year = _YEAR.search(bare)
    steps = next((found for pattern, found in _STEPS if pattern.search(bare)), ())
    return ColumnWords(bool(_PRIOR.search(bare)), int(year[1]) if year else None, frozenset(steps))


def _kind(table: Table, column: int) -> Kind | None:
    """Growth or ratio, by the words of the innermost header."""
    cells = [cell for row in table.rows if (cell := row.cells[column]) is not None]
    rates = sum(cell.quantity.unit.is_rate for cell in cells)
    leaf = squeezed(_leaf(table.columns[column]))
    if not cells or 2 * rates <= len(cells) or _FOOTING.search(leaf) or _STRUCTURE.search(leaf):
        return None
    if _CHANGE.search(leaf):
        return Kind.GROWTH
    return Kind.RATIO if _PART.search(leaf) else None


def _leaf(column: Column) -> str:
    return column.path[-1] if column.path else ""


def _name(column: Column) -> str:
    """The words of a column, its own last; without those of an upper header that its own make more exact."""
    own = squeezed(_leaf(column))
    upper = squeezed("".join(column.path[:-1]))
    if _PRIOR.search(own) or _YEAR.search(own):
        return own
    return own + upper if words(own).steps else upper + own


def _amounts(table: Table, column: int) -> list[int]:
    """The columns of amounts that stand with a rate: under its outermost header if two of them do, else all."""
    found = []
    for index in range(len(table.columns)):
        cells = [cell for row in table.rows if (cell := row.cells[index]) is not None]
        measures = Counter(cell.measure for cell in cells if not cell.quantity.unit.is_rate)
        if 2 * (measures[Measure.AMOUNT] + measures[Measure.COUNT]) > len(cells):
            found.append(index)
    top = table.columns[column].path[:1]
    same = [index for index in found if table.columns[index].path[:1] == top]
    return same if len(same) >= 2 and len(table.columns[column].path) > 1 else found


def _phrases(leaf: str, kind: Kind) -> tuple[ColumnWords, ColumnWords]:
    """What the header of a rate says of the amount that is compared, and of the one it is compared with.

    比上年执行数增长 names the latter only, 预算数为上年执行数的 both, 增长 neither.
    """
    start = _BEFORE_BASE.search(leaf)
    if start is None:
        named = words(leaf)  # 上年增减%, 同比增长: the base at most
        return ColumnWords(), ColumnWords(named.prior, None, named.steps if kind is Kind.RATIO else frozenset())
    end = _BEHIND_BASE.search(leaf, start.end())
    return words(leaf[: start.start()]), words(leaf[start.end() : end.start() if end else len(leaf)])


def _earlier(table: Table, said: dict[int, ColumnWords], then: int, now: int) -> bool:
    """True if `then` may be the base: of an earlier year, or an earlier step of the same."""
    first, second = _year(table, said, then), _year(table, said, now)
    if said[then].prior != said[now].prior:
        return said[then].prior
    if first is not None and second is not None and first != second:
        return first < second
    return min(said[then].steps, default=Step.BUDGET) < min(said[now].steps, default=Step.BUDGET)


def _year(table: Table, said: dict[int, ColumnWords], column: int) -> int | None:
    """The year of a column, by its words or by what the reader made of them."""
    period = table.columns[column].period
    return said[column].year or (period.year if period is not None else None)


def _is(column: ColumnWords, wanted: ColumnWords) -> bool:
    """True unless the words wanted say something else than the column's."""
    if wanted.steps and not column.steps & wanted.steps:
        return False
    return wanted.year is None or column.year in (None, wanted.year)


def _is_base(table: Table, said: dict[int, ColumnWords], pair: tuple[int, int], compared: ColumnWords) -> bool:
    now, then = pair
    if not _is(said[then], ColumnWords(steps=compared.steps, year=compared.year)):
        return False
    if not compared.prior:
        return True
    first, second = _year(table, said, then), _year(table, said, now)
    return said[then].prior or (first is not None and second is not None and first < second)
