"""Which pages of the original a report shows, and which part of them belongs to a finding.

Pages are drawn elsewhere, each once; findings show parts of them. Lengths are whole hundredths of a point from the top
left of the upright page, as in the places of figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fiscal.figure import Figure
from fiscal.place import Place
from reconcile.reports.quoted.lookup import Lookup
from reconcile.review import Finding, Review, Severity

Page = tuple[str, int]
"""A document's id and the number of a page, from 1."""

Box = tuple[int, int, int, int]
MOST_PAGES = 3
"""Pages shown under one finding."""

AROUND = 4000
"""How much of the page is shown above and below the figures."""

LEAST = 9000
"""The lowest strip of a page that is shown."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as a PNG file, with the size of the page it shows."""

    png: bytes
    width: int
    height: int


Pictures = Mapping[Page, Picture | None]
"""The pages that were to be drawn; None for one that could not be."""


@dataclass(frozen=True, slots=True)
class View:
    """The part of a page from `top` to `bottom`, across its whole width, with the figures that are marked on it."""

    page: Page
    top: int
    bottom: int
    marks: tuple[tuple[Figure, Box], ...]


def box_of(place: Place) -> Box | None:
    """The box of a place, or None if the format has none.

    >>> box_of(Place("d0", page=1, bbox=("72.00", "10.50", "90.00", "-0.50")))
    (7200, 1050, 9000, -50)
    """
    if place.bbox is None:
        return None
    left, top, right, bottom = (int(text.replace(".", "")) for text in place.bbox)
    return left, top, right, bottom


def wanted_pages(review: Review, lookup: Lookup) -> list[Page]:
    """The pages of PDFs that findings are about, each once, those of weighty findings first."""
    order = {Severity.ERROR: 0, Severity.WARNING: 1}
    chosen = sorted((f for f in review.findings if f.severity in order), key=lambda f: order[f.severity])
    return list(dict.fromkeys(page for finding in chosen for page in _pages(finding, lookup)))


def views(finding: Finding, lookup: Lookup, pictures: Pictures) -> Iterator[View]:
    """The parts of the drawn pages that belong to a finding, that of its own place first."""
    for page in _pages(finding, lookup):
        picture = pictures.get(page)
        if picture is None:
            continue
        marks = tuple(
            (figure, box)
            for figure in lookup.figures_of(finding)
            if (figure.place.document, figure.place.page) == page and (box := box_of(figure.place)) is not None
        )
        top = max(0, min(box[1] for _, box in marks) - AROUND)
        bottom = min(picture.height, max(box[3] for _, box in marks) + AROUND)
        if bottom - top < LEAST:
            bottom = min(picture.height, top + LEAST)
        if top < bottom:
            yield View(page, top, bottom, marks)


def _pages(finding: Finding, lookup: Lookup) -> list[Page]:
    """The pages of PDFs on which the figures of a finding stand, at most so many."""
    found: dict[Page, None] = {}
    figures = sorted(lookup.figures_of(finding), key=lambda figure: figure.place != finding.place)
    for figure in figures:
        place = figure.place
        document = lookup.documents.get(place.document)
        if document is not None and document.format == "pdf" and place.page is not None and place.bbox is not None:
            found[place.document, place.page] = None
    return list(found)[:MOST_PAGES]
