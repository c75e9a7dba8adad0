"""The findings of the HTML report: each with its place, quotation, pictures, working and lines for the answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reconcile.reports.html.elements import Markup, element, joined
from reconcile.reports.html.page_views import figure_view
from reconcile.reports.html.quoted_rows import quotation_block
from reconcile.reports.html.scrolled_tables import cell, data_table, row
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.page_pictures import Pictures, views
from reconcile.reports.quoted.places import place_words, shown
from reconcile.reports.quoted.quotation import quotations
from reconcile.reports.quoted.suspects import suspect_sentence
from reconcile.reports.quoted.working import working_lines
from reconcile.review import Finding, Review, Severity
from reconcile.words.html_words import word
from reconcile.words.messages import SEVERITY, label, weight_words, words


@dataclass(frozen=True, slots=True)
class Shown:
    """What showing findings takes: the review and what it speaks of, the titles of checks, the pages drawn."""

    review: Review
    lookup: Lookup
    titles: Mapping[str, str]
    pictures: Pictures

    @property
    def lang(self) -> str:
        """The language of the report."""
        return self.review.lang


def findings_section(given: Shown) -> Markup:
    """The section 问题清单: a table of all findings, then each of them, by weight; numbers are those of the review."""
    lang = given.lang
    parts = [element("h2", word("findings", lang), id="findings-title")]
    numbered = list(enumerate(given.review.findings, 1))
    if not numbered:
        parts.append(element("p", word("none", lang)))
    else:
        parts.append(_overview(numbered, given))
    for severity in Severity:
        group = [entry for entry in numbered if entry[1].severity is severity]
        if group:
            title = word("group", lang, severity=words(SEVERITY, severity, lang), n=len(group))
            parts.append(element("h3", title, id=f"group-{severity.value}"))
            parts.append(element("p", word(f"meaning-{severity.value}", lang), class_="meaning"))
            parts += [_article(number, finding, given) for number, finding in group]
    return element("section", *parts, id="findings", aria_labelledby="findings-title")


def _overview(numbered: list[tuple[int, Finding]], given: Shown) -> Markup:
    """Number, weight, place and message of every finding, on one or two pages to look through."""
    lang = given.lang
    heads = [word(key, lang) for key in ("no", "severity", "what")]
    rows = [
        row(
            cell(element("a", str(number), href=f"#finding-{number}")),
            cell(_badge(finding, lang)),
            cell(shown(finding.message, lang)),
        )
        for number, finding in numbered
    ]
    return data_table(word("overview", lang), heads, rows, kind="overview")


def _badge(finding: Finding, lang: str) -> Markup:
    weight = weight_words(finding.severity, finding.category, lang)
    return element("span", weight, class_=f"badge {finding.severity.value}")


def _article(number: int, finding: Finding, given: Shown) -> Markup:
    lang = given.lang
    title = element("h4", _badge(finding, lang), f" {number}. ", shown(finding.message, lang), id=f"title-{number}")
    return element(
        "article",
        title,
        *_body(number, finding, given),
        id=f"finding-{number}",
        class_=finding.severity.value,
        aria_labelledby=f"title-{number}",
    )


def _body(number: int, finding: Finding, given: Shown) -> Iterator[Markup]:
    lang, lookup = given.lang, given.lookup
    heavy = finding.severity is not Severity.NOTE
    yield element("p", element("b", word("where", lang)), " ", place_words(finding.place, lookup, lang), class_="where")
    main = frozenset(f.id for f in lookup.figures_of(finding) if f.place == finding.place)
    quoted = quotations(finding, lookup, lang) if heavy else ()
    for quotation in quoted:
        yield quotation_block(quotation, main, lang)
    if heavy:
        for view in views(finding, lookup, given.pictures):
            yield figure_view(view, given.pictures, main, lookup, lang)
    lines = [element("li", shown(line, lang)) for line in working_lines(finding, lookup, lang, bool(quoted))]
    if lines:
        yield element("p", element("b", word("working", lang)), class_="label")
        yield element("ul", *lines, class_="working")
    if finding.suspect is not None:
        sentence = shown(suspect_sentence(finding.suspect, lookup, lang), lang)
        yield element("p", element("b", word("suspect", lang)), " ", sentence, class_="suspect")
    title = given.titles.get(finding.code)
    check = joined([" ", finding.code, f" {title}" if title else "", "  ", label("finding_id", lang, id=finding.id)])
    yield element("p", element("b", word("check", lang)), check, class_="check")
    if heavy:
        yield element("div", _line("answer", 2, lang), _line("outcome", 1, lang), class_="answer")


def _line(key: str, lines: int, lang: str) -> Markup:
    """A label with ruled lines to write on."""
    blank = element("span", class_="blank")
    return element("p", element("b", word(key, lang)), *[blank] * lines)
