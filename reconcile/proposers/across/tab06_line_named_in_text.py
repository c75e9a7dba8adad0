"""A line that the narrative names by budget, level, year and step, against the cell of the same name.

查什么: 正文写明预算种类、级次、年度和科目的数字，附表同名一行、同一年度、同一阶段（预算、调整预算、执行或决算）的数字是否与之相符。
    按名称和口径找行，不按数字找行；正文单位较粗时按四舍五入比较，末位相差1的视为凑整，不作核对。数字不符的，只有在附表同名各行数字
    一致，且同一预算、级次、年度、阶段另有两个以上数字与正文相符时才提示。
为什么: 附表是批准的依据；正文与附表的总数不同，审议的和批准的就不是同一本预算。
例: 正文全区一般公共预算支出98.40亿元，附表“一般公共预算支出合计”893,709万元。
怎么办: 核对正文与附表同名行的年度、阶段和口径，统一更正。
依据: 预算法第四十八条、第六十九条（预算草案、调整方案及其说明）。

What: a figure of the narrative that names budget, level, year and subject, against the cell of that line, year and
    step. Lines are found by words, never by numbers. A difference is told only where all tables agree on the line,
    and two more figures of the text agree with cells of the same budget, level, year and step.
Why: the table is what is approved, the narrative what is debated.
Example: 98.40亿元 in the text, 893,709万元 in the table.
Fix: Check year, stage and scope of the row, and make text and table agree.
Source: Budget Law art. 48 and 69.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from fiscal.claims import same
from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.numbers.hedge import Hedge
from fiscal.numbers.interval import EXACT
from fiscal.relation import Basis, Relation
from fiscal.words.vocabulary import budget_in, level_in
from reconcile.dossier import Dossier
from reconcile.judge.one_number import agree
from reconcile.linking.anchors import FigureSetting, amounts, cells_linked, cells_of, lines_of, setting_of
from reconcile.linking.cells_by_name import NamedRow, budget_of
from tables.measured.line_names import HEADS
from tables.prose.spans import is_base

CODE = "TAB06"
NAME = "line-named-in-text-stands-in-table"
TITLE = {"zh": "正文所述科目与附表同名行", "en": "A line named in the text and the row of that name"}

COMPANY = 2
"""So many other figures must agree with a column before a difference from it is told."""

Column = tuple[object, ...]
Match = tuple[FigureSetting, list[tuple[NamedRow, Figure]], list[NamedRow]]


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One `same` for every narrative amount with the cell of its name."""
    linked = cells_linked(dossier)
    matches: list[Match] = []
    company: Counter[Column] = Counter()
    for passage in dossier.passages():
        for figure in passage.figures:
            found = _match(figure, passage, dossier)
            if found is not None:
                matches.append(found)
                company.update({_column(*pair) for pair in found[1] if agree(figure, pair[1])})
    for said, cells, lines in matches:
        if said.figure.id in linked:
            continue
        fitting = [cell for _, cell in cells if agree(said.figure, cell)]
        if fitting:
            yield _same(said.figure, fitting[0])
        elif _clear(said, cells, lines) and any(company[_column(*pair)] >= COMPANY for pair in cells):
            yield _same(said.figure, cells[0][1])


def _match(figure: Figure, passage: Passage, dossier: Dossier) -> Match | None:
    amount = figure.measure in (Measure.AMOUNT, Measure.TO) and figure.quantity.unit.is_money
    said = setting_of(figure, passage) if amount and not is_base(passage, figure) else None
    if said is None:
        return None
    lines = lines_of(said, dossier)
    cells = cells_of(said, lines)
    return (said, cells, lines) if cells else None


def _column(line: NamedRow, cell: Figure) -> Column:
    """Budget, level, year and step of a cell: receipts and outlays, summary and detail may be tables of their own."""
    return line.table.document, budget_of(line), cell.level, cell.period, cell.stage


def _same(figure: Figure, cell: Figure) -> Relation:
    return same(CODE, (figure, cell), Basis.DERIVED, figure.label)


def _clear(said: FigureSetting, cells: list[tuple[NamedRow, Figure]], lines: list[NamedRow]) -> bool:
    """True if words leave no doubt which cell is meant, and no cell of these rows prints the number in any column."""
    figure = said.figure
    named = budget_in(figure.label) is not None and level_in(figure.label) is not None
    if not named or said.step is None or figure.quantity.hedge is not Hedge.EXACT or said.name not in HEADS.values():
        return False
    if len({cell.quantity.centre for _, cell in cells}) != 1:
        return False
    years = (said.year - 1, said.year, said.year + 1)
    if any(agree(figure, cell) for line in lines for year in years for cell in amounts(line, year)):
        return False
    cell = cells[0][1]
    gap = abs(EXACT.subtract(figure.quantity.centre, cell.quantity.centre))
    return EXACT.multiply(gap, 2) > EXACT.multiply(3, max(figure.quantity.step, cell.quantity.step))
