"""A sheet as a workbook holds it: its cells as displayed, what is merged, what is hidden, what would be printed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct, field

MOST_CELLS = 2_000_000
MOST_SPANS = 200_000

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column, all counted from 0 and included."""


class SheetCell(Struct, frozen=True):
    """One cell: its text as displayed, the formula behind it, its indent in half-width blanks.

    `unread` is True where a formula has no stored result: then the text is the formula.
    """

    text: str
    formula: str | None = None
    indent: int = 0
    unread: bool = False


class Sheet(Struct):
    """One sheet by row and column, counted from 0. `printed` are the areas that it would print; None means all."""

    name: str
    hidden: bool = False
    cells: dict[tuple[int, int], SheetCell] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    printed: tuple[Area, ...] | None = None

    def columns_hidden(self) -> set[int]:
        """The hidden columns among those that hold anything."""
        used = {column for _, column in self.cells}
        return {column for column in used if any(first <= column <= last for first, last in self.hidden_columns)}

    def prints(self, row: int, column: int) -> bool:
        """True if the place lies in a printed area, or if the sheet names none."""
        return self.printed is None or any(inside(area, row, column) for area in self.printed)


def inside(area: Area, row: int, column: int) -> bool:
    """True if the place lies in the area."""
    return area[0] <= row <= area[2] and area[1] <= column <= area[3]


def column_name(column: int) -> str:
    """The letters of a column counted from 0.

    >>> column_name(0), column_name(25), column_name(26), column_name(16383)
    ('A', 'Z', 'AA', 'XFD')
    """
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(65 + letter) + name
    return name


def cell_name(row: int, column: int) -> str:
    """The name of a place counted from 0.

    >>> cell_name(6, 1)
    'B7'
    """
    return f"{column_name(column)}{row + 1}"


def place_named(name: str) -> tuple[int, int] | None:
    """The row and column of B7 or $B$7, counted from 0; None for anything else.

    >>> place_named("$B$7"), place_named("B"), place_named("第1行")
    ((6, 1), None, None)
    """
    found = re.fullmatch(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})", name)
    if not found or not int(found[2]):
        return None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def area_named(name: str) -> Area | None:
    """The area of A1:C9 or of one cell; None for anything else.

    >>> area_named("$B$1:$H$41"), area_named("A1")
    ((0, 1, 40, 7), (0, 0, 0, 0))
    """
    first, _, last = name.partition(":")
    start, end = place_named(first), place_named(last or first)
    if start is None or end is None:
        return None
    return min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1])


def areas_named(text: str) -> tuple[Area, ...] | None:
    """The areas of 'Sheet'!$A$1:$B$9,'Sheet'!$D$1:$E$9; whole columns or rows are open ended. None if unreadable."""
    found = []
    for one in (text.rpartition("!")[0] and re.split(r",(?=(?:[^']*'[^']*')*[^']*$)", text)) or [text]:
        name = one.rpartition("!")[2]
        columns = re.fullmatch(r"\$?([A-Za-z]{1,3}):\$?([A-Za-z]{1,3})", name)
        rows = re.fullmatch(r"\$?(\d{1,7}):\$?(\d{1,7})", name)
        if columns:
            name = f"{columns[1]}1:{columns[2]}1048576"
        elif rows:
            name = f"A{rows[1]}:XFD{rows[2]}"
        area = area_named(name)
        if area is None:
            return None
        found.append(area)
    return tuple(found) or None


def ranges(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Runs of neighbouring numbers.

    >>> ranges([3, 1, 2, 7])
    [(1, 3), (7, 7)]
    """
    found: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found
