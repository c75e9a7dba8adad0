"""Columns that add up other columns of their row: 合计 and 小计, and the whole area over 本级 and the areas below.

The words only suggest which columns are the parts; a reading is taken up if the figures of at least two rows bear it
out, and of those that say something at most one, or one in four, does not. Of a table with one such row that row will
do, if its total has three digits or more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from fiscal.figure import Figure
from fiscal.numbers.interval import EXACT
from fiscal.relation import Kind
from fiscal.table import Table
from fiscal.words.label_patterns import label_pattern
from fiscal.words.plain_text import squeezed

_TOTAL = label_pattern("total-column")
_SUBTOTAL = label_pattern("subtotal-column")
_WHOLE = label_pattern("whole-area-column")
_OWN = label_pattern("own-level-column")
_BELOW = label_pattern("below-level-column")
_AREA = label_pattern("area-column")
FEWEST_ROWS = 2
FEWEST_AREAS = 3
FEWEST_DIGITS = 3


class ColumnRule(Struct, frozen=True):
    """`result` is computed from `sources`, pairs of column index and weight; a growth rate from (now, then).

    `total` where figures and words together show that the sources are parts, and no formula or change says it;
    `inferred` where figures alone do. `whole` where a blank source says nothing: a balance left blank is not nothing,
    but not worked out.
    """

    kind: Kind
    result: int
    sources: tuple[tuple[int, int], ...]
    total: bool = False
    inferred: bool = False
    whole: bool = False


def total_columns(table: Table, columns: Sequence[int]) -> Iterator[ColumnRule]:
    """The columns among the additive `columns` that most rows show to be the sum of others."""
    for index in columns:
        for parts in _readings(table, columns, index):
            if len(parts) > 1 and _shown(table, index, parts):
                yield ColumnRule(Kind.BALANCE, index, tuple((part, 1) for part in parts), True)
                break


def _readings(table: Table, columns: Sequence[int], index: int) -> Iterator[tuple[int, ...]]:
    """Columns that may be the parts of column `index`, likeliest first."""
    same = [i for i in columns if i != index and _stands_with(table, i, index)]
    if _WHOLE.match(_last(table, index)) and index + 2 in columns:
        if _OWN.search(_last(table, index + 1)) and _BELOW.search(_last(table, index + 2)):
            yield index + 1, index + 2
    later = [i for i in same if i > index]
    if columns and index == columns[0] and _AREA.fullmatch(_last(table, index)) and len(later) >= FEWEST_AREAS:
        yield tuple(later)
    if _TOTAL.search(_last(table, index)):
        stop = next((at for at, i in enumerate(later) if _TOTAL.search(_last(table, i))), len(later))
        yield tuple(later[:stop])
        yield tuple(i for i in later if _SUBTOTAL.search(_last(table, i)))
        yield tuple(later)
        yield tuple(i for i in same if i < index)


def _last(table: Table, column: int) -> str:
    path = table.columns[column].path
    return squeezed(path[-1]) if path else ""


def _stands_with(table: Table, column: int, other: int) -> bool:
    """True if the columns stand under one upper header and are no 其中; one with sub-columns counts by its 小计."""
    one, two = table.columns[column], table.columns[other]
    if label_pattern("of-which-column").match(one.path[-1] if one.path else ""):
        return False
    return one.path[:-1] == two.path[:-1] or (len(two.path) == 1 and bool(_SUBTOTAL.search(_last(table, column))))


def _shown(table: Table, result: int, parts: Sequence[int]) -> bool:
    """True if enough rows with figures in at least two of the parts add up."""
    agree = off = digits = 0
    for index, row in enumerate(table.rows):
        total, cells = row.cells[result], [row.cells[part] for part in parts]
        printed = [cell.quantity for cell in cells if cell is not None and cell.quantity.value]
        if total is None or len(printed) < 2 or any((index, part) in table.unread for part in parts):
            continue
        if any(quantity.unit.dimension != total.quantity.unit.dimension for quantity in printed):
            return False
        gap, slack = _gap(total, [cell for cell in cells if cell is not None and cell.quantity.value])
        if gap * 2 <= slack:
            agree += 1
            digits = max(digits, len(total.quantity.value.normalize(EXACT).as_tuple().digits))
        else:
            off += 1
    alone = agree == 1 and not off and digits >= FEWEST_DIGITS
    return alone or (agree >= FEWEST_ROWS and (off < 2 or agree >= 3 * off))


def _gap(total: Figure, parts: Sequence[Figure]) -> tuple[Decimal, Decimal]:
    """By how much the parts miss the total, and twice what rounding explains of it, in base units."""
    gap, slack = EXACT.minus(total.quantity.centre), total.quantity.step
    for part in parts:
        gap = EXACT.add(gap, part.quantity.centre)
        slack = EXACT.add(slack, part.quantity.step)
    return abs(gap), slack


def zeros_explain(total: Figure, parts: Sequence[Figure]) -> bool:
    """True if a sum fails only because a 0 is taken for nothing: in a table of rounded figures it may be 0.4."""
    gap, slack = _gap(total, [part for part in parts if part.quantity.value])
    return gap * 2 > slack and gap * 2 <= _gap(total, parts)[1]
