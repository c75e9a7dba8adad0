"""Totals of a section that explains a table of the same name (…决算情况说明, …决算表).

查什么: 部门决算说明的某一节与附表同名（“财政拨款收入支出决算总体情况说明”与“财政拨款收入支出决算总表”）的，该节所述总计、本年合计以及
    与附表行名、栏名相同的金额，是否与附表一致。
为什么: 说明按附表逐张编写，换年度时最常见的错误是忘了改其中一个数。
例: 说明“财政拨款收入支出总计0.3万元”，附表总计296.17万元。
怎么办: 按附表更正说明中的数字，或说明口径不同。
依据: 《预算法》第十四条、第八十九条；财政部部门决算公开范本。

What: in a section that has the name of a table, totals and amounts named like a row or a column of that table.
Why: such explanations are last year's text with new figures; one is easily forgotten.
Example: a total of 0.3 in the text, 296.17 in the table.
Fix: Correct the text to the table, or say how their scope differs.
Source: Budget Law art. 14 and 89; the Ministry of Finance's form for departments' final accounts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from fiscal.claims import same
from fiscal.document import Document, Passage
from fiscal.figure import Figure, Measure
from fiscal.relation import Basis, Relation
from fiscal.table import Table
from fiscal.words.label_patterns import label_pattern
from fiscal.words.vocabulary import fold
from reconcile.dossier import Dossier
from reconcile.judge.one_number import agree
from reconcile.structure.rows.announced_sums import adjustments
from tables.prose.spans import is_base

CODE = "TAB10"
NAME = "section-and-table-of-one-name"
TITLE = {"zh": "各节说明与同名附表", "en": "A section and the table of its name"}

_REST = label_pattern("section-words")
_TOTAL = label_pattern("both-sides-total")
_SUM = label_pattern("some-total")
_MARK = label_pattern("subject-mark")

Cells = Mapping[str, Sequence[Figure]]


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One `same` for every amount of such a section whose name is found in its table, once or always alike."""
    for document in dossier.documents:
        tables = {name: (_cells(found), _adjusted(found)) for name, found in _by_name(document).items()}
        for passage in document.passages if tables else ():
            named = next((found for h in reversed(passage.headings) if (found := tables.get(_name(h)))), None)
            if named is not None:
                yield from _of_passage(passage, *named)


def _of_passage(passage: Passage, known: Cells, adjusted: Cells) -> Iterator[Relation]:
    for figure in passage.figures:
        if figure.measure is not Measure.AMOUNT or not figure.quantity.unit.is_money or is_base(passage, figure):
            continue
        name = fold(_MARK.sub("", figure.label))
        cells = known.get("总计" if _TOTAL.search(name) else name, ())
        if any(agree(figure, cell) for cell in adjusted.get(name, ())):
            continue  # the text speaks of another column: of the 调整数, or of what the budget became
        chosen = next((cell for cell in cells if agree(figure, cell)), None)
        if chosen is None and len({cell.quantity.centre for cell in cells}) == 1:
            chosen = cells[0]
        if chosen is not None:
            yield same(CODE, (figure, chosen), Basis.DERIVED, figure.label)


def _name(text: str) -> str:
    """What a heading or a title names, if it is long enough to tell (收入决算)."""
    name = _REST.sub("", fold(text))
    return name if len(name) >= 4 and label_pattern("settled-or-planned").search(name) else ""


def _by_name(document: Document) -> Mapping[str, Sequence[Table]]:
    found: dict[str, list[Table]] = defaultdict(list)
    for table in document.tables:
        if _name(table.title):
            found[_name(table.title)].append(table)
    return found


def _cells(tables: Sequence[Table]) -> Cells:
    """For every name its cells: the first of the row so named, and of the row 合计 the one in the column so named."""
    found: dict[str, list[Figure]] = defaultdict(list)
    for table in tables:
        for row in table.rows:
            here = fold(row.label)
            first = next((cell for cell in row.cells if cell is not None), None)
            if first is None or first.measure is not Measure.AMOUNT:
                continue
            if not _SUM.fullmatch(here) or here == "总计":
                found[here].append(first)
            if _SUM.fullmatch(here):
                for column, cell in zip(table.columns, row.cells, strict=True):
                    if cell is not None and column.path:
                        found[fold(column.path[-1])].append(cell)
    return found


def _adjusted(tables: Sequence[Table]) -> Cells:
    """For every row of a table of adjustments all its figures: which of them the text repeats is not known."""
    found: dict[str, list[Figure]] = defaultdict(list)
    for table in tables:
        if adjustments(table):
            for row in table.rows:
                found[fold(row.label)] += [cell for cell in row.cells if cell is not None]
    return found
