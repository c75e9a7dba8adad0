"""What is shown of a dossier: its list of findings, its pages, everything that is claimed of a figure."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reconcile.web.answers import page, record, refusal
from reconcile.web.cards import figure_card, finding_card
from reconcile.web.desk_state import DeskState
from reconcile.web.marked_figures import as_marked, moved_figures, unchecked_anew
from reconcile.web.page_layouts import laid_out
from reconcile.web.review_view import review_view
from reconcile.web.shelf.shelf_writing import stamp
from reconcile.web.shelf.shown_records import DocumentShown

WIDTHS = (600, 900, 1200, 1500, 1800, 2400)
"""Pixels in which pages are drawn: a few, so that a picture can be kept and shown again."""


MOST_UNCHECKED = 500
"""Figures that the list of those not checked names."""


def routes(desk: DeskState) -> list[Route]:
    """The addresses of this file."""
    lang = desk.lang

    def review(request: Request) -> Response:
        dossier = desk.dossier(request)
        if not dossier.shown:
            return page(lang, "reading.html", token=desk.token, dossier=dossier)
        return page(lang, "review.html", token=desk.token, **review_view(desk, dossier))

    def view(request: Request) -> Response:
        dossier = desk.dossier(request)
        name, number = request.path_params["document"], request.path_params["number"]
        document, held = dossier.shelf.document(name), dossier.shelf.view(name, number)
        if document is None or held is None:
            return refusal(lang, "problem-no-page", 404)
        figures = as_marked(dossier.shelf.figures_on(name, number), desk.marking.of(dossier), dossier.shelf)
        shown: dict[str, object] = {"label": held.label, "number": number, "views": document.views, "figures": figures}
        shown["changed"] = changed(document)
        drawn = None
        if document.drawn:
            drawn = desk.dossiers.artists.page(dossier.id, Path(document.path), number, wide(request))
        if drawn is not None:
            shown |= {"width": drawn.width, "height": drawn.height}
        else:
            shown["html"] = laid_out(lang, document, held, figures, dossier.shelf.homes([i[0] for i in held.items]))
        return record(shown)

    def picture(request: Request) -> Response:
        dossier = desk.dossier(request)
        document = dossier.shelf.document(request.path_params["document"])
        if document is None or not document.drawn:
            return refusal(lang, "problem-no-page", 404)
        number = request.path_params["number"]
        drawn = desk.dossiers.artists.page(dossier.id, Path(document.path), number, wide(request))
        if drawn is None:
            return refusal(lang, "problem-no-page", 404)
        return Response(drawn.png, media_type="image/png", headers={"cache-control": "private, max-age=86400"})

    def figure(request: Request) -> Response:
        return figure_card(desk, desk.dossier(request), request.path_params["figure"])

    def finding(request: Request) -> Response:
        return finding_card(desk, desk.dossier(request), request.path_params["finding"])

    def unchecked(request: Request) -> Response:
        dossier = desk.dossier(request)
        shelf, marks = dossier.shelf, desk.marking.of(dossier)
        moved = moved_figures(marks, shelf)
        every = unchecked_anew(shelf.overview().unchecked, moved)
        checked = {one.id for one, anew in moved if anew.state != "unchecked"}
        figures = [one for one in shelf.unchecked(MOST_UNCHECKED) if one.id not in checked]
        figures = [*(anew for _, anew in moved if anew.state == "unchecked"), *figures][:MOST_UNCHECKED]
        names = {one.id: one.name for one in dossier.shelf.documents()}
        return page(lang, "unchecked_card.html", figures=figures, every=every, names=names)

    below = "/dossier/{dossier}"
    return [
        Route(below, review),
        Route(below + "/view/{document}/{number:int}", view),
        Route(below + "/picture/{document}/{number:int}", picture),
        Route(below + "/figure/{figure}", figure),
        Route(below + "/finding/{finding}", finding),
        Route(below + "/unchecked", unchecked),
    ]


def wide(request: Request) -> int:
    """The width wanted, as the next in which pages are drawn."""
    said = request.query_params.get("wide", "")
    wanted = int(said) if said.isdecimal() and len(said) < 6 else WIDTHS[2]
    return next((width for width in WIDTHS if width >= wanted), WIDTHS[-1])


def changed(document: DocumentShown) -> bool:
    """True if the file of a document is another than the one that was read, or gone."""
    return bool(document.path) and stamp(Path(document.path)) != (document.size, document.changed)
