"""A comparison as JSON (`fiscal-diff/1`): one record on each line; the same two drafts give the same bytes.

`changes.schema.json` beside this file describes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fiscal.table import Table
from reconcile.drafts.comparison import Change, Comparison, Said, Still, TotalChange, WordChange
from reconcile.reports.changes.change_contract import (
    ChangeRecord,
    RemarkRecord,
    RestatedRecord,
    SaidRecord,
    StillRecord,
    TotalRecord,
    WordsRecord,
)
from reconcile.reports.changes.hint_sentences import hint_sentence
from reconcile.reports.machine.records import (
    TOOL,
    cited,
    document_record,
    figure_record,
    finding_record,
)
from reconcile.reports.machine.to_json import listed, one_line, together
from reconcile.reports.quoted.places import table_name
from reconcile.reports.quoted.written_numbers import bare, in_unit

SCHEMA = "fiscal-diff/1"


def changes_json(comparison: Comparison) -> str:
    """The comparison as JSON text, ended by a line break."""
    found, lang = comparison.findings, comparison.lang
    hints = (RemarkRecord(told.hint, told.n, hint_sentence(told, lang)) for told in comparison.hints)
    tables = {
        "added": one_line(titles(comparison.tables_added)),
        "removed": one_line(titles(comparison.tables_removed)),
    }
    findings = {
        "new": listed(map(finding_record, found.new)),
        "gone": listed(map(finding_record, found.gone)),
        "answered": listed(map(finding_record, found.answered)),
        "still": listed(map(_still, found.still)),
        "reopened": listed(map(_still, found.reopened)),
        "reread": listed(map(finding_record, (*found.reread_new, *found.reread_gone))),
    }
    return together(
        {
            "schema": one_line(SCHEMA),
            "tool": one_line(TOOL),
            "old": listed(map(document_record, comparison.old.documents)),
            "new": listed(map(document_record, comparison.new.documents)),
            "hints": listed(hints),
            "changed": listed(map(_change, comparison.changed)),
            "added": listed(map(figure_record, comparison.added)),
            "removed": listed(map(figure_record, comparison.removed)),
            "words": listed(map(_words, comparison.words)),
            "tables": together(tables).strip(),
            "totals": listed(map(_total, comparison.totals)),
            "findings": together(findings).strip(),
            "restated": listed(RestatedRecord(*map(figure_record, pair)) for pair in comparison.restated),
            "reworded": listed(map(_words, comparison.reworded)),
        }
    )


def titles(tables: Iterable[Table]) -> Sequence[str]:
    """The titles of tables; the halves of one printed table, which follow each other, count once."""
    found: list[str] = []
    last: Table | None = None
    for table in tables:
        name = table.title or table_name(table)
        if last is None or (last.document, last.title, last.number) != (table.document, table.title, table.number):
            found.append(name)
        last = table
    return found


def _change(change: Change) -> ChangeRecord:
    apart = None if change.difference is None else bare(in_unit(change.difference, change.unit))
    return ChangeRecord(
        figure_record(change.old),
        figure_record(change.new),
        apart,
        None if change.unit is None else change.unit.name,
        [figure_record(figure) for figure in change.repeated_unchanged],
    )


def _said(said: Said) -> SaidRecord:
    return SaidRecord(cited(said.place), said.text)


def _words(words: WordChange) -> WordsRecord:
    return WordsRecord(_said(words.old), _said(words.new))


def _total(total: TotalChange) -> TotalRecord:
    return TotalRecord(figure_record(total.figure), figure_record(total.old), total.parts_unchanged)


def _still(still: Still) -> StillRecord:
    return StillRecord(still.old.id, still.new.id, still.changed)
