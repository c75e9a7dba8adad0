"""A figure behind which a sum stands in the sheet is, as displayed, the sum of the displayed figures it refers to.

查什么: 工作表中由公式得出的数，公式只用加、减和 SUM，且只引用本工作表的单元格；按表上显示的数加减，应与显示的结果相符。
    引用了没有读取的格、隐藏的数或其他工作表的公式不核对；公式由本程序读取，不由本程序执行。
为什么: 公式是编制者写明的关系。显示的数加起来不等于显示的结果，说明保存的结果没有更新，或某个数是文本而没有计入。
例: B9 的公式是 =SUM(B4:B8)，五项显示的数合计 1,530，B9 显示 1,500。
怎么办: 在工作表中重新计算（F9），检查以文本保存的数字和公式的引用范围。
依据: 工作表中写明的公式。
What: a figure comes from a formula of +, − and SUM over cells of its own sheet; the displayed figures have to come to
    the displayed result. Formulas over cells that were not read, that are hidden, or of other sheets are left alone.
    Formulas are read, never run.
Why: a formula is a relation that its author states. Where it does not hold, the stored result is out of date, or one of
    the figures is a text that the sheet did not count.
Example: B9 is =SUM(B4:B8), the five figures come to 1,530, and B9 shows 1,500.
Fix: Recalculate the sheet; look for numbers kept as text and for the range of the formula.
Source: the formula in the sheet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct, field

from fiscal.claims import total
from fiscal.figure import Figure
from fiscal.relation import Basis, Relation
from fiscal.table import Table
from reconcile.dossier import Dossier
from tables.sheets.formulas import added_up
from tables.sheets.sheet import place_named

CODE = "FML01"
NAME = "sheet-formulas"
TITLE = {"zh": "公式的结果等于所引用各数的加减", "en": "formulas come to what they refer to"}

Place = tuple[int, int]


class Known(Struct):
    """What is known of one sheet: the figure of every cell, and the columns in which a cell without one is blank."""

    figures: dict[Place, Figure] = field(default_factory=dict)
    blank_columns: set[int] = field(default_factory=set)


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One balance for every cell whose formula only adds and takes away figures that were read."""
    sheets: dict[tuple[str, str], Known] = {}
    for table in dossier.tables():
        if table.place.sheet is not None:
            _learn(table, sheets.setdefault((table.document, table.place.sheet), Known()))
    for known in sheets.values():
        for place, figure in known.figures.items():
            relation = _relation(figure, place, known)
            if relation is not None:
                yield relation


def _learn(table: Table, known: Known) -> None:
    """Add the figures of a table; a column with an unreadable cell is no column of blanks."""
    for at in range(len(table.columns)):
        unread = any(column == at for _, column in table.unread)
        for row in table.rows:
            figure = row.cells[at]
            place = place_named(figure.place.cell or "") if figure is not None else None
            if figure is not None and place is not None:
                known.figures[place] = figure
                if not unread:
                    known.blank_columns.add(place[1])


def _relation(result: Figure, place: Place, known: Known) -> Relation | None:
    """The claim of one formula; None where it refers to anything but read figures and blanks."""
    weights: Counter[Place] = Counter()
    for sign, (top, left, bottom, right) in added_up(result.formula) or ():
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                weights[row, column] += sign
    if place in weights or any(at not in known.figures and at[1] not in known.blank_columns for at in weights):
        return None
    parts = [(known.figures[at], weight) for at, weight in sorted(weights.items()) if weight and at in known.figures]
    dimensions = {figure.quantity.unit.dimension for figure, _ in parts}
    if dimensions != {result.quantity.unit.dimension}:
        return None
    figures, signs = [figure for figure, _ in parts], [weight for _, weight in parts]
    return total(CODE, result, figures, Basis.STATED, f"{result.place.cell} {result.formula}", signs=signs)
