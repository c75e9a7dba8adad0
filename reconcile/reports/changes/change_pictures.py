"""The places of a change as small pieces of the two originals, side by side; each page stands in the file once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

from fiscal.figure import Figure
from reconcile.drafts.comparison import Change, Comparison
from reconcile.reports.changes.hint_sentences import change_word
from reconcile.reports.html.page_views import Frame, drawn_pages, frame_of
from reconcile.reports.quoted.page_pictures import Page, Picture, Pictures, box_of
from reconcile.reports.quoted.places import spot_words

OLD, NEW = 0, 1
NAMES = ("old", "new")
MOST_PAGES = 60
"""Pages of each draft that are drawn, those of what changed in one place only first."""
LEFT_OF, RIGHT_OF, AROUND = 42000, 6000, 2600
"""How much of the page is shown beside and around a figure, in hundredths of a point."""
MOST_REPEATED = 3
"""Places left behind that are shown under one change."""

Draw = Callable[[int, Mapping[str, Sequence[int]]], Pictures]
"""Draws pages (from 1) of the documents of the old draft (0) or of the new one (1)."""


class Crop(Struct, frozen=True):
    """A piece of a page with one figure framed; `caption` says which draft and where, `words` what is framed."""

    page: str
    left: int
    top: int
    width: int
    height: int
    frame: Frame
    caption: str
    words: str


class ChangePictures(Struct, frozen=True, dict=True):
    """The drawn pages of both drafts."""

    comparison: Comparison
    sides: tuple[Pictures, Pictures]

    @classmethod
    def of(cls, comparison: Comparison, draw: Draw | None) -> ChangePictures:
        """The pages on which changes stand, drawn; none without somebody who draws."""
        if draw is None:
            return cls(comparison, ({}, {}))
        old, new = (draw(side, _by_document(_wanted(comparison, side)[:MOST_PAGES])) for side in (OLD, NEW))
        return cls(comparison, (old, new))

    def pages(self) -> dict[str, Picture]:
        """Every drawn page by the name under which the crops refer to it."""
        return {
            f"{NAMES[side]}-{name}": picture
            for side in (OLD, NEW)
            for name, picture in drawn_pages(self.sides[side]).items()
        }

    def crops(self, change: Change | None) -> list[Crop]:
        """The old place, the new one, and those that still say the old number; only what was drawn."""
        if change is None:
            return []
        wanted = [("old", OLD, change.old), ("new", NEW, change.new)]
        wanted += [("left-behind", NEW, figure) for figure in change.repeated_unchanged[:MOST_REPEATED]]
        return [crop for word, side, figure in wanted if (crop := self._crop(word, side, figure)) is not None]

    def _crop(self, word: str, side: int, figure: Figure) -> Crop | None:
        page, box = _page(figure, self.comparison, side), box_of(figure.place)
        picture = self.sides[side].get(page) if page is not None else None
        if picture is None or box is None or page is None:
            return None
        left, top = max(0, box[0] - LEFT_OF), max(0, box[1] - AROUND)
        right, bottom = min(picture.width, box[2] + RIGHT_OF), min(picture.height, box[3] + AROUND)
        if left >= right or top >= bottom:
            return None
        lang = self.comparison.lang
        said = change_word(f"crop-{word}", lang, place=spot_words(figure.place, lang))
        words = change_word("crop-words", lang, said=said, text=figure.quantity.text)
        name = f"{NAMES[side]}-page-{page[0]}-{page[1]}"
        return Crop(name, left, top, right - left, bottom - top, frame_of(figure.id, box), said, words)


def _wanted(comparison: Comparison, side: int) -> list[Page]:
    """The pages of PDFs of one draft on which changes stand, each once, in the order in which changes are told."""
    found = (_page(figure, comparison, side) for change in comparison.changed for figure in _figures(change, side))
    return list(dict.fromkeys(page for page in found if page is not None))


def _figures(change: Change, side: int) -> Iterator[Figure]:
    if side == OLD:
        yield change.old
    else:
        yield change.new
        yield from change.repeated_unchanged[:MOST_REPEATED]


def _page(figure: Figure, comparison: Comparison, side: int) -> Page | None:
    review = comparison.new if side else comparison.old
    document = review.dossier.document_by_id.get(figure.place.document)
    if document is None or document.format != "pdf" or figure.place.page is None or box_of(figure.place) is None:
        return None
    return document.id, figure.place.page


def _by_document(pages: Sequence[Page]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for document, number in pages:
        found.setdefault(document, []).append(number)
    return found
