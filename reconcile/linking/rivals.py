"""All rivals of a broken verdict: by where its figures stand, never by which check proposed it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from msgspec.structs import replace

from fiscal.document import Passage
from fiscal.figure import Figure
from fiscal.relation import Kind, Relation, Role, Term
from reconcile.dossier import At, Dossier
from reconcile.judge.claim import Rival
from reconcile.linking.prose_otherwise import (
    FARTHEST,
    nested_parts,
    other_bases,
    other_runs,
    other_wholes,
    without_foreign_part,
)
from reconcile.linking.shared_readings import Reading, by_reading, reading_of, whole_of
from reconcile.review import Verdict
from reconcile.structure.rivals.cells_otherwise import other_cells
from reconcile.structure.rivals.rows_otherwise import OtherRows, other_rows
from reconcile.structure.rivals.totals_otherwise import left_in_text, other_totals

PARAGRAPHS_ABOVE = 12
"""So many paragraphs above a list its whole may be told."""


def rivals_in(dossier: Dossier) -> Callable[[Sequence[Verdict]], Callable[[Verdict], Iterable[Rival]]]:
    """For the chooser: given all verdicts of likeliest readings, what else a broken one may mean."""

    def prepared(likeliest: Sequence[Verdict]) -> Callable[[Verdict], Iterable[Rival]]:
        return Rivals(dossier, likeliest).of

    return prepared


class Rivals:
    """The rival readings in one dossier; what is needed to find them is looked up when first asked for."""

    def __init__(self, dossier: Dossier, likeliest: Sequence[Verdict] = ()) -> None:
        self._dossier = dossier
        self._shares = [one.relation for one in likeliest if one.relation.kind is Kind.RATIO and one.relation.partial]
        self._by_reading: dict[Reading, list[Relation]] | None = None
        self._left: dict[str, list[Figure]] | None = None

    def of(self, verdict: Verdict) -> Iterator[Rival]:
        """Every rival of a broken verdict."""
        relation = verdict.relation
        found = {name: self._dossier.cells.at(name) for name in relation.figures()}
        places = {name: at for name, at in found.items() if at is not None}
        if len(places) == len(found):
            yield from self._in_tables(relation, places)
        elif not places:
            yield from self._in_prose(relation)
        yield from self._of_rates(relation, places)

    def _in_tables(self, relation: Relation, places: dict[str, At]) -> Iterator[Rival]:
        figures = self._dossier.figures
        tables, rows = {at.table.id for at in places.values()}, {at.row for at in places.values()}
        columns = {at.column for at in places.values()}
        if relation.kind is Kind.BALANCE and len(tables) == len(columns) == 1:
            yield from _rows(relation, places)
        elif relation.kind is Kind.BALANCE and len(tables) == len(rows) == 1:
            yield from (Rival(one, "passed-on") for one in other_cells(relation, places, figures))
        elif len(places) == 2:
            yield from (Rival(one, "left-over") for one in other_totals(relation, self._dossier.cells, figures))
            told = self._told_left(next(iter(places.values())).table.document)
            yield from (Rival(one, "left-over") for one in left_in_text(relation, told, figures))

    def _in_prose(self, relation: Relation) -> Iterator[Rival]:
        passage = self._passage(relation.figures()[0])
        if passage is not None:
            figures = self._dossier.figures
            yield from (Rival(one, "left-over") for one in left_in_text(relation, passage.figures, figures, 1))
            for one in other_runs(relation, passage.figures, self._dossier.figures):
                yield Rival(one, "run")
            for one in nested_parts(relation, passage.figures, self._dossier.figures):
                yield Rival(one, "nested")
            yield from (Rival(one, "foreign") for one in without_foreign_part(relation, figures))

    def _of_rates(self, relation: Relation, places: dict[str, At]) -> Iterator[Rival]:
        if relation.kind in (Kind.GROWTH, Kind.RATIO):
            if relation.partial and not places:
                yield from (Rival(one, "told-whole") for one in self._of_told_wholes(relation))
            reach = chain(self._near(relation.figures()), _beside(places.values()))
            yield from (Rival(one, "base") for one in other_bases(relation, reach, self._dossier.figures))

    def _of_told_wholes(self, relation: Relation) -> Iterator[Relation]:
        """A share of a list as one of an amount told before it, if all shares of the list are shares of that amount."""
        figures = self._dossier.figures
        if self._by_reading is None:
            self._by_reading = by_reading(self._shares, figures)
        alike = self._by_reading.get(reading_of(relation, figures) or (), ())
        first = min(whole_of(relation), key=lambda name: (figures[name].place.paragraph or 0, figures[name].start))
        yield from other_wholes(relation, alike, self._told_before(figures[first]), figures)

    def _told_before(self, figure: Figure) -> Iterator[Figure]:
        """The figures told before one in its paragraph and in some paragraphs above it, the nearest first."""
        here = self._passage(figure.id)
        while here is not None and here.index > (figure.place.paragraph or 0) - PARAGRAPHS_ABOVE:
            yield from (
                one
                for one in reversed(here.figures)
                if here.index < (figure.place.paragraph or 0) or one.start < figure.start
            )
            here = self._dossier.passage_by_place.get((figure.place.document, here.index - 1))

    def _near(self, names: Iterable[str]) -> Iterator[Figure]:
        """The amounts of the passages in which figures of the narrative stand, those nearest to each."""
        for name in names:
            passage = self._passage(name)
            if passage is None:
                continue
            at = next((i for i, figure in enumerate(passage.figures) if figure.id == name), 0)
            yield from passage.figures[max(0, at - FARTHEST) : at + FARTHEST]

    def _passage(self, name: str) -> Passage | None:
        return self._dossier.passage_at(self._dossier.figures[name].place)

    def _told_left(self, document: str) -> list[Figure]:
        """The amounts of a document's narrative that are called left over."""
        if self._left is None:
            self._left = defaultdict(list)
            for passage in self._dossier.passages():
                for figure in passage.figures:
                    if figure.quantity.unit.is_money:
                        self._left[figure.place.document].append(figure)
        return self._left[document]


def _beside(places: Iterable[At]) -> Iterator[Figure]:
    """The figures of the rows in which cells stand."""
    for at in places:
        yield from (cell for cell in at.table.rows[at.row].cells if cell is not None)


def _rows(relation: Relation, places: dict[str, At]) -> Iterator[Rival]:
    """Other rows of the column."""
    total = next((term for term in relation.terms if term.role is Role.TOTAL), None)
    if total is None or relation.constant or total.weight != 1:
        return
    at = places[total.figure]
    parts = [(places[term.figure].row, term.weight) for term in relation.terms if term is not total]
    for other in other_rows(at.table, at.column, at.row, parts, relation.partial):
        changed = _relation_of(relation, at, other)
        if changed is not None:
            yield Rival(changed, other.why)


def _relation_of(relation: Relation, at: At, other: OtherRows) -> Relation | None:
    whole = at.table.rows[other.total].cells[at.column]
    cells = [(at.table.rows[row].cells[at.column], weight) for row, weight in other.parts]
    parts = tuple(Term(cell.id, Role.PART, weight) for cell, weight in cells if cell is not None)
    if whole is None or not parts:
        return None
    return replace(relation, terms=(Term(whole.id, Role.TOTAL, other.weight), *parts), partial=False)
