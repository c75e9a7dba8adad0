"""Figures in the state that they have with everything reviewers said of their relations, and the counts that go with
it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from reconcile.web.decided_marks import Marks
from reconcile.web.shelf.shelf_reading import Shelf
from reconcile.web.shelf.shown_records import FigureShown, ViewShown

GRAVE = ("differs", "involved", "possible")


def as_marked(figures: Iterable[FigureShown], marks: Marks, shelf: Shelf) -> list[FigureShown]:
    """`figures`, of which those are looked at anew that stand in a relation which is not meant or was added."""
    touched = _touched(marks, shelf)
    return [_anew(one, marks, shelf) if one.id in touched else one for one in figures]


def moved_figures(marks: Marks, shelf: Shelf) -> list[tuple[FigureShown, FigureShown]]:
    """The figures that are in another state by what reviewers said, each as it was read and as it is marked."""
    touched = _touched(marks, shelf)
    if not touched:
        return []
    found = [(one, _anew(one, marks, shelf)) for one in shelf.figures(sorted(touched)).values()]
    return [(one, anew) for one, anew in found if one.state != anew.state]


def recounted(views: Iterable[ViewShown], moved: Iterable[tuple[FigureShown, FigureShown]]) -> list[ViewShown]:
    """The views with the counts of their figures as these are marked."""
    change: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    for one, anew in moved:
        change[one.document, one.view].subtract((one.state,))
        change[one.document, one.view].update((anew.state,))
    found = []
    for view in views:
        apart = change.get((view.document, view.number))
        counts = view.counts if apart is None else _sum(view.counts, apart)
        found.append(replace(view, counts=counts))
    return found


def _sum(counts: Mapping[str, int], change: Mapping[str, int]) -> dict[str, int]:
    return {state: counts.get(state, 0) + change.get(state, 0) for state in {**counts, **change}}


def unchecked_anew(every: int, moved: Iterable[tuple[FigureShown, FigureShown]]) -> int:
    """How many figures are not checked, if `every` were before reviewers said anything."""
    return every + sum((anew.state == "unchecked") - (one.state == "unchecked") for one, anew in moved)


def _touched(marks: Marks, shelf: Shelf) -> set[str]:
    """The figures of relations that are not meant or were added."""
    struck = shelf.relations(marks.struck).values() if marks.struck else ()
    touched = {term.figure for one in struck for term in one.terms}
    return touched | {term.figure for one in marks.added for term in one.relation.terms}


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
