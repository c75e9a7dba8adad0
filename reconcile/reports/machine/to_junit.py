"""A review as JUnit XML, which every CI service shows: one suite for each document, one case for each check at work.

A case fails with all the findings of its check that are errors or warnings; notes stand in its output. A document that
could not be read is an error of its suite. A check that had nothing to look at in a document is no case: it did not
pass, it did not run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

from reconcile.catalogue import described
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.places import place_words, shown_path
from reconcile.review import Finding, Outcome, Review, Severity
from reconcile.words.messages import weight_words

_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no place for."""

FAILS = (Severity.ERROR, Severity.WARNING)


def to_junit(review: Review) -> str:
    """The review as a `testsuites` element, ended by a line break; no times are given, so that two runs compare."""
    lookup = Lookup.of(review)
    suites = [_suite(document.id, shown_path(document.path), review, lookup) for document in review.documents]
    counts = {key: sum(suite[1][key] for suite in suites) for key in ("tests", "failures", "errors", "skipped")}
    body = "".join(text for text, _ in suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="fiscal"{_counts(counts)}>\n{body}</testsuites>\n'


def _suite(document: str, name: str, review: Review, lookup: Lookup) -> tuple[str, dict[str, int]]:
    found: dict[str, list[Finding]] = {}
    for finding in review.findings:
        if finding.place.document == document:
            found.setdefault(finding.code, []).append(finding)
    codes = sorted({*found, *_at_work(document, review, lookup)})
    cases = [_case(code, name, found.get(code, ()), lookup, review.lang) for code in codes]
    counts = {
        "tests": len(codes),
        "failures": sum(any(one.severity in FAILS for one in found.get(code, ())) for code in codes if code != "DOC01"),
        "errors": sum(code == "DOC01" for code in codes),
        "skipped": 0,
    }
    body = "".join(cases)
    return f" <testsuite name={_attribute(name)}{_counts(counts)}>\n{body} </testsuite>\n", counts


def _at_work(document: str, review: Review, lookup: Lookup) -> Iterable[str]:
    """The checks that decided at least one relation of a figure in the document."""
    for verdict in review.verdicts:
        if verdict.outcome is not Outcome.UNDECIDED:
            first = lookup.figures.get(verdict.relation.figures()[0])
            if first is not None and first.place.document == document:
                yield verdict.relation.code


def _case(code: str, suite: str, found: Iterable[Finding], lookup: Lookup, lang: str) -> str:
    title = described(code, lang)[1]
    told = list(found)
    failing = [one for one in told if one.severity in FAILS]
    notes = [one for one in told if one.severity not in FAILS]
    inner = ""
    if failing:
        tag = "error" if code == "DOC01" else "failure"
        text = "\n\n".join(_told(one, lookup, lang) for one in failing)
        message = _attribute(failing[0].message)
        inner += f"   <{tag} message={message} type={_attribute(code)}>{_text(text)}</{tag}>\n"
    if notes:
        text = "\n\n".join(_told(one, lookup, lang) for one in notes)
        inner += f"   <system-out>{_text(text)}</system-out>\n"
    head = f"  <testcase name={_attribute(f'{code} {title}')} classname={_attribute(suite)}"
    return f"{head}>\n{inner}  </testcase>\n" if inner else f"{head}/>\n"


def _told(finding: Finding, lookup: Lookup, lang: str) -> str:
    """One finding: how it weighs and what it says, where, and its working."""
    head = f"{weight_words(finding.severity, finding.category, lang)}: {finding.message}"
    return "\n".join(line for line in (head, place_words(finding.place, lookup, lang), finding.working) if line)


def _counts(counts: Mapping[str, int]) -> str:
    return "".join(f' {key}="{value}"' for key, value in counts.items())


def _text(text: str) -> str:
    return escape(_FORBIDDEN.sub(" ", text))


def _attribute(text: str) -> str:
    """The text as a quoted attribute value on one line.

    >>> _attribute('合计 < "分项"')
    '\\'合计 &lt; "分项"\\''
    """
    return quoteattr(" ".join(_FORBIDDEN.sub(" ", text).split()))
