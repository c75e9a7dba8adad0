"""What speaks for a broken relation being a wrong figure and not a wrong reading: witnesses, and the look of the gap.

A reading that holds in other columns of the table, or in sister tables with the same rows, is the reading here too; one
that breaks there as well is a wrong one. All of it is taken from the verdicts: nothing is computed anew.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from fiscal.figure import Figure
from fiscal.relation import Kind, Relation
from fiscal.words.vocabulary import fold
from reconcile.dossier import At, Cells
from reconcile.judge.truncation import truncation_explains
from reconcile.linking.shared_readings import Reading, reading_of
from reconcile.review import HOLDS, Outcome, Verdict

FEWEST_DIGITS = 3
"""Shorter totals come out by chance."""

MOST_WITNESSES = 20
"""So many relations are named as witnesses."""


class Witnesses(Struct, frozen=True):
    """What other verdicts say of the reading of one.

    `lines` and `lines_broken` are the ids of those that hold and break in other columns (rows) of the table, or share
    its reading in the narrative (shares of one whole, lists of one paragraph …), `sisters` and `sisters_broken` of
    those in other tables with the same rows. `verified` of the `figures` of the relation are
    borne out by other relations; `table_held` and `table_broken` count the verdicts over its tables, `peers_held` and
    `peers_broken` those of the same check in the same table (or, in the narrative, in the same document), of which
    `same_gap` break by the same amount. `told` if it stands in the narrative, and so do its `lines`.
    """

    lines: tuple[str, ...] = ()
    lines_broken: tuple[str, ...] = ()
    sisters: tuple[str, ...] = ()
    sisters_broken: tuple[str, ...] = ()
    verified: int = 0
    figures: int = 0
    table_held: int = 0
    table_broken: int = 0
    peers_held: int = 0
    peers_broken: int = 0
    same_gap: int = 0
    told: bool = False

    @property
    def named(self) -> tuple[str, ...]:
        """The relations in which the reading holds, so many of them as anybody would look at."""
        return (*self.lines, *self.sisters)[:MOST_WITNESSES]


class Witnessing:
    """Finds the witnesses of broken verdicts among all verdicts of a dossier."""

    def __init__(self, verdicts: Sequence[Verdict], figures: Mapping[str, Figure], cells: Cells) -> None:
        self._figures = figures
        self._cells = cells
        self._lines: dict[Hashable, list[Verdict]] = defaultdict(list)
        self._sisters: dict[Hashable, list[Verdict]] = defaultdict(list)
        self._bearing: dict[str, list[Verdict]] = defaultdict(list)
        self._tables: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        self._peers: dict[Hashable, list[int]] = defaultdict(lambda: [0, 0])
        self._gaps: Counter[Hashable] = Counter()
        for verdict in verdicts:
            if verdict.outcome is Outcome.UNDECIDED or not self._says_something(verdict):
                continue
            places = self._places(verdict.relation)
            if not truncation_explains(verdict, figures):  # last digits cut off say nothing against a reading
                for key in _line_keys(verdict.relation, places, reading_of(verdict.relation, figures)):
                    self._lines[key].append(verdict)
            for key in self._sister_keys(verdict.relation, places):
                self._sisters[key].append(verdict)
            self._count(verdict, places)

    def of(self, verdict: Verdict, mended: Sequence[str] = ()) -> Witnesses:
        """The witnesses of one verdict. What one change mends together with it (`mended`) does not speak against it."""
        places = self._places(verdict.relation)
        others = set(verdict.relation.figures())
        reading = reading_of(verdict.relation, self._figures)
        told = reading is not None
        lines = [one for key in _line_keys(verdict.relation, places, reading) for one in self._lines.get(key, ())]
        sisters = [one for key in self._sister_keys(verdict.relation, places) for one in self._sisters.get(key, ())]
        held, broken = _apart(verdict, lines, set() if told else others)
        if told:
            broken = tuple(name for name in broken if name not in mended)
            if verdict.relation.kind is Kind.RATIO and not verdict.relation.partial:
                held = ()  # that other shares are of this whole does not say that this one is
        if verdict.relation.kind is Kind.AT_MOST:
            broken = ()  # an order may well be broken in row after row
        sister_held, sister_broken = _apart(verdict, sisters, others)
        names = dict.fromkeys(verdict.relation.figures())
        peers_held, peers_broken = self._peers[self._home(verdict.relation, places)]
        tables = {at.table.id for at in places if at is not None}
        return Witnesses(
            held,
            broken,
            tuple(name for name in sister_held if name not in held),
            tuple(name for name in sister_broken if name not in broken),
            sum(self._borne_out(name, verdict) for name in names),
            len(names),
            sum(self._tables[name][0] for name in tables),
            sum(self._tables[name][1] for name in tables),
            peers_held,
            peers_broken,
            self._gaps[self._gap_key(verdict, places)] - 1,
            told,
        )

    def _places(self, relation: Relation) -> list[At | None]:
        return [self._cells.at(name) for name in relation.figures()]

    def _gap_key(self, verdict: Verdict, places: Sequence[At | None]) -> Hashable:
        """The home of a verdict and by how much it is broken, either way: what one place has too much, one lacks."""
        gap = abs(verdict.difference) if verdict.difference is not None else None
        return (*self._home(verdict.relation, places), gap)

    def _home(self, relation: Relation, places: Sequence[At | None]) -> tuple[Hashable, ...]:
        """Where relations of one check are alike: in one table or pair of tables, in the text of one document."""
        tables = tuple(sorted({at.table.id for at in places if at is not None}))
        document = self._figures[relation.figures()[0]].place.document
        return (relation.code, relation.kind, tables if None not in places else document)

    def _says_something(self, verdict: Verdict) -> bool:
        """True unless the relation is about zeros, or about one number of few digits."""
        values = [self._figures[name].quantity.value for name in verdict.relation.figures()]
        return sum(value != 0 for value in values) > 1 and any(
            len(value.as_tuple().digits) >= FEWEST_DIGITS for value in values
        )

    def _count(self, verdict: Verdict, places: Sequence[At | None]) -> None:
        for name in dict.fromkeys(verdict.relation.figures()):
            self._bearing[name].append(verdict)
        self._peers[self._home(verdict.relation, places)][verdict.outcome is Outcome.BROKEN] += 1
        if verdict.outcome is Outcome.BROKEN:
            self._gaps[self._gap_key(verdict, places)] += 1
        for table in {at.table.id for at in places if at is not None}:
            self._tables[table][verdict.outcome is Outcome.BROKEN] += 1

    def _borne_out(self, name: str, verdict: Verdict) -> bool:
        """True if another relation over this figure holds, of another check or with other figures, and none breaks."""
        own = set(verdict.relation.figures())
        others = [
            one
            for one in self._bearing.get(name, ())
            if one.id != verdict.id and len(own & set(one.relation.figures())) < len(own)
        ]
        return any(one.outcome in HOLDS for one in others) and all(one.outcome in HOLDS for one in others)

    def _sister_keys(self, relation: Relation, places: Sequence[At | None]) -> Iterator[Hashable]:
        """The relation by the labels of its rows, whatever table they stand in."""
        found = [at for at in places if at is not None]
        if len(found) == len(places) and len({at.row for at in found}) > 1:
            labels = tuple(fold(at.table.rows[at.row].label) for at in found)
            yield (relation.code, relation.kind, labels[0], frozenset(labels[1:]))


def _line_keys(relation: Relation, places: Sequence[At | None], reading: Reading | None) -> Iterator[Hashable]:
    """Where the reading of a relation is met again: its rows in whatever column, its columns in whatever row; of one of
    the narrative what it takes for granted.
    """
    if reading is not None:
        yield reading
    found = [at for at in places if at is not None]
    if not found or len(found) != len(places):
        return
    tables = tuple(sorted({at.table.id for at in found}))
    if len({at.column for at in found}) == 1 or len(tables) == 2:
        yield ("rows", relation.code, relation.kind, tables, found[0].row, found[-1].row if len(tables) == 2 else -1)
    if len({at.row for at in found}) == 1 or len(tables) == 2:
        columns = found[0].column, found[-1].column
        yield ("columns", relation.code, relation.kind, tables, *columns)


def _apart(verdict: Verdict, found: Iterable[Verdict], figures: set[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ids of those that hold and of those that break, without the verdict itself and what shares its figures."""
    held: dict[str, None] = {}
    broken: dict[str, None] = {}
    for one in found:
        if one.id != verdict.id and not figures & set(one.relation.figures()):
            (held if one.outcome in HOLDS else broken)[one.id] = None
    return tuple(held), tuple(broken)
