"""Placeholders left in: XX局, ____万元, 比年增长, （待补充）, #REF! or #### in a cell.

查什么: 正文、表名、表头、项目名称和数字格中没有填写或没有替换的内容：XX、××、○○、下划线、缺年份的“比年增长”、
    空括号、“（待补充）”、没有二选一的“增加（减少）”、公式错误（#REF! 等）、列宽不够显示的####。整份都是待填内容的表样不报。
为什么: 套用上年或样本的文字没有改完，或链接的表格已经失效；缺的往往正是一个数。
例: 全市安排专项资金XX万元，比年增长3.2%。
怎么办: 补全留空的内容后重新报送。
依据: 预算草案、决算草案应当完整（预算法第四十六条、第七十五条）；本项只提示，不判定数字有误。
What: what was not filled in or not replaced in the text, in titles, headers, labels and cells of figures: XX, ××, ○○,
    underscores, a year left out, empty brackets, "to be filled in", an alternative nobody chose, errors of formulas,
    #### where a column is too narrow. A form in which everything is still open is left alone.
Why: words taken over from last year or a sample were not finished; what is missing is often a figure.
Example: 安排专项资金XX万元.
Fix: Fill in what was left open, and send the document again.
Source: drafts have to be complete (Budget Law, art. 46 and 75); this is a hint, no figure is called wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from fiscal.document import Document
from fiscal.place import Place
from fiscal.table import Table
from reconcile.dossier import Dossier
from reconcile.observe.completeness.placeholders import Placeholder, forms, placeholders
from reconcile.observe.observation import Observation, in_passage, of_table, quoted
from reconcile.review import Severity, Verdict

CODE = "CPL02"
NAME = "placeholders-left-in"
TITLE = {"zh": "没有填写或没有替换的内容", "en": "placeholders left in"}


def observe(dossier: Dossier, verdicts: Sequence[Verdict]) -> Iterator[Observation]:
    """One observation for every passage, label, header or cell with a placeholder."""
    for document in dossier.documents:
        if document.id in forms(dossier):
            continue
        for text, place, cell in _written(document):
            found = placeholders(text, cell)
            if found:
                yield _told(text, found, place)


def _written(document: Document) -> Iterator[tuple[str, Place, bool]]:
    """Every stretch of text with its place, and whether it is a cell of figures."""
    for passage in document.passages:
        yield passage.text, in_passage(document, passage), False
    for table in document.tables:
        yield from _of_table(table)


def _of_table(table: Table) -> Iterator[tuple[str, Place, bool]]:
    place = of_table(table)
    yield table.title, place, False
    for text in dict.fromkeys(part for column in table.columns for part in column.path):
        yield text, place, False
    for row in table.rows:
        yield row.label, replace(place, row=row.label), False
    for row_index, column, text in table.strange:
        label = table.rows[row_index].label
        yield text, replace(place, row=label, column=table.columns[column].title), True


def _told(text: str, found: Sequence[Placeholder], place: Place) -> Observation:
    first = next((one for one in found if one.certain), found[0])
    severity = Severity.WARNING if first.certain else Severity.NOTE
    words = quoted(text, first.start, first.end)
    if place.span is not None:
        place = replace(place, span=(first.start, first.end))
    many = len({one.text for one in found})
    more = (f"，共 {len(found)} 处", f", {len(found)} in all") if many > 1 or len(found) > 1 else ("", "")
    return Observation(
        CODE,
        severity,
        place,
        (
            f"“{first.text}”像是没有填写或没有替换的内容：{words}{more[0]}",
            f"“{first.text}” looks like something left to fill in: {words}{more[1]}",
        ),
        key=(first.text, place.table or "", words),
    )
