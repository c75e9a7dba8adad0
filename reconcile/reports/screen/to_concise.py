"""A review as one line per finding: place, code, weight, message — for editors, grep and diff."""

from __future__ import annotations

from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.places import shown_path, table_name, visible
from reconcile.review import Finding, Review
from reconcile.words.messages import weight_words


def to_concise(review: Review) -> str:
    """The findings in the review's order, one line each; nothing at all if there are none."""
    lookup = Lookup.of(review)
    return "".join(f"{_line(finding, lookup, review.lang)}\n" for finding in review.findings)


def _line(finding: Finding, lookup: Lookup, lang: str) -> str:
    place = finding.place
    document = lookup.documents.get(place.document)
    where = shown_path(document.path) if document else place.document
    if place.line is not None:
        where += f":{place.line}"
    elif place.page is not None:
        where += f":p{place.page}"
    elif place.cell is not None:
        where += f":{place.sheet or ''}!{place.cell}"
    table = lookup.tables.get(place.table) if place.table else None
    cell = " / ".join(part for part in (table_name(table) if table else "", place.row, place.column) if part)
    weight = weight_words(finding.severity, finding.category, lang)
    text = f"{where}: {finding.code} {weight}: {finding.message}"
    # A runner takes a line that opens with :: for a command; the name of a file must not give one.
    safe = f"./{text}" if text.lstrip().startswith(("::", "##[")) else text
    return visible(f"{safe} [{cell}]" if cell else safe)
