"""A review as workflow commands of GitHub, which shows each finding at its line of the changed file.

A line of a text file has its annotation at the line; PDF and office files have no lines, and their place is in the
words. GitHub shows ten annotations of a kind for each step: the others are in the log, and the count stands last. What
is found and the calculation stand in an annotation; the numbers with their places are in the other reports.
"""

from __future__ import annotations

from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.places import place_words, shortened, shown_path
from reconcile.review import Finding, Review, Severity
from reconcile.words.messages import label, weight_words

COMMAND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
LONGEST = 800
"""Characters of an annotation: about what one screen shows beside the lines of a change."""


def to_github(review: Review) -> str:
    """One annotation for each finding in the review's order, then a line that counts them."""
    lookup = Lookup.of(review)
    lines = [_annotation(finding, lookup, review.lang) for finding in review.findings]
    counts = {severity.value: sum(one.severity is severity for one in review.findings) for severity in Severity}
    lines.append(f"fiscal: {label('findings', review.lang, **counts)}")
    lines.append(f"fiscal: {label('unchecked_count', review.lang, n=len(review.coverage.unchecked))}")
    return "\n".join(lines) + "\n"


def _annotation(finding: Finding, lookup: Lookup, lang: str) -> str:
    document = lookup.documents.get(finding.place.document)
    parameters = {"file": shown_path(document.path)} if document else {}
    if finding.place.line is not None:
        parameters["line"] = str(finding.place.line)
    parameters["title"] = f"{finding.code} {weight_words(finding.severity, finding.category, lang)}"
    text = "\n".join(
        line for line in (finding.message, place_words(finding.place, lookup, lang), _calculation(finding)) if line
    )
    listed = ",".join(f"{key}={_parameter(value)}" for key, value in parameters.items())
    return f"::{COMMAND[finding.severity]} {listed}::{_escaped(shortened(text, LONGEST, lang))}"


def _calculation(finding: Finding) -> str:
    """The first line of the working: the sum itself, without the list of its numbers and their places."""
    return finding.working.partition("\n")[0]


def _escaped(text: str) -> str:
    r"""Text after the second `::`: no line ends there, and no document starts a command of its own.

    >>> _escaped("100%\n::error::x")
    '100%25%0A::error::x'
    """
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _parameter(text: str) -> str:
    """Text inside a parameter, where commas and colons would end it."""
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
