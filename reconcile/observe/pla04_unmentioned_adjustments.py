"""A line that the adjustment table changes, and the text never speaks of.

查什么: 预算调整方案的附表中既有预算数又有调整预算数的表，数字有变动的项目在正文（说明、报告、议案）中有没有提到。只有正文逐项说明了多数变动项目时才提示，
    并且一张表合为一条。
为什么: 调整方案应当说明调整的理由；表里改了而正文没有说，审查时看不到理由。
例: 附表中“城乡社区支出”由12,000万元调整为9,500万元，正文说明了其他四项，没有提到这一项。
怎么办: 请说明附表中该项调整的原因，并在正文中补写。
依据: 预算法第六十七条、第六十九条（预算调整方案应当说明调整的理由、项目和数额）；本项只提示。
What: lines of an adjustment plan's table with a budget and an adjusted budget whose figures differ, and whose names
    the text does not contain. Told only where the text speaks of most of the changed lines; one note for each table.
Why: an adjustment plan gives its reasons; a line that changes without a word leaves the reader without one.
Example: 城乡社区支出 goes from 12,000 to 9,500 in the table; the text explains four other lines and not this one.
Fix: Ask for the reason of the adjustment, and have it told in the text.
Source: Budget Law, art. 67 and 69; this is a hint.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fiscal.budget import Stage
from fiscal.document import Document
from fiscal.figure import Figure
from fiscal.table import Row, Table
from fiscal.words.label_patterns import label_pattern
from reconcile.dossier import Dossier
from reconcile.observe.completeness.placeholders import forms
from reconcile.observe.observation import Observation, of_table
from reconcile.observe.plausibility.powers import bare
from reconcile.review import Severity, Verdict

CODE = "PLA04"
NAME = "unmentioned-adjustments"
TITLE = {"zh": "表中有调整而正文没有提到的项目", "en": "adjusted lines that the text does not speak of"}

_SUM = label_pattern("any-total")
_ENDING = label_pattern("row-tail")
SHORTEST = 3
MOST = 3
"""Lines left out of a text that otherwise goes through them; more say that it was never meant to."""


def observe(dossier: Dossier, verdicts: Sequence[Verdict]) -> Iterator[Observation]:
    """One observation for each table of which the text explains most changes but not all."""
    text = label_pattern("spacing-signs").sub("", "".join(passage.text for passage in dossier.passages()))
    for document in dossier.documents:
        if document.id not in forms(dossier):
            yield from _of_document(document, text)


def _of_document(document: Document, text: str) -> Iterator[Observation]:
    plan = any("预算调整" in report.title for report in document.reports)
    for table in document.tables:
        # A report on how the budget was carried out need not explain every line that was adjusted before.
        if not plan and "调整" not in table.title:
            continue
        changed = [(row, pair) for row in table.rows if (pair := _change(table, row)) is not None]
        names = {bare(row.label): pair for row, pair in changed if _itemised(row, table)}
        silent = [name for name in names if not _spoken(name, text)]
        if silent and len(silent) <= MOST and len(names) - len(silent) > 2 * len(silent):
            yield _told(table, silent, names)


def _itemised(row: Row, table: Table) -> bool:
    """True for a line with a name of its own; finer lines than those of the first two levels are not expected."""
    return len(bare(row.label)) >= SHORTEST and not _SUM.search(row.label) and (row.level is None or row.level <= 1)


def _change(table: Table, row: Row) -> tuple[Figure, Figure] | None:
    """The budget and the adjusted budget of a line, if its table has one column of each and they print two numbers."""
    stages = [column.stage for column in table.columns]
    if stages.count(Stage.BUDGET) != 1 or stages.count(Stage.ADJUSTED) != 1:
        return None
    before, after = row.cells[stages.index(Stage.BUDGET)], row.cells[stages.index(Stage.ADJUSTED)]
    if before is None or after is None or before.quantity.value == after.quantity.value:
        return None
    return before, after


def _spoken(name: str, text: str) -> bool:
    """True if the text contains the name, with or without the word 支出 or 收入 at its end."""
    plain = label_pattern("spacing-signs").sub("", name)
    stem = _ENDING.sub("", plain)
    return plain in text or (len(stem) >= SHORTEST and stem in text)


def _told(table: Table, silent: Sequence[str], names: dict[str, tuple[Figure, Figure]]) -> Observation:
    shown = "、".join(
        f"{name}（{before.quantity.text}→{after.quantity.text}）"
        for name, (before, after) in names.items()
        if name in silent
    )
    return Observation(
        CODE,
        Severity.NOTE,
        of_table(table),
        (
            f"表中有调整、正文没有提到的项目：{shown}",
            f"lines that the table adjusts and the text does not speak of: {shown}",
        ),
        (
            f"表中共有 {len(names)} 个项目有调整，其余的正文都提到了",
            f"the table adjusts {len(names)} lines; the text speaks of the others",
        ),
        related=tuple(names[name][1].place for name in silent),
        key=(table.number or "", *silent),
    )
