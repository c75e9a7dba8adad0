"""Which cells of two tables state the same: one budget, level, side, row, year and step (预算, 调整, 执行, 决算).

Tables are met by what they are, and columns by what their words mean, not by how they are worded: the 2025年执行数 of the
tables of execution is the 2025年完成数 in the draft for 2026. That two tables speak of the same things is taken for
granted only where most of the cells they share tie.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from fiscal.budget import Level
from fiscal.figure import Figure, Measure
from fiscal.slips.misprint import slip
from fiscal.table import Column, Table
from fiscal.words.label_patterns import label_pattern
from fiscal.words.plain_text import squeezed
from fiscal.words.vocabulary import fold, level_in
from reconcile.structure.counterparts.paired_tables import row_keys
from reconcile.structure.rows.announced_sums import announced_sums
from reconcile.structure.rows.row_roles import RowKind

_STEPS = (
    ("changed", label_pattern("step-changed")),
    ("adjusted", label_pattern("step-adjusted-number")),
    ("final", label_pattern("step-settled")),
    ("done", label_pattern("step-carried-out")),
    ("budget", label_pattern("step-drafted")),
)
_BUDGET_NAMES = label_pattern("budget-and-side")
_SAYS_NOTHING = label_pattern("column-says-nothing")

ColumnKey = tuple[str, int, str]
"""Step, year, and what else the header says."""


class TableView(Struct, frozen=True):
    """The columns of a table at one level of government, by what they mean, and its rows by their labels.

    `columns` and `rows` leave out what cannot be told apart; `paths` are the labels above a row, itself first.
    """

    table: Table
    level: Level | None
    columns: Mapping[ColumnKey, int]
    rows: Mapping[str, int]
    paths: Mapping[int, tuple[str, ...]]


class Twin(Struct, frozen=True):
    """A cell of one table and the one that should state the same in the other, with their rows.

    `same_place` is True if the rows above the two have the same labels as well.
    """

    one: Figure
    two: Figure
    rows: tuple[int, int]
    same_place: bool

    @property
    def tie(self) -> bool:
        """True if both state one number."""
        return self.one.quantity.centre == self.two.quantity.centre

    @property
    def slipped(self) -> bool:
        """True if they are one slip of the pen apart."""
        return not self.tie and slip(self.one.quantity.value, self.two.quantity.value) is not None


class Shared(Struct, frozen=True):
    """Two columns of two views that mean the same, and the cells of the rows that both list."""

    first: TableView
    second: TableView
    key: ColumnKey
    twins: tuple[Twin, ...]

    @property
    def ties(self) -> int:
        """How many twins state one number other than 0."""
        return sum(twin.tie and twin.one.quantity.value != 0 for twin in self.twins)

    def siblings(self, one: Twin, other: Twin) -> bool:
        """True if the rows of two twins stand under one row, in either of the tables."""
        for side, view in enumerate((self.first, self.second)):
            first, second = (view.paths.get(twin.rows[side], ()) for twin in (one, other))
            if len(first) > 1 and first[1:] == second[1:]:
                return True
        return False

    @property
    def columns(self) -> tuple[Column, Column]:
        """The two columns."""
        one, two = (view.table.columns[view.columns[self.key]] for view in (self.first, self.second))
        return one, two


def views(table: Table) -> Iterator[TableView]:
    """The views of a table: one, or one for every level that its columns name."""
    found: dict[Level | None, dict[ColumnKey, list[int]]] = defaultdict(lambda: defaultdict(list))
    for index in announced_sums(table).columns:
        column = table.columns[index]
        key = meaning(column, table.title)
        if key is not None:
            found[level_in(column.title) or table.level][key].append(index)
    paths = {row: path for path, row in row_keys(table).items()}
    rows = _labels(table)
    for level, columns in found.items():
        single = {key: indexes[0] for key, indexes in columns.items() if len(indexes) == 1}
        if single and rows:
            yield TableView(table, level, single, rows, paths)


def meaning(column: Column, title: str = "") -> ColumnKey | None:
    """What a column of amounts states, or None if neither its words nor the title of its table say step and year.

    >>> from fiscal.budget import Period
    >>> meaning(Column(("2025年执行数", "金额"), period=Period(2025))), meaning(Column(("2025年",), period=Period(2025)))
    (('done', 2025, ''), None)
    >>> meaning(Column(("合计",), period=Period(2026)), "2026年一般公共预算支出经济分类表（草案）")
    ('budget', 2026, '')
    """
    if column.period is None or column.period.year is None:
        return None
    bare = _BUDGET_NAMES.sub("", squeezed("/".join(column.path)))
    step = _step(bare) or _step(_BUDGET_NAMES.sub("", title))
    return None if step is None else (step, column.period.year, _SAYS_NOTHING.sub("", bare))


def _step(words: str) -> str | None:
    return next((name for name, pattern in _STEPS if pattern.search(words)), None)


def shared(tables: Iterable[Table]) -> Iterator[Shared]:
    """Every two columns of two tables that mean the same, with the cells of the rows that both tables list."""
    groups: dict[tuple[object, ...], list[TableView]] = defaultdict(list)
    for table in tables:
        if table.budget is not None and table.side is not None:
            for view in views(table):
                groups[(table.document, table.report, table.budget, view.level, table.side)].append(view)
    for group in groups.values():
        for at, first in enumerate(group):
            for second in group[at + 1 :]:
                if first.table.id != second.table.id and first.rows.keys() & second.rows.keys():
                    for key in (key for key in first.columns if key in second.columns):
                        yield Shared(first, second, key, tuple(_twins(first, second, key)))


def _twins(first: TableView, second: TableView, key: ColumnKey) -> Iterator[Twin]:
    one, two = first.columns[key], second.columns[key]
    for label, row in first.rows.items():
        partner = second.rows.get(label)
        if partner is None:
            continue
        a, b = first.table.rows[row].cells[one], second.table.rows[partner].cells[two]
        if a is None or b is None or not (a.measure is b.measure is Measure.AMOUNT):
            continue
        if a.quantity.unit.dimension == b.quantity.unit.dimension:
            above = first.paths.get(row)
            yield Twin(a, b, (row, partner), above is not None and above == second.paths.get(partner))


def _labels(table: Table) -> dict[str, int]:
    """Rows with figures by their folded label, those with a label of their own."""
    found = [
        (fold(table.rows[line.index].label), line.index)
        for line in announced_sums(table).lines
        if line.kind in (RowKind.ITEM, RowKind.TOTAL, RowKind.OF_WHICH)
    ]
    count = Counter(label for label, _ in found)
    return {label: row for label, row in found if count[label] == 1 and len(label) > 1}
