"""Rows that the turn of a page breaks: the rest of a label at the top of the new page belongs to the row before it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from fiscal import late_patterns as re
from tables.cell_words import is_number
from tables.grids.grid_rows import GridRow, page_of

Side = tuple[int, tuple[int, ...]]
"""The column of labels and the columns of figures of one side of a table."""

LONGEST_REST = 30
_ITEM = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d|其中|[①-⑳]|注|[合总小]\s*计|加|减|.{2,12}(?:收入|支出)$"
)


def over_the_page(
    before: Sequence[GridRow], after: Sequence[GridRow], sides: Sequence[Side]
) -> tuple[Sequence[GridRow], Sequence[GridRow]]:
    """`before` and `after`, the rows of two pages, with a label broken between them in one piece.

    The first row of the new page is such a rest if it holds nothing but words in a column of labels that begin no item,
    while the last row has figures on that side and labels without figures are rare in the table.
    """
    if not before or not after:
        return before, after
    last, first = before[-1], after[0]
    printed = [at for at, cell in enumerate(first.cells) if cell.strip()]
    side = next((side for side in sides if printed == [side[0]]), None)
    if side is None or not last.origins or not first.origins or page_of(last) == page_of(first):
        return before, after
    label, values = side
    rest = first.cell(label).strip()
    begins = _ITEM.match(rest) is not None and not _closes(last.cell(label), rest)
    if len(rest) > LONGEST_REST or begins or not _figured(last, values) or not last.cell(label).strip():
        return before, after
    named = [row for row in before if row.cell(label).strip()]
    if sum(_figured(row, values) for row in named) * 10 < len(named) * 8:
        return before, after
    cells = (*last.cells[:label], last.cells[label] + rest, *last.cells[label + 1 :])
    return (*before[:-1], replace(last, cells=cells)), after[1:]


def _closes(label: str, rest: str) -> bool:
    """True if `rest` closes a bracket that `label` leaves open: then it begins nothing of its own.

    >>> _closes("国有资源（资", "产）有偿使用收入"), _closes("国有资源（资产）", "其他收入")
    (True, False)
    """
    left = sum(map(label.count, "（(")) - sum(map(label.count, "）)"))
    opening, closing = (
        min((rest.find(sign) for sign in signs if sign in rest), default=99) for signs in ("（(", "）)")
    )
    return left > 0 and closing < opening


def _figured(row: GridRow, values: Sequence[int]) -> bool:
    return any(is_number(row.cell(column)) for column in values)
