"""Slips of the unit in a list: one figure of a sum prints 亿元 where all the others print 万元."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from fiscal.figure import Figure
from fiscal.relation import Relation, Role
from reconcile.judge.odd_unit import odd_unit
from reconcile.linking.partitions import holds


def with_one_unit(relation: Relation, figures: Mapping[str, Figure]) -> dict[str, Figure] | None:
    """The relation's figures with the one odd unit replaced by that of all the others; None if no unit is odd.

    The odd one must be of the same dimension and among three figures at least.
    """
    found = odd_unit(relation, figures)
    if found is None:
        return None
    odd, common = found
    members = {name: figures[name] for name in relation.figures()}
    return {**members, odd.id: replace(odd, quantity=replace(odd.quantity, unit=common))}


def only_the_unit(relation: Relation, figures: Mapping[str, Figure]) -> bool:
    """True if the relation fails as printed and holds once the one odd unit is that of all the others."""
    changed = with_one_unit(relation, figures)
    return changed is not None and not holds(relation, figures) and holds(relation, changed)


def outgrown(relation: Relation, figures: Mapping[str, Figure]) -> str | None:
    """The id of the only part that is larger than the total, or None if there is none or more than one."""
    total = next(figures[term.figure] for term in relation.terms if term.role is Role.TOTAL)
    larger = [
        term.figure
        for term in relation.terms
        if term.role is Role.PART and figures[term.figure].quantity.centre > total.quantity.centre
    ]
    return larger[0] if len(larger) == 1 else None
