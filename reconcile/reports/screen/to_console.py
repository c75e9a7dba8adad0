"""A review for reading in a terminal: each finding with its place, the rows or sentence, the working; then a summary.

The first line of a finding stands alone. It says that places differ and never who is to blame.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.places import place_words, visible
from reconcile.reports.quoted.quotes_in_text import quoted
from reconcile.reports.quoted.summary import summary
from reconcile.reports.quoted.suspects import suspect_sentence
from reconcile.reports.quoted.working import working_lines
from reconcile.review import Finding, Review, Severity
from reconcile.words.messages import label, weight_words

COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}


def to_console(review: Review, names: Mapping[str, str] | None = None, colour: bool = False) -> str:
    """The review as text; `names` are the readable names of the checks, `colour` turns terminal colours on."""
    lookup = Lookup.of(review)
    lines: list[str] = []
    for finding in review.findings:
        lines += _finding(finding, lookup, review.lang, names or {}, colour)
        lines.append("")
    lines += summary(review, lookup)
    return "\n".join(lines) + "\n"


def _finding(finding: Finding, lookup: Lookup, lang: str, names: Mapping[str, str], colour: bool) -> Iterator[str]:
    weight = weight_words(finding.severity, finding.category, lang)
    head = f"{finding.code} {weight}"
    if colour:
        head = f"\x1b[1;{COLOURS[finding.severity]}m{head}\x1b[0m"
    name = f"  [{names[finding.code]}]" if finding.code in names else ""
    yield f"{head}: {visible(finding.message)}{name}"
    yield f"  --> {place_words(finding.place, lookup, lang)}"
    quotation = [] if finding.severity is Severity.NOTE else list(quoted(finding, lookup, lang))
    if quotation:
        yield from ("    |", *(f"    |  {line}".rstrip() for line in quotation), "    |")
    for line in working_lines(finding, lookup, lang, bool(quotation)):
        yield f"  {visible(line)}"
    if finding.suspect is not None:
        yield f"  {label('suspect', lang)}: {visible(suspect_sentence(finding.suspect, lookup, lang))}"
    if finding.severity is not Severity.NOTE:
        yield f"  {label('explain', lang)}: fiscal explain {finding.code}  {label('finding_id', lang, id=finding.id)}"
