"""Where a changed figure is repeated: the places that stated its old number and still do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from fiscal.figure import Figure
from fiscal.numbers.quantity import telling_digits
from fiscal.relation import Basis, Kind, Relation, Role, Term
from reconcile.drafts.comparison import Change
from reconcile.drafts.sheets import label_key, title_key, value_key
from reconcile.judge.verdicts import judge
from reconcile.review import HOLDS, Outcome, Review
from tables.statements.lexicon import lexicon

STRONG = 4
"""Digits with which equal numbers under one name are one fact."""


class Repeated:
    """Knows which figures of the old draft stated one fact."""

    def __init__(self, old: Review, new: Review, counterparts: Mapping[str, str]) -> None:
        self._old = old.dossier.figures
        self._new = new.dossier.figures
        self._order = {name: at for at, name in enumerate(self._new)}
        self._cells = old.dossier.cells
        self._counterparts = counterparts
        self._held: dict[str, list[Relation]] = defaultdict(list)
        for verdict in old.verdicts:
            if verdict.outcome in HOLDS and _states_one(verdict.relation):
                for name in dict.fromkeys(verdict.relation.figures()):
                    self._held[name].append(verdict.relation)
        self._alike: dict[str, list[Figure]] = defaultdict(list)
        for figure in self._old.values():
            if figure.quantity.unit.is_money and telling_digits(figure.quantity.value) >= STRONG:
                self._alike[value_key(figure)].append(figure)

    def unchanged(self, change: Change, changed: Mapping[str, Change]) -> tuple[Figure, ...]:
        """The figures of the new draft that repeat `change` and still state what it was before, in their order."""
        found = []
        for name, weights in self._linked(change.old):
            there = self._new.get(self._counterparts.get(name, ""))
            if name not in changed and there is not None and self._apart(change.new, there, weights):
                found.append(there)
        return tuple(sorted(found, key=lambda figure: self._order[figure.id]))

    def _linked(self, figure: Figure) -> list[tuple[str, tuple[int, int]]]:
        """Figures that stated the same as `figure`, with the weights with which both are equal."""
        found: dict[str, tuple[int, int]] = {}
        for relation in self._held.get(figure.id, ()):
            own = next(term.weight for term in relation.terms if term.figure == figure.id)
            for term in relation.terms:
                if term.figure != figure.id:
                    found.setdefault(term.figure, (own, term.weight))
        for other in self._alike.get(value_key(figure), ()):
            if other.id not in found and self._one_fact(figure, other):
                found[other.id] = (1, 1)
        return list(found.items())

    def _one_fact(self, one: Figure, other: Figure) -> bool:
        """True if two equal numbers are called alike, stand apart, and nothing they are known by differs."""
        if one.id == other.id or (one.place.table is not None and one.place.table == other.place.table):
            return False
        known = [
            (one.stage, other.stage),
            (one.level, other.level),
            (one.budget, other.budget),
            (one.period, other.period),
        ]
        if any(a is not None and b is not None and a != b for a, b in known):
            return False
        names = self._name(one), self._name(other)
        return all(len(name) > 2 for name in names) and (names[0] in names[1] or names[1] in names[0])

    def _name(self, figure: Figure) -> str:
        """What a figure is called; the total of a whole table is called what the table is."""
        at = self._cells.at(figure.id)
        if at is None:
            return label_key(figure.label)
        label = label_key(at.table.rows[at.row].label)
        return title_key(at.table.title) if label in lexicon()["total"] else label

    def _apart(self, one: Figure, other: Figure, weights: tuple[int, int]) -> bool:
        terms = (Term(one.id, Role.MEMBER, weights[0]), Term(other.id, Role.MEMBER, weights[1]))
        verdict = judge(Relation("", Kind.SAME, Basis.STATED, terms), {one.id: one, other.id: other})
        return verdict.outcome is Outcome.BROKEN


def _states_one(relation: Relation) -> bool:
    """True if a relation says that its figures are one number."""
    if relation.kind is Kind.SAME:
        return True
    single = len(relation.terms) == 2 and not relation.partial and relation.constant == 0
    return relation.kind is Kind.BALANCE and single and {abs(term.weight) for term in relation.terms} == {1}


def ordered(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Changes that are not repeated everywhere first; otherwise in their order."""
    return tuple(sorted(changes, key=lambda change: not change.repeated_unchanged))
