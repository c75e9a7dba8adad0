"""What the template of the review page is filled with: the list, the strip of pages, the counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from reconcile.web.decided_marks import every_finding
from reconcile.web.desk.dossiers import OpenDossier
from reconcile.web.desk_state import DeskState
from reconcile.web.marked_figures import moved_figures, recounted, unchecked_anew
from reconcile.web.shelf.shown_records import DocumentShown, FindingShown, ViewShown
from reconcile.web.shelf.states_of_figures import STATES


class Cell(Struct, frozen=True):
    """A page in the strip: `state` is the gravest thing on it, `part` how much of it was checked, in eighths."""

    document: str
    number: int
    label: str
    state: str
    part: int
    figures: int
    unchecked: int


def review_view(desk: DeskState, dossier: OpenDossier) -> dict[str, Any]:
    """The values of review.html."""
    shelf = dossier.shelf
    marks = desk.marking.of(dossier)
    moved = moved_figures(marks, shelf)
    documents, findings, views = shelf.documents(), every_finding(shelf, marks), recounted(shelf.views(), moved)
    overview = shelf.overview()
    return {
        "dossier": dossier,
        "overview": overview,
        "unchecked": unchecked_anew(overview.unchecked, moved),
        "documents": documents,
        "findings": findings,
        "standing": [one for one in findings if one.relation not in marks.struck],
        "strips": [(one, [cell(view) for view in views if view.document == one.id]) for one in documents],
        "codes": _codes(findings),
        "several": len(documents) > 1,
        "names": {one.id: one.name for one in documents},
        "first": _first(findings, documents),
        "states": STATES,
        "decided": {one.id: marks.state(one) for one in findings},
        "last": marks.last,
        "others": [one for one in desk.dossiers.all() if one is not dossier and one.shown],
        "lost": marks.lost,
    }


def cell(view: ViewShown) -> Cell:
    """A view as a cell of the strip."""
    figures, unchecked = sum(view.counts.values()), view.counts.get("unchecked", 0)
    state = next((state for state in STATES if view.counts.get(state)), "empty")
    part = (figures - unchecked) * 8 // figures if figures else 0
    return Cell(view.document, view.number, view.label, state, part, figures, unchecked)


def _codes(findings: Sequence[FindingShown]) -> list[tuple[str, str]]:
    return sorted({one.code: one.title for one in findings}.items())


def _first(findings: Sequence[FindingShown], documents: Sequence[DocumentShown]) -> str:
    """The document that is open at first."""
    return findings[0].document if findings else documents[0].id
