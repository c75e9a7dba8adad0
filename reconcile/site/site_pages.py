"""The pages of a site: each is one file that needs no other but the pages it links to, no script and no network."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from jinja2 import Environment

from fiscal.numbers.interval import EXACT
from reconcile.reports.quoted.escaped_templates import escaped_templates
from reconcile.reports.quoted.places import visible
from reconcile.site.site_answers import Record, SiteAnswers, page_name
from reconcile.site.trends import HEIGHT, WIDTH, trends
from reconcile.words.store_words import reason_sentence, store_word
from reconcile.words.texts import text

HERE = Path(__file__).parent
MOST_FINDINGS = 500
"""Findings on a page; more would be asked for with `fiscal query`."""
HUNDRED_MILLION = Decimal(10) ** 8


def pages_of(answers: SiteAnswers, lang: str = "zh") -> Iterator[tuple[str, str]]:
    """Every page by its file name; the same store gives the same pages."""
    templates = _templates(lang)
    by_place = _by_place(answers)
    yield "index.html", templates.get_template("first.html").render(answers=answers, by_place=by_place, home="")
    yield "coverage.html", templates.get_template("coverage.html").render(answers=answers, home="")
    for place, found in by_place.items():
        yield (
            page_name(place),
            templates.get_template("place.html").render(
                place=place, trends=trends(found.debt), years=_years(found), home="../", **_shown(found)
            ),
        )
        for year in _years(found):
            yield (
                page_name(place, year or 0),
                templates.get_template("place.html").render(
                    place=place, trends=[], years=[], year=year, home="../", **_shown(_of_year(found, year))
                ),
            )


def _shown(found: SiteAnswers) -> dict[str, object]:
    return {
        "debt": found.debt,
        "findings": found.findings[:MOST_FINDINGS],
        "more": len(found.findings) - MOST_FINDINGS,
        "documents": found.documents,
    }


def _by_place(answers: SiteAnswers) -> Mapping[str, SiteAnswers]:
    """What there is of every place, each record looked at once."""
    found = {place: SiteAnswers([], [], [], [], []) for place in answers.places()}
    for name in ("documents", "debt", "findings"):
        for one in getattr(answers, name):
            place = found.get(str(one["place"] or ""))
            if place is not None:
                getattr(place, name).append(one)
    return found


def _years(found: SiteAnswers) -> list[int | None]:
    """The years of a place's documents, the last first; None for those that do not say."""
    return sorted({one["year"] for one in found.documents}, key=lambda year: -(year or 0))


def _of_year(found: SiteAnswers, year: int | None) -> SiteAnswers:
    def of(records: list[Record]) -> list[Record]:
        return [one for one in records if one["year"] == year]

    return SiteAnswers(of(found.documents), [], of(found.debt), of(found.findings), [])


def in_hundred_millions(yuan: Decimal | None) -> str:
    """A sum of yuan in 亿元, every digit of it.

    >>> in_hundred_millions(Decimal("12680000000.00")), in_hundred_millions(None)
    ('126.8', '')
    """
    if yuan is None:
        return ""
    value = EXACT.divide(yuan, HUNDRED_MILLION).normalize(EXACT)
    return format(value, "f") if value else "0"


def _templates(lang: str) -> Environment:
    made = escaped_templates(HERE / "templates", lang)
    made.globals |= {
        "style": (HERE / "site.css").read_text(encoding="utf-8"),
        "t": lambda key, **values: text("site", key, lang, **values),
        "said": lambda kind, code: store_word(kind, code, lang),
        "reason": lambda why: reason_sentence(why, lang),
        "page_name": page_name,
        "width": WIDTH,
        "height": HEIGHT,
    }
    made.filters |= {"visible": lambda value: visible(str(value or "")), "yi": in_hundred_millions}
    return made
