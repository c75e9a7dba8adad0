"""Pictures of pages in the HTML report: each page stands in the file once, findings show parts of it with marks."""

from __future__ import annotations

from base64 import b64encode

from fiscal.place import Place
from reconcile.reports.html.elements import Markup, element
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.page_pictures import Page, Pictures, View
from reconcile.reports.quoted.places import place_words
from reconcile.words.html_words import word

SVG = "http://www.w3.org/2000/svg"
SPARE = 150
"""How far the mark around a figure is from its box, in hundredths of a point."""

MOST_NAMED = 12
"""Figures that the words for a picture name."""


def page_images(pictures: Pictures) -> Markup:
    """Every drawn page, unseen, for the views to refer to."""
    images = [
        element(
            "image",
            id=_name(page),
            width=picture.width,
            height=picture.height,
            href="data:image/png;base64," + b64encode(picture.png).decode("ascii"),
        )
        for page, picture in pictures.items()
        if picture is not None
    ]
    if not images:
        return Markup("")
    defined = element("defs", *images)
    return element("svg", defined, xmlns=SVG, width=0, height=0, aria_hidden="true", class_="pages")


def figure_view(view: View, pictures: Pictures, main: frozenset[str], lookup: Lookup, lang: str) -> Markup:
    """A strip of a page with its figures framed; those of `main` more strongly. Words say the same."""
    picture = pictures[view.page]
    assert picture is not None
    place = place_words(Place(view.page[0], page=view.page[1]), lookup, lang, document=len(lookup.documents) > 1)
    named = "、".join(figure.quantity.text for figure, _ in view.marks[:MOST_NAMED])
    frames = [
        element(
            "rect",
            x=box[0] - SPARE,
            y=box[1] - SPARE,
            width=max(box[2] - box[0], 0) + 2 * SPARE,
            height=max(box[3] - box[1], 0) + 2 * SPARE,
            rx=SPARE,
            class_="main" if figure.id in main else None,
        )
        for figure, box in view.marks
    ]
    svg = element(
        "svg",
        element("use", href=f"#{_name(view.page)}"),
        *frames,
        xmlns=SVG,
        viewBox=f"0 {view.top} {picture.width} {view.bottom - view.top}",
        role="img",
        aria_label=word("picture-alt", lang, place=place, n=len(view.marks), figures=named),
    )
    return element("figure", svg, element("figcaption", word("picture", lang, place=place)))


def _name(page: Page) -> str:
    return f"page-{page[0]}-{page[1]}"
