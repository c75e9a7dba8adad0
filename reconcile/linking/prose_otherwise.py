"""What else a sentence may claim: another run of its amounts adds up, or a rate compares another amount in reach.

Nothing is read anew: the figures of the passage, in their order, and those of the table row, are all there is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from fiscal.figure import Figure, Measure
from fiscal.numbers.interval import EXACT
from fiscal.numbers.quantity import telling_digits
from fiscal.relation import Kind, Relation, Role, Term
from reconcile.judge.odd_unit import odd_unit
from reconcile.linking.partitions import holds

FEWEST_DIGITS = 3
ROUNDED_DIGITS = 4
"""A sum of rounded figures says something about a total of so many digits."""

FEWEST_SHARES = 3

FARTHEST = 12
"""So many amounts before and behind are in reach of a rate."""


def other_runs(relation: Relation, passage: Sequence[Figure], figures: dict[str, Figure]) -> Iterator[Relation]:
    """The total as the sum of another run of two amounts or more of its passage, before or behind it.

    A total of three digits has to be met exactly: within what rounding explains, some run meets it by chance.
    """
    total = next((term.figure for term in relation.terms if term.role is Role.TOTAL), None)
    if relation.kind is not Kind.BALANCE or total is None or not _long(figures[total]):
        return
    amounts = [f for f in passage if f.quantity.unit.dimension == figures[total].quantity.unit.dimension]
    names = [figure.id for figure in amounts]
    if total not in names:
        return
    at = names.index(total)
    claimed = {term.figure for term in relation.terms if term.role is Role.PART}
    closely = not _long(figures[total], ROUNDED_DIGITS)
    for listed in (amounts[at + 1 :][:FARTHEST], amounts[:at][-FARTHEST:][::-1]):
        for start in range(min(len(listed), 4)):
            for end in range(start + 2, len(listed) + 1):
                if claimed.isdisjoint(figure.id for figure in listed[start:end]):
                    continue  # another list of the same whole is no other reading of this one
                if closely and _sum(listed[start:end]) != figures[total].quantity.centre:
                    continue
                parts = tuple(Term(figure.id, Role.PART) for figure in listed[start:end])
                yield replace(relation, terms=(Term(total, Role.TOTAL), *parts), partial=False)


def nested_parts(relation: Relation, passage: Sequence[Figure], figures: dict[str, Figure]) -> Iterator[Relation]:
    """The sum without parts of parts: one part is itself the sum of amounts behind it, and those are among the parts.

    What is left is said to be part of the total, and need not be all of it.
    """
    parts = [term for term in relation.terms if term.role is Role.PART]
    if relation.kind is not Kind.BALANCE or len(parts) < 2:
        return
    names = [figure.id for figure in passage]
    for part in parts:
        if part.figure not in names or not _long(figures[part.figure]):
            continue
        at = names.index(part.figure)
        below = _adding_up(figures[part.figure], passage[at + 1 : at + 1 + FARTHEST])
        others = {term.figure for term in parts if term is not part}
        if others & set(below):
            kept = tuple(term for term in relation.terms if term.figure not in below)
            yield replace(relation, terms=kept, partial=True)


def without_foreign_part(relation: Relation, figures: dict[str, Figure]) -> Iterator[Relation]:
    """The sum without the one part that is printed in another unit than all else, or is alone in being a change.

    Such an amount belongs to something said in between (增长的主要原因是……增加3亿元); what is left has to come to a total
    of four digits exactly.
    """
    total = next((term.figure for term in relation.terms if term.role is Role.TOTAL), None)
    parts = [term for term in relation.terms if term.role is Role.PART]
    if (
        relation.kind is not Kind.BALANCE
        or total is None
        or len(parts) < 3
        or not _long(figures[total], ROUNDED_DIGITS)
    ):
        return
    odd = odd_unit(relation, figures)
    changes = [term for term in parts if figures[term.figure].measure is Measure.DELTA]
    for part in parts:
        alone = odd is not None and odd[0].id == part.figure
        if not alone and changes != [part]:
            continue
        kept = tuple(term for term in relation.terms if term is not part)
        weighted = [
            EXACT.multiply(figures[one.figure].quantity.centre, one.weight) for one in kept if one.role is Role.PART
        ]
        if sum(weighted, Decimal(0)) == figures[total].quantity.centre:
            yield replace(relation, terms=kept)


def _adding_up(whole: Figure, behind: Sequence[Figure]) -> tuple[str, ...]:
    """The first run of two amounts or more right behind a figure that comes to it, or nothing."""
    unit = whole.quantity.unit.dimension
    listed = [figure for figure in behind if figure.quantity.unit.dimension == unit]
    reached = listed[0].quantity.centre * 0 if listed else None
    for end, figure in enumerate(listed, 1):
        reached = EXACT.add(reached, figure.quantity.centre) if reached is not None else None
        if end > 1 and reached == whole.quantity.centre:
            return tuple(one.id for one in listed[:end])
    return ()


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
    if relation.kind is Kind.GROWTH and len(relation.terms) == 3:
        # 比上年减支50.7万元，下降71.3%: what was taken for last year's amount is the change.
        yield replace(relation, terms=(*others, Term(bases[0].figure, Role.DELTA)))
        yield replace(relation, terms=(*others, Term(bases[0].figure, Role.DELTA, -1)))
    for figure in reach:
        if figure.id in used or figure.quantity.unit.dimension != unit.dimension or figure.quantity.value <= 0:
            continue
        if figure.measure in (Measure.AMOUNT, Measure.FROM, Measure.TO):
            yield replace(relation, terms=(*others, Term(figure.id, base_role)))


def other_wholes(
    relation: Relation, alike: Sequence[Relation], told: Iterable[Figure], figures: dict[str, Figure]
) -> Iterator[Relation]:
    """A share of a list that prints no whole, as the share of an amount told before the list: of one of which all
    shares of the list, the relations `alike`, are shares. Three of them do not fit one amount by chance.
    """
    part = next(figures[term.figure] for term in relation.terms if term.role is Role.PART)
    if len(alike) < FEWEST_SHARES:
        return
    for whole in told:
        if (
            whole.quantity.unit.dimension == part.quantity.unit.dimension
            and whole.quantity.centre > part.quantity.centre
        ):
            shares = [_of_whole(one, whole) for one in alike]
            if all(holds(one, figures) for one in shares):
                yield _of_whole(relation, whole)


def _of_whole(share: Relation, whole: Figure) -> Relation:
    kept = tuple(term for term in share.terms if term.role is not Role.WHOLE)
    return replace(share, terms=(*kept, Term(whole.id, Role.WHOLE)), partial=False)


def _sum(listed: Sequence[Figure]) -> Decimal:
    reached = Decimal(0)
    for figure in listed:
        reached = EXACT.add(reached, figure.quantity.centre)
    return reached


def _long(figure: Figure, fewest: int = FEWEST_DIGITS) -> bool:
    """True if a number has so many digits that mean something: of 8,000 only one does."""
    return telling_digits(figure.quantity.value) >= fewest
