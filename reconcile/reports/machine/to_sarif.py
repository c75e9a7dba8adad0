"""A review as SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format), in which code hosts take findings.

Messages are plain text and stand alone. A finding keeps its own fingerprint whatever page it moves to; findings that
were accepted before are there too, each with its suppression and reason. What a host refuses to show (GitHub: results
past 25,000, related places past 100) is left out and counted.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from fiscal import __version__
from fiscal.place import Place
from reconcile.catalogue import described
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.places import place_words, shown_path, visible
from reconcile.review import Accepted, Finding, Review, Severity, category

Record = dict[str, Any]
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
FINGERPRINT = "fiscalFinding/v1"
MOST_RESULTS = 25_000
MOST_PLACES = 100
LONGEST = 4_000
"""Characters of a message; hosts cut longer ones anywhere."""


def to_sarif(review: Review) -> str:
    """The findings as one SARIF run, ended by a line break; the same review gives the same bytes."""
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(review)]}
    return json.dumps(log, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _run(review: Review) -> Record:
    lookup = Lookup.of(review)
    every: list[Finding | Accepted] = [*review.findings, *review.accepted]
    codes = sorted({_finding(one).code for one in every})
    at = {code: index for index, code in enumerate(codes)}
    run: Record = {
        "tool": {
            "driver": {
                "name": "fiscal",
                "semanticVersion": __version__,
                "rules": [_rule(code, review.lang) for code in codes],
            }
        },
        "automationDetails": {"id": "fiscal/"},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, at, lookup, review.lang) for one in every[:MOST_RESULTS]],
        "properties": _properties(review, len(every)),
    }
    return run


def _properties(review: Review, count: int) -> Record:
    """What was checked and what not: a report without findings is no proof that nothing is wrong."""
    coverage = review.coverage
    return {
        "figures": coverage.figures,
        "bound": coverage.bound,
        "verified": coverage.verified,
        "unchecked": len(coverage.unchecked),
        "possible": len(review.possible),
        "otherwise": coverage.otherwise,
        "leftOut": max(0, count - MOST_RESULTS),
    }


def _rule(code: str, lang: str) -> Record:
    name, title, text = described(code, lang)
    rule: Record = {"id": code, "shortDescription": {"text": title}, "fullDescription": {"text": text[:1000]}}
    if name:
        rule["name"] = name
    rule["help"] = {"text": text or title}
    rule["properties"] = {"tags": [category(code).value]}
    return rule


def _finding(one: Finding | Accepted) -> Finding:
    return one.finding if isinstance(one, Accepted) else one


def _result(one: Finding | Accepted, at: dict[str, int], lookup: Lookup, lang: str) -> Record:
    finding = _finding(one)
    text = "\n".join(line for line in (finding.message, finding.working, finding.help) if line)
    result: Record = {
        "ruleId": finding.code,
        "ruleIndex": at[finding.code],
        "level": LEVEL[finding.severity],
        "message": {"text": text[:LONGEST]},
        "locations": [_location(finding.place, lookup, lang)],
        "partialFingerprints": {FINGERPRINT: finding.id},
    }
    if finding.confidence is not None:
        result["rank"] = int(finding.confidence.scaleb(2))
    related = [_location(place, lookup, lang, number) for number, place in enumerate(finding.related[:MOST_PLACES])]
    if related:
        result["relatedLocations"] = related
    if isinstance(one, Accepted):
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": one.reason}]
    return result


def _location(place: Place, lookup: Lookup, lang: str, number: int | None = None) -> Record:
    document = lookup.documents.get(place.document)
    physical: Record = {"artifactLocation": {"uri": _address(shown_path(document.path) if document else "")}}
    # A host refuses a result without a line; PDF and office files have none, so that their words say the place.
    physical["region"] = {"startLine": place.line or 1}
    location: Record = {"physicalLocation": physical, "message": {"text": place_words(place, lookup, lang)}}
    if number is not None:
        location["id"] = number + 1
    logical = list(_logical(place, lookup))
    if logical:
        location["logicalLocations"] = logical
    return location


def _logical(place: Place, lookup: Lookup) -> Iterator[Record]:
    """Page or sheet, table, row and column, outermost first."""
    table = lookup.tables.get(place.table) if place.table else None
    named = (
        ("page", str(place.page) if place.page is not None else None),
        ("sheet", place.sheet),
        ("table", table.title or table.number if table else None),
        ("row", place.row),
        ("column", place.column),
    )
    for kind, name in named:
        if name and visible(name):
            yield {"kind": kind, "name": visible(name)}


def _address(path: str) -> str:
    """A relative reference as RFC 3986 has it: forward slashes, everything else escaped.

    >>> _address("案卷/2025 年.txt")
    '%E6%A1%88%E5%8D%B7/2025%20%E5%B9%B4.txt'
    """
    return quote(PurePath(path).as_posix(), safe="/")
