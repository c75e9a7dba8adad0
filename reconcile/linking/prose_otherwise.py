"""What else a sentence may claim: another run of its amounts adds up, or another amount in reach is what a rate compares.

Nothing is read anew: the figures of the passage, in their order, and those of the table row, are all there is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from fiscal.figure import Figure, Measure
from fiscal.relation import Kind, Relation, Role, Term

FEWEST_DIGITS = 3
FARTHEST = 12
"""So many amounts before and behind are in reach of a rate."""


def other_runs(relation: Relation, passage: Sequence[Figure], figures: dict[str, Figure]) -> Iterator[Relation]:
    """The total as the sum of another run of two amounts or more of its passage, before or behind it."""
    total = next((term.figure for term in relation.terms if term.role is Role.TOTAL), None)
    if relation.kind is not Kind.BALANCE or total is None or not _long(figures[total]):
        return
    amounts = [f for f in passage if f.quantity.unit.dimension == figures[total].quantity.unit.dimension]
    names = [figure.id for figure in amounts]
    if total not in names:
        return
    at = names.index(total)
    for listed in (amounts[at + 1 :][:FARTHEST], amounts[:at][-FARTHEST:][::-1]):
        for start in range(min(len(listed), 4)):
            for end in range(start + 2, len(listed) + 1):
                parts = tuple(Term(figure.id, Role.PART) for figure in listed[start:end])
                yield replace(relation, terms=(Term(total, Role.TOTAL), *parts), partial=False)


def other_bases(relation: Relation, reach: Iterable[Figure], figures: dict[str, Figure]) -> Iterator[Relation]:
    """The rate as a comparison with another amount in reach; only a rate of three digits or more says which."""
    rate = next((term.figure for term in relation.terms if term.role is Role.RATE), None)
    base_role = {Kind.GROWTH: Role.FROM, Kind.RATIO: Role.WHOLE}.get(relation.kind)
    if rate is None or base_role is None or not _long(figures[rate]) or figures[rate].measure is Measure.SHARE:
        return  # a share says of what it is one
    bases = [term for term in relation.terms if term.role is base_role]
    if len(bases) != 1 or figures[bases[0].figure].quantity.value == 0:
        return
    unit = figures[bases[0].figure].quantity.unit
    others = tuple(term for term in relation.terms if term.role is not base_role)
    used = set(relation.figures())
    for figure in reach:
        if figure.id in used or figure.quantity.unit.dimension != unit.dimension or figure.quantity.value <= 0:
            continue
        if figure.measure in (Measure.AMOUNT, Measure.FROM, Measure.TO):
            yield replace(relation, terms=(*others, Term(figure.id, base_role)))


def _long(figure: Figure) -> bool:
    return len(figure.quantity.value.as_tuple().digits) >= FEWEST_DIGITS
