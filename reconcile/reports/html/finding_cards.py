"""The findings of the HTML report: each with its place, quotation, pictures, working and lines for the answer."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from reconcile.reports.html.page_views import PageView, page_view
from reconcile.reports.quoted.finding_rows import said_alone
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.page_pictures import Pictures, views
from reconcile.reports.quoted.places import place_words
from reconcile.reports.quoted.quotation import Quotation, quotations
from reconcile.reports.quoted.suspects import suspect_sentence
from reconcile.reports.quoted.working import working_lines
from reconcile.review import Finding, Review, Severity
from reconcile.words.messages import html_word as word
from reconcile.words.messages import weight_words
from reconcile.words.texts import words


class Shown(Struct, frozen=True):
    """What showing findings takes: the review and what it speaks of, the titles of checks, the pages drawn."""

    review: Review
    lookup: Lookup
    titles: Mapping[str, str]
    pictures: Pictures


class Card(Struct, frozen=True):
    """What is shown of one finding. Figures of `main` are marked most; `asks` if an answer is wanted."""

    number: int
    id: str
    severity: str
    weight: str
    message: str
    where: str
    main: frozenset[str]
    quotations: tuple[Quotation, ...]
    views: tuple[PageView, ...]
    working: tuple[str, ...]
    suspect: str
    check: str
    asks: bool


class Group(Struct, frozen=True):
    """The findings of one weight."""

    severity: str
    title: str
    cards: tuple[Card, ...]


def cards_of(given: Shown) -> list[Card]:
    """Every finding, numbered as in the review."""
    return [_card(number, finding, given) for number, finding in enumerate(given.review.findings, 1)]


def groups_of(cards: list[Card], lang: str) -> list[Group]:
    """The findings by weight, weights that none has left out."""
    found = []
    for severity in Severity:
        held = tuple(card for card in cards if card.severity == severity.value)
        if held:
            title = word("group", lang, severity=words("severity", severity, lang), n=len(held))
            found.append(Group(severity.value, title, held))
    return found


def _card(number: int, finding: Finding, given: Shown) -> Card:
    lang, lookup, heavy = given.review.lang, given.lookup, finding.severity is not Severity.NOTE
    quoted = quotations(finding, lookup, lang) if heavy else ()
    pictured = views(finding, lookup, given.pictures) if heavy else ()
    title = given.titles.get(finding.code)
    return Card(
        number=number,
        id=finding.id,
        severity=finding.severity.value,
        weight=weight_words(finding.severity, finding.category, lang),
        message=said_alone(finding, lookup, lang),
        where=place_words(finding.place, lookup, lang, document=len(lookup.documents) > 1),
        main=frozenset(f.id for f in lookup.figures_of(finding) if f.place == finding.place),
        quotations=quoted,
        views=tuple(page_view(view, lookup, lang) for view in pictured),
        working=tuple(working_lines(finding, lookup, lang, bool(quoted))),
        suspect=suspect_sentence(finding.suspect, lookup, lang) if finding.suspect else "",
        check=f"{finding.code} {title}" if title else finding.code,
        asks=heavy,
    )
