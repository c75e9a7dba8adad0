"""A review as JUnit XML, which every CI service shows: one suite for each document, one case for each check at work.

A case fails with all the findings of its check that are errors or warnings; notes stand in its output. A document that
could not be read is an error of its suite. A check that had nothing to look at in a document is no case: it did not
pass, it did not run.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from fiscal import late_patterns as re
from fiscal.document import Document
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
    top = Element("testsuites", name="fiscal")
    suites = [_suite(top, document, review, lookup) for document in review.documents]
    top.attrib |= {key: str(sum(suite[key] for suite in suites)) for key in ("tests", "failures", "errors", "skipped")}
    indent(top, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(top, encoding="unicode")}\n'


def _suite(top: Element, document: Document, review: Review, lookup: Lookup) -> dict[str, int]:
    """The suite of a document stands in `top`; answers its counts."""
    name = _line(shown_path(document.path))
    found: dict[str, list[Finding]] = {}
    for finding in review.findings:
        if finding.place.document == document.id:
            found.setdefault(finding.code, []).append(finding)
    codes = sorted({*found, *_at_work(document.id, review, lookup)})
    counts = {
        "tests": len(codes),
        "failures": sum(any(one.severity in FAILS for one in found.get(code, ())) for code in codes if code != "DOC01"),
        "errors": sum(code == "DOC01" for code in codes),
        "skipped": 0,
    }
    suite = SubElement(top, "testsuite", {"name": name, **{key: str(count) for key, count in counts.items()}})
    for code in codes:
        title = described(code, review.lang)[1]
        case = SubElement(suite, "testcase", name=_line(f"{code} {title}"), classname=name)
        _outcome(case, code, found.get(code, ()), lookup, review.lang)
    return counts


def _at_work(document: str, review: Review, lookup: Lookup) -> Iterable[str]:
    """The checks that decided at least one relation of a figure in the document."""
    for verdict in review.verdicts:
        if verdict.outcome is not Outcome.UNDECIDED:
            first = lookup.figures.get(verdict.relation.figures()[0])
            if first is not None and first.place.document == document:
                yield verdict.relation.code


def _outcome(case: Element, code: str, found: Sequence[Finding], lookup: Lookup, lang: str) -> None:
    """What a check found stands in its case: errors and warnings as its failure, notes as its output."""
    failing = [one for one in found if one.severity in FAILS]
    notes = [one for one in found if one.severity not in FAILS]
    if failing:
        tag = "error" if code == "DOC01" else "failure"
        told = SubElement(case, tag, message=_line(failing[0].message), type=code)
        told.text = "\n\n".join(_told(one, lookup, lang) for one in failing)
    if notes:
        SubElement(case, "system-out").text = "\n\n".join(_told(one, lookup, lang) for one in notes)


def _told(finding: Finding, lookup: Lookup, lang: str) -> str:
    """One finding: how it weighs and what it says, where, and its working."""
    head = f"{weight_words(finding.severity, finding.category, lang)}: {finding.message}"
    lines = (head, place_words(finding.place, lookup, lang), finding.working)
    return _FORBIDDEN.sub(" ", "\n".join(line for line in lines if line))


def _line(text: str) -> str:
    """The text on one line, as attributes have it.

    >>> _line("合计\\n\\x00 < 分项")
    '合计 < 分项'
    """
    return " ".join(_FORBIDDEN.sub(" ", text).split())
