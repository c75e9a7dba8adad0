"""The cards at the right: a finding, or everything that is claimed of a figure; each number leads to its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.responses import Response

from reconcile.web.answers import page, refusal
from reconcile.web.desk.dossiers import OpenDossier
from reconcile.web.desk_state import DeskState
from reconcile.web.shelf.shelf_reading import Shelf
from reconcile.web.shelf.shown_records import FigureShown, FindingShown, RelationShown

MOST_RELATIONS = 60
MOST_TERMS = 120
FIRST_TERMS = 8
"""Terms of a relation that are seen at once; the others unfold."""

ORDER = {"broken": 0, "rounding": 1, "exact": 2, "undecided": 3}


@dataclass(frozen=True, slots=True)
class Term:
    """A figure of a relation, with what it does there; `here` if it is the one the card is about."""

    figure: FigureShown
    role: str
    weight: int
    here: bool


@dataclass(frozen=True, slots=True)
class Claimed:
    """A relation with its figures; `finding` is the one that tells of it."""

    relation: RelationShown
    terms: tuple[Term, ...]
    left_out: int
    finding: str | None


def figure_card(desk: DeskState, dossier: OpenDossier, name: str) -> Response:
    """Everything that is claimed of a figure, what differs first."""
    shelf = dossier.shelf
    figure = shelf.figures([name]).get(name)
    if figure is None:
        return refusal(desk.lang, "problem-no-figure", 404)
    relations = sorted(shelf.relations_of(name), key=lambda one: ORDER[one.outcome])
    told = shelf.findings_about([one.id for one in relations[:MOST_RELATIONS]])
    claims = claimed(relations[:MOST_RELATIONS], shelf, name, told)
    counts = {outcome: sum(one.outcome == outcome for one in relations) for outcome in ORDER}
    return page(
        desk.lang,
        "figure_card.html",
        figure=figure,
        claims=claims,
        counts=counts,
        left_out=max(0, len(relations) - MOST_RELATIONS),
        names={one.id: one.name for one in shelf.documents()},
        first=FIRST_TERMS,
    )


def finding_card(desk: DeskState, dossier: OpenDossier, name: str) -> Response:
    """A finding with its relation and what is told under it."""
    shelf = dossier.shelf
    finding = shelf.finding(name)
    if finding is None:
        return refusal(desk.lang, "problem-no-finding", 404)
    wanted = [finding.relation or "", *(one.relation for one in finding.folded)]
    relations = shelf.relations(wanted)
    about = finding.figure or ""
    claims = claimed([relations[one] for one in wanted if one in relations], shelf, about, {})
    return page(desk.lang, "finding_card.html", finding=finding, claims=claims, folded=_folded(finding, relations),
                names={one.id: one.name for one in shelf.documents()}, first=FIRST_TERMS)  # fmt: skip


def claimed(relations: Sequence[RelationShown], shelf: Shelf, about: str, findings: Mapping[str, str]) -> list[Claimed]:
    """The relations with the figures of their terms."""
    figures = shelf.figures(term.figure for one in relations for term in one.terms[:MOST_TERMS])
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
        )
        for one in relations
    ]


def _folded(finding: FindingShown, relations: Mapping[str, RelationShown]) -> list[str]:
    return [one.place for one in finding.folded if one.relation not in relations]
