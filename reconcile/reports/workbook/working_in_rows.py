"""The working of a finding as 问题清单 prints it: short enough for its row, and saying so where numbers are left out."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.working import working_lines
from reconcile.reports.workbook.cell_sizes import fits_row
from reconcile.review import Finding
from reconcile.words.messages import label
from reconcile.words.wording import phrase

STEP = 20
"""Signs by which a long line is shortened at a time."""


def printed_working(finding: Finding, lookup: Lookup, lang: str, width: int, highest: int) -> str:
    """As much of the working as a row of `highest` points shows in a column of `width`: the calculation first.

    What has a column of its own is left out; all numbers stand on the sheet of the relations and on those of the
    tables.
    """
    shown: list[str] = []
    for line in _ordered(finding, lookup, lang):
        if fits_row("\n".join((*shown, line)), width, highest):
            shown.append(line)
        elif cut := _cut(shown, line, label("terms_cut", lang), width, highest):
            return "\n".join((*shown, cut))
    return "\n".join(shown)


def _ordered(finding: Finding, lookup: Lookup, lang: str) -> list[str]:
    """The lines of the working, the list of the numbers used last, and without the passage where a table says it."""
    listed, said = phrase("terms", lang, terms=""), phrase("said", lang, said="")
    lines = working_lines(finding, lookup, lang, quotation=False, candidates=False)
    kept = [line for line in lines if not (finding.place.table and line.startswith(said))]
    kept.sort(key=lambda line: line.startswith(listed))
    return [_named_once(line, finding, lookup, lang) for line in kept]


def _cut(shown: Sequence[str], line: str, more: str, width: int, highest: int) -> str:
    """As much of a line as has room below others, and where the rest is; "" if there is no room for any of it."""
    for end in range(len(line) - STEP, STEP, -STEP):
        if fits_row("\n".join((*shown, line[:end] + more)), width, highest):
            return max(line[:end].rpartition(" ")[0], line[:end].rpartition("；")[0], key=len) + more
    return ""


def _named_once(line: str, finding: Finding, lookup: Lookup, lang: str) -> str:
    """The line, in which the table of the finding is named in full only where it comes first."""
    table = lookup.tables.get(finding.place.table) if finding.place.table else None
    if table is None or not (table.number or table.title):
        return line
    named = phrase("table", lang, number=table.number or "", title=table.title).strip()
    head, found, rest = line.partition(named)
    return head + found + rest.replace(named, label("same_table", lang))
