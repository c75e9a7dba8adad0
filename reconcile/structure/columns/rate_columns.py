"""Columns of rates by every phrasing of their headers: 占预算%, 比上年执行数±%, 预算数为上年执行数的%, 对比完成数增幅.

The words of a header name what is compared with what: by year (2024年, 上年), by step of the budget (预算, 调整预算, 执行,
决算), or not at all (增长%). They leave a few readings; `readings` gives them, likeliest first, and whoever asks takes the
one that the rows of the table bear out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from fiscal.figure import Measure
from fiscal.relation import Kind
from fiscal.table import Column, Table
from reconcile.structure.columns.total_columns import ColumnRule


class Step(IntEnum):
    """The steps of a budget year, in the order in which they are taken."""

    BUDGET = 1
    ADJUSTED = 2
    CHANGED = 3
    DONE = 4


@dataclass(frozen=True, slots=True)
class ColumnWords:
    """What a phrase says of a column of amounts: whether it is of the year before, which year, which steps."""

    prior: bool = False
    year: int | None = None
    steps: frozenset[Step] = frozenset()


_BLANKS = re.compile(r"\s|[（(]?[%％][)）]?$")
_CHANGE = re.compile("增|减|[±+＋]|升降|升幅|降幅|涨|同比")
_PART = re.compile("完成|[占为达].*(?:预算|计划|目标|上年|去年|决算|执行|年初|完成)|(?:预算|决算|执行|上年).*的[%％比]")
_FOOTING = re.compile("可比|同口径|剔除|扣除|不含|百分点")
_STRUCTURE = re.compile("占比|比重|构成|合计|总[额计量]|利率|结构")
_BEFORE_BASE = re.compile("较|对比|比(?![率例重])|占|为|完成|达到?|与")
_BEHIND_BASE = re.compile("[增减±+＋升降涨]|的?[%％]|的百分|同比|相比")
_PRIOR = re.compile("上年|去年|前一?年|上一年|同期")
_YEAR = re.compile(r"((?:19|20)\d\d)年?")
_STEPS = (
    (re.compile("变动预算"), (Step.CHANGED,)),
    (re.compile("调整后?(?:的)?预算|预算调整|调整数|调整后"), (Step.ADJUSTED,)),
    (re.compile("年初预算"), (Step.BUDGET,)),
    (re.compile("决算|执行|完成|实际|预计"), (Step.DONE,)),
    (re.compile("预算|计划|目标|任务|安排|草案"), (Step.BUDGET, Step.ADJUSTED, Step.CHANGED)),
)
_NAMES = re.compile("(?:一般公共|政府性基金|国有资本经营|社会保险基金|公共财政)预算")


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
    leaf = re.sub(r"\s", "", _leaf(table.columns[column]))
    if not cells or 2 * rates <= len(cells) or _FOOTING.search(leaf) or _STRUCTURE.search(leaf):
        return None
    if _CHANGE.search(leaf):
        return Kind.GROWTH
    return Kind.RATIO if _PART.search(leaf) else None


def _leaf(column: Column) -> str:
    return column.path[-1] if column.path else ""


def _name(column: Column) -> str:
    """The words of a column, its own last; without those of an upper header that its own make more exact."""
    own = re.sub(r"\s", "", _leaf(column))
    upper = re.sub(r"\s", "", "".join(column.path[:-1]))
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
