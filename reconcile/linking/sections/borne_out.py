"""Which relations across sections are recorded, and which differences are worth a word.

A relation that only the key brings together may hold by chance. It is recorded where its whole, or its rate, has digits
enough, or where several of its kind hold; a difference is worth a word only where nearly all of its sisters hold,
nothing else can be meant, and it looks like a slip.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from fiscal.figure import Figure
from fiscal.relation import Kind, Relation, Role
from reconcile.dossier import Dossier
from reconcile.linking.claiming import Claiming
from reconcile.linking.partitions import holds, near_miss
from reconcile.linking.sections.budgets_together import Together
from tables.statements.running_totals import digits_of

DIGITS = 4
"""Significant digits of a whole from which one relation speaks for itself."""

RATE_DIGITS = 2
"""Significant digits of a rate that hardly comes out of the only two amounts there are by chance."""

SISTERS = 3
"""So many relations of one kind that hold bear one another out."""

MOSTLY = 4
"""A difference is worth a word where so many times as many sisters hold as do not."""


def borne_out(claims: Sequence[Sequence[Relation]], dossier: Dossier, *, told: bool = False) -> Iterator[Relation]:
    """Of each claim of one kind, with its readings, the one that holds, if digits or sisters bear it out.

    With `told` also what is broken in its only reading, by a slip, where nearly all sisters hold.
    """
    figures = dossier.figures
    held = [next((one for one in readings if holds(one, figures)), None) for readings in claims]
    sisters = sum(one is not None for one in held)
    off = len(held) - sisters
    for readings, one in zip(claims, held, strict=True):
        if one is not None:
            alone = len(readings) == 1 and _telling_rate(one, figures)
            if alone or digits_of(figures[one.terms[0].figure]) >= DIGITS or sisters >= max(SISTERS, off):
                yield one
        elif told and sisters >= max(SISTERS, MOSTLY * off) and len(readings) == 1:
            if near_miss(readings[0], figures):
                yield readings[0]


def together_borne_out(some: Iterable[Together], claim: Claiming, told: Collection[str] = ()) -> Iterator[Relation]:
    """The same for what several accounts tell together: those of one document and kind are sisters; kinds `told`."""
    sisters: dict[tuple[str, str], list[list[Relation]]] = defaultdict(list)
    for one in some:
        sisters[one.whole.place.document, one.kind].append(list(_readings(one, claim.of(one.whole.label))))
    for (_, kind), claims in sisters.items():
        yield from borne_out(claims, claim.dossier, told=kind in told)


def _readings(one: Together, claim: Claiming) -> Iterator[Relation]:
    for parts in one.readings:
        names, signs = [figure for figure, _ in parts], [sign for _, sign in parts]
        yield claim.same((one.whole, *names)) if len(parts) == 1 else claim.total(one.whole, names, signs)


def _telling_rate(relation: Relation, figures: Mapping[str, Figure]) -> bool:
    """True for a growth whose rate has digits enough."""
    rates = [figures[term.figure] for term in relation.terms if term.role is Role.RATE]
    return relation.kind is Kind.GROWTH and all(digits_of(rate) >= RATE_DIGITS for rate in rates)
