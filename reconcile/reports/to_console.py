"""A review for reading in a terminal: each finding with its place, the rows or sentence, the working; then a summary.

The first line of a finding stands alone. It says that places differ and never who is to blame.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reconcile.messages import SEVERITY, label, words
from reconcile.reports.lookup import Lookup
from reconcile.reports.numbers import grouped, in_unit
from reconcile.reports.places import place_words, visible
from reconcile.reports.quotes import quoted
from reconcile.reports.summary import summary
from reconcile.review import Finding, Review, Severity, Suspect, Verdict

COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
RELATED = 6


def to_console(review: Review, names: Mapping[str, str] | None = None, colour: bool = False) -> str:
    """The review as text; `names` are the readable names of the checks, `colour` turns terminal colours on."""
    lookup = Lookup.of(review)
    lines: list[str] = []
    for finding in review.findings:
        lines += _finding(finding, lookup, review.lang, names or {}, colour)
        lines.append("")
    lines += summary(review, lookup)
    return "\n".join(lines) + "\n"


def _finding(
    finding: Finding, lookup: Lookup, lang: str, names: Mapping[str, str], colour: bool
) -> Iterator[str]:
    weight = words(SEVERITY, finding.severity, lang)
    head = f"{finding.code} {weight}"
    if colour:
        head = f"\x1b[1;{COLOURS[finding.severity]}m{head}\x1b[0m"
    name = f"  [{names[finding.code]}]" if finding.code in names else ""
    yield f"{head}: {visible(finding.message)}{name}"
    yield f"  --> {place_words(finding.place, lookup, lang)}"
    if finding.severity is not Severity.NOTE:
        yield from _quotation(finding, lookup, lang)
    working = _working(finding, lookup.verdict_of(finding), lang)
    if working:
        yield _labelled("working", working, lang)
    if finding.suspect is not None:
        yield _labelled("suspect", suspect_words(finding.suspect, lookup, lang), lang)
    yield from _related(finding, lookup, lang)
    if finding.severity is not Severity.NOTE:
        yield _labelled("explain", f"fiscal explain {finding.code}", lang)


def _labelled(key: str, text: str, lang: str) -> str:
    return f"  {label(key, lang)}: {visible(text)}"


def _quotation(finding: Finding, lookup: Lookup, lang: str) -> Iterator[str]:
    lines = list(quoted(finding, lookup, lang))
    if lines:
        yield "    |"
        for line in lines:
            yield f"    |  {line}".rstrip()
        yield "    |"


def _working(finding: Finding, verdict: Verdict | None, lang: str) -> str:
    """The working, with what rounding can explain unless it says so itself."""
    said = finding.working
    if verdict is None or verdict.slack is None or verdict.unit is None or not verdict.slack.is_finite():
        return said
    if "舍入" in said or "四舍五入" in said or "rounding" in said:
        return said
    slack = label("rounding", lang, n=grouped(in_unit(verdict.slack, verdict.unit)), unit=verdict.unit.name).rstrip()
    return f"{said}{'; ' if lang == 'en' else '；'}{slack}" if said else slack


def _related(finding: Finding, lookup: Lookup, lang: str) -> Iterator[str]:
    """The other places, each once, unless the rows quoted show them already."""
    shown = {place_words(finding.place, lookup, lang)}
    quotes = {figure.place for figure in lookup.figures_of(finding) if figure.place.table == finding.place.table}
    for place in finding.related:
        where = place_words(place, lookup, lang)
        if where in shown or (place in quotes and place.table is not None and finding.severity is not Severity.NOTE):
            continue
        if len(shown) > RELATED:
            return
        shown.add(where)
        yield _labelled("related", where, lang)


def suspect_words(suspect: Suspect, lookup: Lookup, lang: str) -> str:
    """Which figure may be wrong, what it would have to be, and why that is likely."""
    figure = lookup.figures.get(suspect.figure)
    where = place_words(figure.place, lookup, lang, document=False) if figure else ""
    text = figure.quantity.text if figure else suspect.figure
    said = label("suggested", lang, text=f"{where} {text}".strip(), value=suspect.suggested)
    if not suspect.reason:
        return said
    return f"{said} ({suspect.reason})" if lang == "en" else f"{said}（{suspect.reason}）"
