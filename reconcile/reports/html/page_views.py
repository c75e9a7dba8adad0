"""Pictures of pages in the HTML report: each page stands in the file once, findings show parts of it with marks."""

from __future__ import annotations

from msgspec import Struct

from fiscal.place import Place
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.page_pictures import Box, Page, Picture, Pictures, View
from reconcile.reports.quoted.places import place_words
from reconcile.words.messages import html_word as word

SPARE = 150
"""How far the mark around a figure is from its box, in hundredths of a point."""

MOST_NAMED = 12
"""Figures that the words for a picture name."""


class Frame(Struct, frozen=True):
    """A mark around a figure."""

    figure: str
    x: int
    y: int
    width: int
    height: int
    corner: int = SPARE


class PageView(Struct, frozen=True):
    """A strip of a page, from `top` to `bottom`, with its figures framed, and above it the `head` (from, to) of the
    table where it stands further up; `words` say the same to the ear.
    """

    page: str
    left: int
    top: int
    bottom: int
    width: int
    head: tuple[int, int] | None
    place: str
    words: str
    frames: tuple[Frame, ...]


def drawn_pages(pictures: Pictures) -> dict[str, Picture]:
    """Every drawn page by the name under which views refer to it."""
    return {_name(page): picture for page, picture in pictures.items() if picture is not None}


def page_view(view: View, lookup: Lookup, lang: str) -> PageView:
    """What is shown of a page that was drawn."""
    place = place_words(Place(view.page[0], page=view.page[1]), lookup, lang, document=len(lookup.documents) > 1)
    named = "、".join(figure.quantity.text for figure, _ in view.marks[:MOST_NAMED])
    return PageView(
        page=_name(view.page),
        left=view.left,
        top=view.top,
        bottom=view.bottom,
        width=view.right - view.left,
        head=view.head,
        place=place,
        words=word("picture-alt", lang, place=place, n=len(view.marks), figures=named),
        frames=tuple(frame_of(figure.id, box) for figure, box in view.marks),
    )


def frame_of(figure: str, box: Box) -> Frame:
    """The mark around the box of a figure."""
    left, top, right, bottom = box
    wide, high = max(right - left, 0), max(bottom - top, 0)
    return Frame(figure, left - SPARE, top - SPARE, wide + 2 * SPARE, high + 2 * SPARE)


def _name(page: Page) -> str:
    return f"page-{page[0]}-{page[1]}"
