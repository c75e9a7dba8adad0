"""A review as one HTML file: readable without scripts or network, on a screen, by ear and on paper.

Nothing in it comes from elsewhere, and a policy in its head forbids the browser to fetch anything. The same review
gives the same bytes. What a section shows is worked out in the files beside this one, its markup is in `templates`.
"""

from __future__ import annotations

from collections.abc import Mapping

from reconcile.reports.html.charts import LONGEST, charts
from reconcile.reports.html.coverage_view import MOST_LISTED, files_read, unchecked_by_home
from reconcile.reports.html.environment import templates
from reconcile.reports.html.finding_cards import Shown, cards_of, groups_of
from reconcile.reports.html.lead import lead_of, not_checked
from reconcile.reports.html.page_views import drawn_pages
from reconcile.reports.quoted.finding_rows import finding_rows
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.page_pictures import Pictures, wanted_pages
from reconcile.reports.quoted.places import shown, spot_words
from reconcile.reports.quoted.skipped_files import skipped_files
from reconcile.reports.quoted.summary import headlines, verdict_lines
from reconcile.review import Review
from reconcile.words.document_names import heading_of

SECTIONS = ("findings", "summary", "cards", "unchecked", "charts", "about")
"""In the order in which they stand: what is wrong comes first, what is only shown for an overview last."""


def to_html(review: Review, titles: Mapping[str, str] | None = None, pictures: Pictures | None = None) -> str:
    """The review as HTML; `titles` are those of the checks, `pictures` the pages of the original that were drawn."""
    lookup, drawn = Lookup.of(review), pictures or {}
    rows = finding_rows(review, lookup)
    cards = cards_of(Shown(review, lookup, titles or {}, drawn))
    wanted = wanted_pages(review, lookup) if pictures is not None else []
    drawn_charts = list(charts(review, lookup))
    shows = {"cards": bool(cards), "charts": bool(drawn_charts)}
    return (
        templates(review.lang)
        .get_template("report.html")
        .render(
            heading=shown(heading_of(review.documents, review.lang), review.lang),
            verdict=[*verdict_lines(review), *not_checked(review, lookup)],
            rows=rows,
            lead=lead_of(review, rows, lookup),
            headlines=list(headlines(review, lookup)),
            files=files_read(review),
            sections=[one for one in SECTIONS if shows.get(one, True)],
            charts=drawn_charts,
            longest=LONGEST,
            cards=cards,
            groups=groups_of(cards, review.lang),
            unchecked=unchecked_by_home(review, lookup),
            skipped=skipped_files(review),
            figure_count=review.coverage.figures,
            unchecked_count=len(review.coverage.unchecked),
            unlisted=max(0, len(review.coverage.unchecked) - MOST_LISTED),
            spot=lambda figure: spot_words(figure.place, review.lang),
            unpictured=sum(page not in drawn for page in wanted),
            undrawn=sum(page in drawn and drawn[page] is None for page in wanted),
            documents=review.documents,
            drawn=drawn_pages(drawn),
        )
    )
