"""Orders and equalities that words state, as relations: of what is only roughly level, what is equal."""

from __future__ import annotations

from collections.abc import Iterator

from fiscal.claims import at_most, same
from fiscal.relation import Basis, Relation
from fiscal.statement import Level, Ordered, Why
from reconcile.dossier import Dossier
from reconcile.linking.told import told


def told_orders(dossier: Dossier, code: str, why: Why) -> Iterator[Relation]:
    """One relation per statement of this kind, in the order of the text."""
    for _, some in told(dossier):
        for one in some:
            if isinstance(one, Ordered) and one.why is why:
                yield at_most(code, one.lesser, one.greaters[0], Basis.STATED, one.said)
            elif isinstance(one, Level) and one.why is why:
                first, second = dossier.figures[one.one], dossier.figures[one.other]
                if not one.roughly or first.quantity.centre == second.quantity.centre:
                    yield same(code, (first, second), Basis.STATED, one.said)
