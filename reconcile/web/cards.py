"""The cards at the right: a finding, or everything that is claimed of a figure; each number leads to its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from starlette.responses import Response

from reconcile.decisions.decided import Event
from reconcile.decisions.decision_store import subject_of
from reconcile.web.answers import page, refusal
from reconcile.web.decided_marks import Added, Marks, decision_on
from reconcile.web.desk.dossiers import OpenDossier
from reconcile.web.desk_state import DeskState
from reconcile.web.marked_figures import as_marked
from reconcile.web.shelf.shelf_reading import Shelf
from reconcile.web.shelf.shown_records import FigureShown, RelationShown

MOST_RELATIONS = 60
MOST_TERMS = 120
FIRST_TERMS = 8
"""Terms of a relation that are seen at once; the others unfold."""

ORDER = {"broken": 0, "rounding": 1, "exact": 2, "undecided": 3}


class Term(Struct, frozen=True):
    """A figure of a relation, with what it does there; `here` if it is the one the card is about."""

    figure: FigureShown
    role: str
    weight: int
    here: bool


class Claimed(Struct, frozen=True):
    """A relation with its figures; `finding` is the one that tells of it, `struck` says that it is not meant, `added`
    that somebody added it.
    """

    relation: RelationShown
    terms: tuple[Term, ...]
    left_out: int
    finding: str | None
    struck: Event | None = None
    added: Added | None = None


def figure_card(desk: DeskState, dossier: OpenDossier, name: str) -> Response:
    """Everything that is claimed of a figure, what differs first."""
    shelf = dossier.shelf
    figure = shelf.figures([name]).get(name)
    if figure is None:
        return refusal(desk.lang, "problem-no-figure", 404)
    marks = desk.marking.of(dossier)
    (figure,) = as_marked([figure], marks, shelf)
    own = marks.added_of(name)
    relations = sorted([*(one.relation for one in own), *shelf.relations_of(name)], key=lambda one: ORDER[one.outcome])
    told = shelf.findings_about([one.id for one in relations[:MOST_RELATIONS]])
    told |= {one.relation.id: one.finding.id for one in own if one.finding is not None}
    meant = [one for one in relations if one.id not in marks.struck]
    return page(
        desk.lang,
        "figure_card.html",
        figure=figure,
        claims=claimed(relations[:MOST_RELATIONS], shelf, name, told, marks),
        counts={outcome: sum(one.outcome == outcome for one in meant) for outcome in ORDER},
        total=len(meant),
        left_out=max(0, len(relations) - MOST_RELATIONS),
        names={one.id: one.name for one in shelf.documents()},
        first=FIRST_TERMS,
    )


def finding_card(desk: DeskState, dossier: OpenDossier, name: str) -> Response:
    """A finding with its relation, what is told under it, and what was decided."""
    shelf, marks = dossier.shelf, desk.marking.of(dossier)
    own = {one.finding.id: one for one in marks.added if one.finding is not None}
    finding = own[name].finding if name in own else shelf.finding(name)
    if finding is None:
        return refusal(desk.lang, "problem-no-finding", 404)
    wanted = [finding.relation or "", *(one.relation for one in finding.folded)]
    relations = shelf.relations(wanted)
    if name in own:
        relations[own[name].relation.id] = own[name].relation
    about = [relations[one] for one in wanted if one in relations]
    event = marks.findings.get(finding.id)
    return page(
        desk.lang,
        "finding_card.html",
        finding=finding,
        claims=claimed(about, shelf, finding.figure or "", {}, marks),
        names={one.id: one.name for one in shelf.documents()},
        first=FIRST_TERMS,
        state=marks.state(finding),
        event=event,
        before=marks.changed.get(finding.id),
        history=desk.store.history(subject_of(decision_on(finding, "open"))) if event is not None else [],
    )


def claimed(
    relations: Sequence[RelationShown], shelf: Shelf, about: str, findings: Mapping[str, str], marks: Marks
) -> list[Claimed]:
    """The relations with the figures of their terms."""
    figures = shelf.figures(term.figure for one in relations for term in one.terms[:MOST_TERMS])
    added = {one.relation.id: one for one in marks.added}
    return [
        Claimed(
            one,
            tuple(
                Term(figures[term.figure], term.role, term.weight, term.figure == about)
                for term in one.terms[:MOST_TERMS]
                if term.figure in figures
            ),
            max(0, len(one.terms) - MOST_TERMS),
            findings.get(one.id),
            marks.struck.get(one.id),
            added.get(one.id),
        )
        for one in relations
    ]
