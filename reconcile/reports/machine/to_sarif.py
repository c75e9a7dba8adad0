"""A review as SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format), in which code hosts take findings.

Messages are plain text and stand alone. A finding keeps its own fingerprint whatever page it moves to; findings that
were accepted before are there too, each with its suppression and reason. What a host refuses to show (GitHub: results
past 25,000, related places past 100) is left out and counted.
"""

from __future__ import annotations

import json
from typing import Any

from fiscal import __version__
from reconcile.catalogue import described, described_in_markdown
from reconcile.reports.machine.sarif_invocation import LEVEL, artifacts_of, invocation_of
from reconcile.reports.machine.sarif_places import location_of
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.places import shortened
from reconcile.review import Accepted, Category, Finding, Review, category

Record = dict[str, Any]
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "fiscalFinding/v1"
LINE_HASH = "primaryLocationLineHash"
"""GitHub tells alerts apart by this one alone, and would take it from the first line of a PDF where it is missing."""
HELP = "urn:fiscal:explain:{code}"
"""The address of a check's help where no page is known: it names the command, `fiscal explain`."""
USUAL_LEVEL = {Category.ARITHMETIC: "error"}
"""What a finding of a check weighs at most; plausibility, completeness and reading are warnings."""
MOST_RESULTS = 25_000
MOST_PLACES = 100
LONGEST = 3_900
"""Characters of a message, less what says how many are left out; hosts cut longer ones than 4,000 anywhere."""


def to_sarif(review: Review, docs: str = "") -> str:
    """The findings as one SARIF run, ended by a line break; the same review gives the same bytes.

    `docs` is the address of the page docs/checks.md where it can be read; each check is a heading on it.
    """
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(review, docs)]}
    return json.dumps(log, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _run(review: Review, docs: str) -> Record:
    lookup = Lookup.of(review)
    every: list[Finding | Accepted] = [*review.findings, *review.accepted]
    codes = sorted({_finding(one).code for one in every})
    at = {code: index for index, code in enumerate(codes)}
    run: Record = {
        "tool": {
            "driver": {
                "name": "fiscal",
                "semanticVersion": __version__,
                "rules": [_rule(code, review.lang, docs) for code in codes],
            }
        },
        "automationDetails": {"id": "fiscal/"},
        "columnKind": "unicodeCodePoints",
        "invocations": [invocation_of(review, lookup)],
        "artifacts": artifacts_of(review),
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


def _rule(code: str, lang: str, docs: str) -> Record:
    name, title, text = described(code, lang)
    rule: Record = {"id": code, "shortDescription": {"text": title}, "fullDescription": {"text": text[:1000]}}
    if name:
        rule["name"] = name
    rule["helpUri"] = f"{docs}#{code.lower()}" if docs else HELP.format(code=code)
    rule["help"] = {"text": text or title, "markdown": described_in_markdown(code, lang)}
    rule["defaultConfiguration"] = {"level": USUAL_LEVEL.get(category(code), "warning")}
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
        "message": {"text": shortened(text, LONGEST, lang)},
        "locations": [location_of(finding.place, lookup, lang)],
        "partialFingerprints": {FINGERPRINT: finding.id, LINE_HASH: finding.id},
    }
    if finding.confidence is not None:
        result["rank"] = int(finding.confidence.scaleb(2))
    related = [location_of(place, lookup, lang, number) for number, place in enumerate(finding.related[:MOST_PLACES])]
    if related:
        result["relatedLocations"] = related
    if isinstance(one, Accepted):
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": one.reason}]
    return result
