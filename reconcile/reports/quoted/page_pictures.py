"""Which pages of the original a report shows, and which part of them belongs to a finding.

Pages are drawn elsewhere, each once; findings show parts of them. Lengths are whole hundredths of a point from the top
left of the upright page, as in the places of figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from fiscal.figure import Figure
from fiscal.place import Place
from reconcile.reports.quoted.lookup import Lookup
from reconcile.review import Finding, Review, Severity

Page = tuple[str, int]
"""A document's id and the number of a page, from 1."""

Box = tuple[int, int, int, int]
MOST_PAGES = 3
"""Pages shown under one finding."""

AROUND = 2600
"""How much of the page is shown above and below the figures at most."""

LEAST = 5000
"""The lowest strip of a page that is shown."""


HIGHEST_HEAD = 6000
"""How far apart the rulings of one head are at most."""

NEAR, SPARE, BESIDE = 600, 150, 400
"""A head so near above a strip is shown with it; how far a cut may lie in a box; what is shown beside a table."""

FEW_RULES = 2
"""Rulings that make no grid yet: a line under a title, the two of an open table."""


class Cuts(Struct, frozen=True):
    """Where a page can be cut: at `rules`, in the middle of blank `gaps`; `left` and `right` are the ends of what is
    ruled or printed, 0 where nothing is known.
    """

    rules: tuple[int, ...] = ()
    gaps: tuple[int, ...] = ()
    left: int = 0
    right: int = 0


class Picture(Struct, frozen=True):
    """A page as a PNG file, with the size of the page it shows, and where it can be cut."""

    png: bytes
    width: int
    height: int
    cuts: Cuts = Cuts()


Pictures = Mapping[Page, Picture | None]
"""The pages that were to be drawn; None for one that could not be."""


class View(Struct, frozen=True):
    """The part of a page from `top` to `bottom` and `left` to `right`, with the figures that are marked on it; `head`
    is from where to where the heads of their columns stand, further up on the page.
    """

    page: Page
    top: int
    bottom: int
    marks: tuple[tuple[Figure, Box], ...]
    left: int
    right: int
    head: tuple[int, int] | None = None


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
        view = _strip(page, picture, marks, lookup)
        if view.top < view.bottom:
            yield view


def _strip(page: Page, picture: Picture, marks: tuple[tuple[Figure, Box], ...], lookup: Lookup) -> View:
    """The part of the page around some figures: from one cut to another, the head of their table above it."""
    first, last = min(box[1] for _, box in marks), max(box[3] for _, box in marks)
    cuts = _cuts(picture)
    top, bottom = first - AROUND, last + AROUND
    if bottom - top < LEAST:
        bottom = top + LEAST
    top = next((cut for cut in cuts if top <= cut <= first), max(0, top))
    bottom = next((cut for cut in reversed(cuts) if last <= cut <= bottom), min(picture.height, bottom))
    head = _head(page, picture, marks, lookup)
    if head is not None and top <= head[1] + NEAR:
        top, head = min(top, head[0]), None
    left, right = picture.cuts.left - BESIDE, picture.cuts.right + BESIDE
    if not picture.cuts.right or min(box[0] for _, box in marks) < left or max(box[2] for _, box in marks) > right:
        left, right = 0, picture.width
    return View(page, top, bottom, marks, max(0, left), min(picture.width, right), head)


def _cuts(picture: Picture) -> tuple[int, ...]:
    """Where the page may be cut, from the top: at rulings where it is ruled, else between lines."""
    return picture.cuts.rules if len(picture.cuts.rules) > FEW_RULES else picture.cuts.gaps


def _head(
    page: Page, picture: Picture, marks: tuple[tuple[Figure, Box], ...], lookup: Lookup
) -> tuple[int, int] | None:
    """From where to where the heads of the figures' columns stand on this page; None where nothing shows it."""
    tables = {figure.place.table for figure, _ in marks if figure.place.table in lookup.tables}
    if len(tables) != 1:
        return None
    table = lookup.tables[tables.pop() or ""]
    tops = [
        box[1]
        for row in table.rows
        for cell in row.cells
        if cell is not None and cell.place.page == page[1] and (box := box_of(cell.place)) is not None
    ]
    above = [cut for cut in _cuts(picture) if tops and cut <= min(tops) + SPARE]
    if len(above) < 2:
        return None
    ruled = len(picture.cuts.rules) > FEW_RULES
    lines = 1 + max(len(column.path) for column in table.columns)
    top = above[-1]
    for cut in reversed(above[:-1] if ruled else above[-1 - lines : -1]):
        if top - cut > HIGHEST_HEAD:
            break
        top = cut
    return (top, above[-1]) if top < above[-1] else None


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
