"""A review as one HTML file: readable without scripts or network, on a screen, by ear and on paper.

Nothing in it comes from elsewhere, and a policy in its head forbids the browser to fetch anything. The same review
gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from reconcile.reports.html.charts import charts_section
from reconcile.reports.html.coverage_section import about_section, coverage_section, summary_section
from reconcile.reports.html.elements import Markup, element
from reconcile.reports.html.finding_cards import Shown, findings_section
from reconcile.reports.html.page_views import page_images
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.page_pictures import Pictures, wanted_pages
from reconcile.review import Review, Severity
from reconcile.words.html_words import word
from reconcile.words.messages import SEVERITY, words

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
STYLE = Path(__file__).with_name("report.css")


def to_html(review: Review, titles: Mapping[str, str] | None = None, pictures: Pictures | None = None) -> str:
    """The review as HTML; `titles` are those of the checks, `pictures` the pages of the original that were drawn."""
    lookup, lang = Lookup.of(review), review.lang
    given = Shown(review, lookup, titles or {}, pictures or {})
    wanted = wanted_pages(review, lookup) if pictures is not None else []
    unpictured = sum(page not in given.pictures for page in wanted)
    undrawn = sum(page in given.pictures and given.pictures[page] is None for page in wanted)
    body = element(
        "body",
        element("a", word("skip", lang), class_="skip", href="#findings"),
        element("header", element("h1", word("title", lang)), element("p", word("intro", lang))),
        _contents(review),
        element(
            "main",
            summary_section(review, lookup),
            charts_section(review, lookup),
            findings_section(given),
            coverage_section(review, lookup),
            about_section(review, unpictured, undrawn),
        ),
        page_images(given.pictures),
    )
    document = element("html", _head(lang), body, lang="en" if lang == "en" else "zh-CN")
    return f"<!DOCTYPE html>\n{document}\n"


def _head(lang: str) -> Markup:
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="generator", content="fiscal"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name_="color-scheme", content="light dark"),
        element("title", word("title", lang)),
        element("style", Markup(STYLE.read_text(encoding="utf-8"))),
    )


def _contents(review: Review) -> Markup:
    """Links to every section, and to the findings of every weight with their number."""
    lang = review.lang
    links = []
    for name in ("summary", "findings", "unchecked", "about"):
        entry = [element("a", word(name, lang), href=f"#{name}")]
        if name == "findings":
            entry += _weights(review)
        links.append(element("li", *entry))
    title = element("p", element("b", word("contents", lang)))
    return element("nav", title, element("ul", *links), aria_label=word("contents", lang))


def _weights(review: Review) -> list[Markup]:
    lang = review.lang
    counts = {severity: sum(f.severity is severity for f in review.findings) for severity in Severity}
    items = [
        element(
            "li",
            element(
                "a",
                word("group", lang, severity=words(SEVERITY, severity, lang), n=count),
                href=f"#group-{severity.value}",
            ),
        )
        for severity, count in counts.items()
        if count
    ]
    return [element("ul", *items)] if items else []
