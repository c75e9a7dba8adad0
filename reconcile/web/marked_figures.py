"""Figures in the state that they have with everything reviewers said of their relations."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from reconcile.web.decided_marks import Marks
from reconcile.web.shelf.shelf_reading import Shelf
from reconcile.web.shelf.shown_records import FigureShown

GRAVE = ("differs", "involved", "possible")


def as_marked(figures: Iterable[FigureShown], marks: Marks, shelf: Shelf) -> list[FigureShown]:
    """`figures`, of which those are looked at anew that stand in a relation which is not meant or was added."""
    struck = shelf.relations(marks.struck).values() if marks.struck else ()
    touched = {term.figure for one in struck for term in one.terms}
    touched |= {term.figure for one in marks.added for term in one.relation.terms}
    return [_anew(one, marks, shelf) if one.id in touched else one for one in figures]


def _anew(figure: FigureShown, marks: Marks, shelf: Shelf) -> FigureShown:
    meant = [one.outcome for one in shelf.relations_of(figure.id) if one.id not in marks.struck]
    outcomes = [*meant, *(one.relation.outcome for one in marks.added_of(figure.id))]
    if "broken" in outcomes:
        state = figure.state if figure.state in GRAVE else "differs"
    elif "rounding" in outcomes:
        state = "rounding"
    else:
        state = "agrees" if "exact" in outcomes else "unchecked"
    return replace(figure, state=state, relations=len(outcomes))
