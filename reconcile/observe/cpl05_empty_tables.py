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

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from fiscal.document import Document, Passage
from fiscal.figure import Figure
from fiscal.table import Table
from fiscal.words.label_patterns import label_pattern
from fiscal.words.vocabulary import budget_in
from reconcile.dossier import Dossier
from reconcile.observe.completeness.placeholders import forms
from reconcile.observe.observation import Observation, in_passage, of_table, quoted
from reconcile.review import Severity, Verdict

CODE = "CPL05"
NAME = "empty-tables"
TITLE = {
    "zh": "空表说明与表不符，或空表没有说明",
    "en": "a table said to be empty is not, or one is and nobody says so",
}

_SAID_EMPTY = label_pattern("said-empty")
_NOTHING = label_pattern("says-nothing-there")
NEAR = 5
"""Lines below the last row within which a note belongs to its table."""


def observe(dossier: Dossier, verdicts: Sequence[Verdict]) -> Iterator[Observation]:
    """One observation for every table whose emptiness and explanation do not fit."""
    for document in dossier.documents:
        if document.id in forms(dossier):
            continue
        grids = _grids(document)
        begins = sorted(sides[0].rows[0].line or 0 for sides in grids)
        lines = [passage.line for passage in document.passages]
        for sides in grids:
            last = max((row.line or 0 for row in sides[0].rows), default=0)
            after = bisect_right(begins, last)
            end = min(last + NEAR, begins[after] if after < len(begins) else last + NEAR)
            below = document.passages[bisect_right(lines, last) : bisect_right(lines, end)] if last else ()
            yield from _of_grid(document, sides, below)


def _grids(document: Document) -> list[list[Table]]:
    """The tables with rows; receipts and outlays side by side together."""
    found: dict[object, list[Table]] = {}
    for table in document.tables:
        if table.rows:
            found.setdefault(table.rows[0].line or table.id, []).append(table)
    return list(found.values())


def _of_grid(document: Document, sides: Sequence[Table], below: Sequence[Passage]) -> Iterator[Observation]:
    table = sides[0]
    cells = (cell for side in sides for row in side.rows for cell in row.cells)
    figure = next((cell for cell in cells if cell is not None and cell.quantity.value), None)
    note = next((one for one in below if _SAID_EMPTY.search(one.text)), None)
    if figure is not None and note is not None and _of_same(note, table):
        yield _not_empty(document, table, figure, note)
    elif figure is None and not _explained(document, table, below):
        yield _unexplained(table)


def _of_same(note: Passage, table: Table) -> bool:
    """False if the note speaks of another budget than the table's."""
    spoken = budget_in(note.text)
    return spoken is None or table.budget is None or spoken is table.budget


def _explained(document: Document, table: Table, below: Sequence[Passage]) -> bool:
    """True if a note below it, or a sentence of the text about the same budget, says that there is nothing."""
    if any(_NOTHING.search(one.text) for one in below):
        return True
    if any(_NOTHING.search(row.label) for row in table.rows) or table.strange:
        return True
    if table.budget is None:
        return False
    return any(_NOTHING.search(one.text) and budget_in(one.text) is table.budget for one in document.passages)


def _not_empty(document: Document, table: Table, figure: Figure, note: Passage) -> Observation:
    found = _SAID_EMPTY.search(note.text)
    words = quoted(note.text, *(found.span() if found else (0, 4)), 30)
    printed = f"“{figure.label or figure.place.column or ''}”{figure.quantity.text}"
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
    named = f"《{table.title}》" if table.title else table.number or ""
    return Observation(
        CODE,
        Severity.NOTE,
        of_table(table),
        (
            f"整张表没有一个不为零的数，表下和正文都没有说明：{named}",
            f"there is no figure but zero in the table, and nothing explains it: {named}",
        ),
        key=(table.number or "", table.title),
    )
