"""All questions in one table: at a glance above the letter, or with a cell for each answer (表格版)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from docx.document import Document as Letter
from docx.shared import Mm

from reconcile.reports.questions.question_layout import fill, grid, next_row
from reconcile.reports.quoted.finding_rows import FindingRow
from reconcile.reports.quoted.places import shown
from reconcile.words.messages import question_word as word

GLANCE = {"no": 11, "page": 17, "item": 47, "printed": 27, "expected": 27, "gap": 27}
ANSWERED = {"no": 22, "page": 18, "item": 34, "problem": 46, "answer-head": 36}
"""The columns and their widths in millimetres, of the type area."""


def question_table(letter: Letter, rows: Sequence[FindingRow], marks: Mapping[int, str] | None, lang: str) -> None:
    """The table at the end of the letter; with `marks`, by number, it is the one that asks for answers."""
    columns = ANSWERED if marks is not None else GLANCE
    table = grid(letter, [word(key, lang) for key in columns])
    for column, cell, wide in zip(table.columns, table.rows[0].cells, columns.values(), strict=True):
        column.width = cell.width = Mm(wide)
    for row in rows:
        cells = next_row(table)
        item = shown(" ".join(part for part in (row.document, row.table, row.item) if part), lang)
        texts: tuple[str, ...]
        if marks is None:
            texts = (str(row.number), row.page, item or row.message, row.printed, row.expected, row.gap)
        else:
            number = f"{row.number}　{word('mark-cell', lang, mark=marks[row.number])}"
            texts = (number, row.page, item, shown(row.message, lang), "")
        for at, (cell, text) in enumerate(zip(cells, texts, strict=True)):
            fill(cell, text, right=marks is None and at > 2)
