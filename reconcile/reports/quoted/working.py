"""The lines of a finding's working that a report still has to show beside its quotation."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.places import shortened
from reconcile.reports.quoted.suspects import suspect_sentence
from reconcile.review import Finding, Severity
from reconcile.words.wording import phrase

LONGEST = 240
"""Signs of a line of the working of a note: of a hundred addends nobody reads more there."""


def working_lines(
    finding: Finding, lookup: Lookup, lang: str, quotation: bool, candidates: bool = True
) -> Iterator[str]:
    """The lines of the working, less what the quotation shows already; a note does without the list of its numbers and
    the row that its place names, and its calculation is cut where it is long.

    Without `candidates` the figures of which any one may be wrong are left out, too.
    """
    terms, said = phrase("terms", lang, terms=""), phrase("said", lang, said="")
    doubted = phrase("candidates", lang, count=len(finding.candidates), terms="")
    suspect = suspect_sentence(finding.suspect, lookup, lang) if finding.suspect else None
    note = finding.severity is Severity.NOTE
    for line in finding.working.splitlines():
        listed = note and line.startswith((terms, said) if finding.place.table else terms)
        if not candidates and line.startswith(doubted):
            continue
        if not listed and not (quotation and line.startswith((terms, said))) and line != suspect:
            yield shortened(line, LONGEST, lang) if note else line
