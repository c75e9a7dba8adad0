"""The working of a finding as 问题清单 prints it: short enough for its row, and saying so where numbers are left out."""

from __future__ import annotations

from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.working import working_lines
from reconcile.reports.workbook.cell_sizes import fits_row
from reconcile.review import Finding
from reconcile.words.messages import label
from reconcile.words.wording import phrase

STEP = 20
"""Characters by which the list of numbers is shortened at a time."""


def printed_working(finding: Finding, lookup: Lookup, lang: str, width: int) -> str:
    """The working less what has a column of its own; a table is named once, and of a long list only what has room.

    All numbers stand on the sheet of the relations and on those of the tables.
    """
    lines = [_named_once(line, finding, lookup, lang) for line in working_lines(finding, lookup, lang, quotation=False)]
    listed = phrase("terms", lang, terms="")
    at = next((at for at, line in enumerate(lines) if line.startswith(listed)), None)
    if at is None or fits_row("\n".join(lines), width):
        return "\n".join(lines)
    whole, more = lines[at], label("terms_cut", lang)
    for end in range(len(whole) - STEP, len(listed), -STEP):
        lines[at] = (whole[:end].rpartition(phrase("comma", lang))[0] or whole[:end]) + more
        if fits_row("\n".join(lines), width):
            break
    return "\n".join(lines)


def _named_once(line: str, finding: Finding, lookup: Lookup, lang: str) -> str:
    """The line, in which the table of the finding is named in full only where it comes first."""
    table = lookup.tables.get(finding.place.table) if finding.place.table else None
    if table is None or not (table.number or table.title):
        return line
    named = phrase("table", lang, number=table.number or "", title=table.title).strip()
    head, found, rest = line.partition(named)
    return head + found + rest.replace(named, label("same_table", lang))
