"""One figure is a thousand or ten thousand times what stands beside it in its own line.

查什么: 同一行的几个金额（预算数、执行数、上年数）彼此相近，其中一个却大或小一千倍、一万倍左右；并且它的小数位数与同列其他数不同，
    或者大到超过同列其余各项之和。
为什么: 多是个别格以亿元或元填入了以万元为单位的表，或多打、少打了几位。
例: 上年决算数123,456，预算数12.80（以亿元填入），执行数126,310。
怎么办: 核对该格的数字与单位，是否多写或少写了几位。
依据: 同一张表的金额应当使用同一单位；本项只提示核对。
What: amounts of one line are near one another, and one of them is about a thousand or ten thousand times as large or as
    small, and is printed with other decimals than its column, or exceeds all the others of its column together.
Why: a cell was filled in in 亿元 or 元 where the table is in 万元, or digits were added or lost.
Example: last year 123,456, budget 12.80, outturn 126,310.
Fix: Check the cell: digits may be missing or too many.
Source: a table uses one unit; this only asks to look at the figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from fiscal.document import Document
from fiscal.figure import Figure, Measure
from fiscal.numbers.interval import EXACT
from fiscal.table import Row, Table
from reconcile.dossier import Dossier
from reconcile.observe.completeness.placeholders import forms
from reconcile.observe.observation import Observation
from reconcile.review import Severity, Verdict
from reconcile.words.wording import printed_text

CODE = "PLA05"
NAME = "single-cell"
TITLE = {"zh": "个别数字与同行各数相差千倍以上", "en": "one figure a thousand times its neighbours"}

POWERS = (3, 4)
NEAR = 2
"""Amounts are near each other if none is more than twice another, and so is a figure moved by the power."""
FEWEST = 3
"""Other figures a column needs before anything can be said to be odd in it."""
SMALLEST = 1000
"""In printed units: below this, lines may well grow or shrink a thousandfold."""


def observe(dossier: Dossier, verdicts: Sequence[Verdict]) -> Iterator[Observation]:
    """One observation for every cell that is out of line with its row and its column."""
    for document in dossier.documents:
        if document.id not in forms(dossier):
            yield from _of_document(document)


def _of_document(document: Document) -> Iterator[Observation]:
    for table in document.tables:
        for row in table.rows:
            found = _odd(row)
            if found is not None and _odd_in_column(table, row, found[0]):
                yield _told(*found)


def _odd(row: Row) -> tuple[Figure, int, list[Figure]] | None:
    """The one amount of a row that is some power of ten away from all others, which are near one another."""
    cells = [cell for cell in row.cells if cell is not None and cell.quantity.value > 0]
    cells = [cell for cell in cells if cell.quantity.unit.is_money and cell.measure is Measure.AMOUNT]
    if len(cells) < 2:
        return None
    order = sorted(cells, key=lambda cell: cell.quantity.centre)
    for odd, others in ((order[-1], order[:-1]), (order[0], order[1:])):
        low, high = others[0].quantity.centre, others[-1].quantity.centre
        if high > NEAR * low or others[0].quantity.value < SMALLEST:
            continue
        for power in (*POWERS, *(-one for one in POWERS)):
            moved = EXACT.multiply(odd.quantity.centre, Decimal(1).scaleb(-power))
            if low <= NEAR * moved and moved <= NEAR * high:
                return odd, power, others
    return None


def _odd_in_column(table: Table, row: Row, odd: Figure) -> bool:
    """True if its column prints other decimals, or adds up to less than it alone."""
    at = next(index for index, cell in enumerate(row.cells) if cell is odd)
    column = [one.cells[at] for one in table.rows if one is not row]
    others = [cell for cell in column if cell is not None and cell.quantity.value]
    if len(others) < FEWEST:
        return False
    decimals = {cell.quantity.exponent for cell in others}
    if len(decimals) == 1 and odd.quantity.exponent not in decimals:
        return True
    return odd.quantity.value > sum((cell.quantity.value for cell in others), Decimal(0))


def _told(odd: Figure, power: int, others: Sequence[Figure]) -> Observation:
    beside = "、".join(printed_text(one.quantity, one.sign) for one in others)
    much = ("大", "large") if power > 0 else ("小", "small")
    printed = printed_text(odd.quantity, odd.sign)
    return Observation(
        CODE,
        Severity.NOTE,
        odd.place,
        (
            f"“{odd.label}”的 {printed} 比同行其他各数约{much[0]} 10^{abs(power)} 倍，请核对单位和位数",
            f"“{odd.label}” {printed} is about 10^{abs(power)} times as {much[1]} as the other amounts of its line",
        ),
        (f"同行其他各数：{beside}", f"the other amounts of the line: {beside}"),
        related=tuple(one.place for one in others),
        key=(odd.label, odd.place.column or ""),
    )
