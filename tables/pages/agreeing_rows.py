"""How much of a grid's own arithmetic holds: sums that come out exactly show that its figures stand where they belong.

A reader that shifts a column, melts two rows or loses a cell destroys sums; it hardly ever makes one. So of two
readings of one page the one is better under which every sum of the other holds, and more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from typing import TypeAlias

from msgspec import Struct

from fiscal import late_patterns as re
from fiscal.numbers.amounts import AmountColumn
from fiscal.numbers.cell_number import read_cell
from tables.cell_words import is_broken_number, squeezed
from tables.layout import Segment, unwrapped

Amount: TypeAlias = Decimal | None
Sum: TypeAlias = tuple[str, ...]
"""What was added, as text: a label or the parts, then the amounts; equal in two readings if they add the same."""

FEWEST_ROWS = 3
MOST_COLUMNS = 24
MOST_ROWS = 400
_TOTAL = re.compile(r"[总合小]计|总量|总额")
_CODE = re.compile(r"\d{3}(?:\d\d){0,2}")
_PART = re.compile(r"\d\d")


class Grid(Struct, frozen=True):
    """A segment as labels, depths and codes of its rows, and its columns of amounts, each with its place."""

    labels: tuple[tuple[str, ...], ...]
    depths: tuple[int, ...]
    codes: tuple[str, ...]
    columns: tuple[tuple[int, tuple[Amount, ...]], ...]

    @classmethod
    def of(cls, segment: Segment) -> Grid:
        """The grid of a segment; rows beyond MOST_ROWS and columns of amounts beyond MOST_COLUMNS are left out."""
        printed = segment.rows()[:MOST_ROWS]
        amounts = [[_amount(text) for text in row] for row in printed]
        rows = [[unwrapped(text) for text in row] for row in printed]
        depths = [0] * len(rows)
        for cell in segment.cells:
            if cell.row < len(rows):
                depths[cell.row] = max(depths[cell.row], cell.indent)
        labels = (
            tuple("" if found is not None else squeezed(text) for text, found in zip(row, line, strict=True))
            for row, line in zip(rows, amounts, strict=True)
        )
        codes = (_code(row) for row in rows)
        columns = ((at, tuple(line[at] for line in amounts)) for at in range(segment.width))
        filled = [(at, column) for at, column in columns if sum(map(bool, column)) > 1]
        return cls(tuple(labels), tuple(depths), tuple(codes), tuple(filled[:MOST_COLUMNS]))


def _code(row: Sequence[str]) -> str:
    """The code of a row, in one cell (2010601) or spread over those of 类, 款 and 项 (201, 06, 01); "" if it has none.

    >>> _code(["2010601", "行政运行"]), _code(["201", "06", "", "财政事务"]), _code(["税收", "201"])
    ('2010601', '20106', '')
    """
    code = ""
    for text in map(squeezed, row):
        if not text:
            continue
        if not (_PART if code else _CODE).fullmatch(text) or len(code) > 5:
            break
        code += text
    return code


def _amount(text: str) -> Amount:
    """The amount in a cell; none in a cell of several lines, unless they are the pieces of one number."""
    lines = text.split("\n")
    if not any(map(str.isdigit, text)) or (len(lines) > 1 and not is_broken_number(lines)):
        return None
    found = read_cell(unwrapped(text))
    return found[0] if found else None


def sums(segments: Sequence[Segment]) -> frozenset[Sum]:
    """Every sum that holds exactly in one of the grids: totals of rows, of codes, of columns, of both sides.

    >>> from tables.layout import Cell
    >>> texts = ["税收", "80"], ["非税收入", "20"], ["合计", "100"]
    >>> cells = tuple(Cell(text, i, j) for i, row in enumerate(texts) for j, text in enumerate(row))
    >>> sums([Segment(cells, 3, 2)])
    frozenset({('合计', '100', '80', '20')})
    """
    found: set[Sum] = set()
    for segment in segments:
        grid = Grid.of(segment)
        found.update(_totals(grid))
        found.update(_groups(grid))
        found.update(_across(grid))
        found.update(_sides(grid))
    return frozenset(found)


def _totals(grid: Grid) -> Iterator[Sum]:
    """Rows called 合计, 总计 or 小计 that are the sum of rows next to them: all of them, or those of the highest level."""
    totals = [row for row, labels in enumerate(grid.labels) if any(map(_TOTAL.search, labels))]
    for row in totals:
        above = [at for at in range(row) if at not in totals or _is_small(grid, at)]
        below = [at for at in range(row + 1, len(grid.labels)) if at not in totals or _is_small(grid, at)]
        before = range(max((at for at in totals if at < row), default=-1) + 1, row)
        after = range(row + 1, min((at for at in totals if at > row), default=len(grid.labels)))
        for rows in (before, after, above, below):
            for parts in (list(rows), _highest(grid, rows)):
                yield from _added(grid, row, parts, next(filter(_TOTAL.search, grid.labels[row])))


def _is_small(grid: Grid, row: int) -> bool:
    return any("小计" in label for label in grid.labels[row])


def _highest(grid: Grid, rows: Sequence[int]) -> list[int]:
    """Those of `rows` with the shortest code, or where there are no codes with the label farthest to the left."""
    coded = [len(grid.codes[row]) for row in rows if grid.codes[row]]
    if coded:
        return [row for row in rows if len(grid.codes[row]) == min(coded)]
    least = min((grid.depths[row] for row in rows), default=0)
    return [row for row in rows if grid.depths[row] == least]


def _groups(grid: Grid) -> Iterator[Sum]:
    """Rows with a code that are the sum of the rows whose codes go on from theirs: 201 of 20101, 20102 …"""
    for row, code in enumerate(grid.codes):
        parts = [at for at, other in enumerate(grid.codes) if len(other) == len(code) + 2 and other.startswith(code)]
        if code and parts:
            yield from _added(grid, row, parts, code)


def _added(grid: Grid, row: int, parts: Sequence[int], label: str) -> Iterator[Sum]:
    """The columns in which `row` is the sum of at least two amounts in the rows `parts`."""
    for _, column in grid.columns:
        printed = [amount for at in parts if (amount := column[at])]
        whole = column[row]
        if whole and len(printed) > 1 and AmountColumn.of(printed).total() == whole:
            yield (label, str(whole), *map(str, printed))


def _across(grid: Grid) -> Iterator[Sum]:
    """The rows of three columns of which one is the sum of the others, in nearly all rows that fill all three."""
    columns = [AmountColumn.of([amount or None for amount in column]) for _, column in grid.columns]
    for left, right in combinations(range(len(columns)), 2):
        added = columns[left].add(columns[right])
        for whole, column in enumerate(columns):
            if whole in (left, right):
                continue
            rest = added.subtract(column)
            full = len(rest) - int(rest.missing.sum())
            if full < FEWEST_ROWS or _misses(rest) * 10 > full:
                continue
            for at, blank in enumerate(rest.missing.tolist()):
                if not blank and not rest.coefficients[at]:
                    yield ("+", *(str(columns[one][at]) for one in (left, right, whole)))


def _misses(rest: AmountColumn) -> int:
    return sum(map(bool, rest.coefficients.tolist()))


def _sides(grid: Grid) -> Iterator[Sum]:
    """Rows that print two totals side by side, of receipts and of outlays, with the same amount behind both."""
    for row, labels in enumerate(grid.labels):
        heads = [at for at, label in enumerate(labels) if "计" in label and _TOTAL.search(label)]
        for here, there in zip(heads, heads[1:], strict=False):
            left = [column[row] for at, column in grid.columns if here < at < there]
            right = [column[row] for at, column in grid.columns if at > there]
            for one, other in zip(left, right, strict=False):
                if one and one == other:
                    yield (labels[here], labels[there], str(one))


def labelled_amounts(segments: Sequence[Segment]) -> Counter[Decimal]:
    """Every amount that stands in a row with a label, as often as it does."""
    found: Counter[Decimal] = Counter()
    for segment in segments:
        grid = Grid.of(segment)
        for _, column in grid.columns:
            found.update(amount for amount, labels in zip(column, grid.labels, strict=True) if amount and any(labels))
    return found
