"""A table said to be empty holds figures, or an empty table is not explained.

查什么: 表下注明“故本表为空表”“本表无数据”，而表中有不为零的数；整张表没有一个不为零的数，表下和正文都没有说明没有这项收支。
为什么: 前一种多是套用了去年的说明；后一种读者分不清是没有发生，还是漏填。
例: 注“本部门无三公经费预算，故本表为空表”，表中列有公务接待费 9.65 万元。
怎么办: 有数据的删去“空表”的说明，没有数据的补写说明。
依据: 没有收支的，应当保留空表并作说明（部门预决算公开的通行要求）；本项只提示，不判定数字有误。
What: a note under a table says that it is empty while figures stand in it; a table without any figure but zero, which
    neither a note under it nor the text explains.
Why: in the first case last year's note was kept; in the second nobody can tell "nothing" from "not filled in".
Example: "this table is empty" under a table that lists 9.65.
Fix: Remove the remark where there are figures; add one where there are none.
Source: what does not occur is published as an empty table with a note; this is a hint, no figure is called wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from fiscal.document import Document, Passage
from fiscal.figure import Figure
from fiscal.table import Table
from fiscal.vocabulary import budget_in
from reconcile.completeness.placeholders import is_form
from reconcile.dossier import Dossier
from reconcile.observation import Observation, in_passage, of_table, quoted
from reconcile.review import Severity, Verdict

CODE = "CPL05"
NAME = "empty-tables"
TITLE = {
    "zh": "空表说明与表不符，或空表没有说明",
    "en": "a table said to be empty is not, or one is and nobody says so",
}

_SAID_EMPTY = re.compile(
    r"[本此该]表(?:格)?(?:为|是)?(?:空表|空白表?|为空|无数据|无内容|没有数据|数据为[零0])|空表说明"
)
_NOTHING = re.compile("无|没有|不涉及|未发生|未安排|未列|不存在|为零|为空|空表")
NEAR = 5
"""Lines below the last row within which a note belongs to its table."""


def observe(dossier: Dossier, verdicts: Sequence[Verdict]) -> Iterator[Observation]:
    """One observation for every table whose emptiness and explanation do not fit."""
    for document in dossier.documents:
        if is_form(document):
            continue
        for table in _each_grid(document.tables):
            figure = _first_figure(document, table)
            note = next((one for one in _below(document, table) if _SAID_EMPTY.search(one.text)), None)
            if figure is not None and note is not None and _of_same(note, table):
                yield _not_empty(document, table, figure, note)
            elif figure is None and table.rows and not _explained(document, table):
                yield _unexplained(table)


def _each_grid(tables: Sequence[Table]) -> list[Table]:
    """The tables, each grid once: of receipts and outlays side by side the first."""
    return list({(table.rows[0].line if table.rows else table.id): table for table in reversed(tables)}.values())[::-1]


def _first_figure(document: Document, table: Table) -> Figure | None:
    """The first figure of the grid, on either side, that is not zero."""
    line = table.rows[0].line if table.rows else None
    sides = [one for one in document.tables if one.rows and line is not None and one.rows[0].line == line] or [table]
    cells = (cell for side in sides for row in side.rows for cell in row.cells)
    return next((cell for cell in cells if cell is not None and cell.quantity.value), None)


def _below(document: Document, table: Table) -> list[Passage]:
    """The passages right below the table, before the next one."""
    last = next((row.line for row in reversed(table.rows) if row.line is not None), None)
    if last is None:
        return []
    later = [one.rows[0].line for one in document.tables if one.rows and (one.rows[0].line or 0) > last]
    end = min([last + NEAR, *(line for line in later if line is not None)])
    return [one for one in document.passages if last < one.line <= end]


def _of_same(note: Passage, table: Table) -> bool:
    """False if the note speaks of another budget than the table's."""
    spoken = budget_in(note.text)
    return spoken is None or table.budget is None or spoken is table.budget


def _explained(document: Document, table: Table) -> bool:
    """True if a note below it, or a sentence of the text about the same budget, says that there is nothing."""
    if any(_NOTHING.search(one.text) for one in _below(document, table)):
        return True
    if any(_NOTHING.search(row.label) for row in table.rows) or table.strange:
        return True
    if table.budget is None:
        return False
    return any(_NOTHING.search(one.text) and budget_in(one.text) is table.budget for one in document.passages)


def _not_empty(document: Document, table: Table, figure: Figure, note: Passage) -> Observation:
    found = _SAID_EMPTY.search(note.text)
    words = quoted(note.text, *(found.span() if found else (0, 4)), 30)
    printed = f"「{figure.label or figure.place.column or ''}」{figure.quantity.text}"
    return Observation(
        CODE,
        Severity.WARNING,
        replace(in_passage(document, note), table=table.id),
        (
            f"表下说明是空表，而表中有数：{words}",
            f"a note says that the table is empty, but figures stand in it: {words}",
        ),
        (f"表中例如{printed}", f"for instance {printed}"),
        related=(figure.place,),
        key=(table.number or "", table.title),
    )


def _unexplained(table: Table) -> Observation:
    return Observation(
        CODE,
        Severity.NOTE,
        of_table(table),
        (
            f"整张表没有一个不为零的数，表下和正文都没有说明：《{table.title}》",
            f"there is no figure but zero in the table, and nothing explains it: 《{table.title}》",
        ),
        key=(table.number or "", table.title),
    )
