"""Totals that moved without their parts, and totals that stayed where their parts moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from fiscal.relation import Kind, Relation, Role
from reconcile.drafts.comparison import Change, TotalChange
from reconcile.judge.verdicts import outcome_of
from reconcile.review import HOLDS, Outcome, Review

SUMS = (Role.TOTAL, Role.TO)


def total_changes(
    old: Review, new: Review, counterparts: Mapping[str, str], changed: Mapping[str, Change]
) -> tuple[TotalChange, ...]:
    """Each total once that agreed with its parts in the old draft, and does not with the same parts in the new one
    since only one side changed. A total that agrees with other parts there is in order.
    """
    held = {
        (verdict.relation.code, term.figure)
        for verdict in new.verdicts
        if verdict.outcome in HOLDS
        for term in verdict.relation.terms
        if term.role in SUMS
    }
    found: dict[str, TotalChange] = {}
    for verdict in old.verdicts:
        if verdict.outcome in HOLDS and verdict.relation.kind is Kind.BALANCE and not verdict.relation.partial:
            for one in _moved(verdict.relation, old, new, counterparts, changed):
                if (verdict.relation.code, one.figure.id) not in held:
                    found.setdefault(one.figure.id, one)
    order = {name: at for at, name in enumerate(new.dossier.figures)}
    return tuple(sorted(found.values(), key=lambda one: order[one.figure.id]))


def _moved(
    relation: Relation, old: Review, new: Review, counterparts: Mapping[str, str], changed: Mapping[str, Change]
) -> Iterator[TotalChange]:
    totals = [term.figure for term in relation.terms if term.role in SUMS]
    parts = [term.figure for term in relation.terms if term.role not in SUMS]
    there = counterparts.get(totals[0]) if len(totals) == 1 else None
    if there is None or not parts:
        return
    moved = [name for name in parts if name in changed or name not in counterparts]
    if (totals[0] in changed) == bool(moved):
        return
    terms = tuple(
        replace(term, figure=counterparts[term.figure]) for term in relation.terms if term.figure in counterparts
    )
    if outcome_of(replace(relation, terms=terms), new.dossier.figures) is Outcome.BROKEN:
        figures = tuple(changed[name].new for name in moved if name in changed)
        yield TotalChange(new.dossier.figures[there], old.dossier.figures[totals[0]], not moved, figures)
