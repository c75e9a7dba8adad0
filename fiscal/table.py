"""A table (附表): titled, with a unit, columns with header paths, and a tree of rows."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property

from msgspec import Struct

from fiscal.budget import Budget, Level, Period, Stage
from fiscal.figure import Figure
from fiscal.numbers.units import Unit
from fiscal.place import Place


class Column(Struct, frozen=True):
    """One column of figures: its header from the outermost level inwards, and what the words of the header mean."""

    path: tuple[str, ...]
    unit: Unit | None = None
    stage: Stage | None = None
    period: Period | None = None

    @property
    def title(self) -> str:
        """The header path as one printable string."""
        return " / ".join(part for part in self.path if part)


class Row(Struct, frozen=True):
    """One row. `level` is the printed depth (indentation or code) or None where nothing shows it.

    `elided` rows (“……”) say that unchanged rows were left out here; their cells are all None. A blank cell is None and
    counts as nothing. `line` is the line in the source file.
    """

    label: str
    cells: tuple[Figure | None, ...]
    level: int | None = None
    code: str | None = None
    elided: bool = False
    line: int | None = None


class Attainment(StrEnum):
    """What a table says in words of a row and its target (目标完成情况判断)."""

    REACHED = "reached"  # 提前达到目标, 已完成
    SHORT = "short"  # 不及预期, 未完成


class Judged(Struct, frozen=True):
    """The words by which a table itself judges the row with index `row`, and what they say."""

    row: int
    attainment: Attainment
    said: str


class Table(Struct, frozen=True, weakref=True, dict=True):
    """One table with its caption.

    `side` is "receipts" (收入), "outlays" (支出), "debt" (债务) or None; `stub` is the header of the label column.
    `unread` are the (row, column) indexes of cells in which something stands that could not be read as a figure, or
    whose column is in doubt: nothing may be concluded from them. `strange` are the words in such cells: row, column,
    text. `judged` are the rows of which a column of words says whether they came up to their target.
    """

    id: str
    document: str
    title: str
    number: str | None
    unit: Unit | None
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    place: Place
    stub: str = ""
    budget: Budget | None = None
    level: Level | None = None
    period: Period | None = None
    side: str | None = None
    report: int = 0
    unread: frozenset[tuple[int, int]] = frozenset()
    strange: tuple[tuple[int, int, str], ...] = ()
    judged: tuple[Judged, ...] = ()

    def __hash__(self) -> int:
        """Tables are looked up often: hashing every cell would cost more than what is looked up."""
        return hash((self.document, self.id, self.title))

    @cached_property
    def elided(self) -> bool:
        """True if some rows were left out (“……”): then totals do not add up from the rows printed, increments do."""
        return any(row.elided for row in self.rows)
