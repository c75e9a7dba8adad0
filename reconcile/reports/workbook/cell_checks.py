"""Which check stands beside a figure of a table: the one that works it out, or a tick that one it takes part in holds.

Of several the first of this order: what a finding tells, a sum of its column, another sum, a rate, the same number
elsewhere, what it may be at most. A difference that no finding tells is shown for sums of a column only.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from fiscal.figure import Figure
from fiscal.numbers.hedge import Hedge
from fiscal.relation import Kind, Relation, Role
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.workbook.sheet_cells import fits
from reconcile.review import HOLDS, Outcome, Review, Verdict

TOTALS = (Role.TOTAL, Role.TO)
TOLD, COLUMN, SUM, RATE, REPEATED, BOUND = range(6)


class CellCheck(Struct, frozen=True):
    """The check beside a figure: the difference in `verdict`, or, with `owner`, a tick while that one's check holds."""

    verdict: Verdict
    owner: str | None = None


def cell_checks(review: Review, lookup: Lookup) -> dict[str, CellCheck]:
    """The check of every figure of a table that has one, by the figure's id."""
    told = {finding.relation for finding in review.findings}
    best: dict[str, tuple[int, Verdict]] = {}
    for verdict in review.verdicts:
        for name, rank in _results(verdict, lookup):
            held = TOLD if verdict.id in told else rank
            if held not in (TOLD, COLUMN) and verdict.outcome is Outcome.BROKEN:
                continue
            if name not in best or held < best[name][0]:
                best[name] = held, verdict
    found = {name: CellCheck(verdict) for name, (_, verdict) in best.items()}
    for owner, check in list(found.items()):
        if check.verdict.outcome in HOLDS:
            for name in check.verdict.relation.figures():
                if name in lookup.cells:
                    found.setdefault(name, CellCheck(check.verdict, owner))
    return found


def _results(verdict: Verdict, lookup: Lookup) -> Iterator[tuple[str, int]]:
    """The figures that a relation works out, and how near it is to them; none where a formula could not say it."""
    relation = verdict.relation
    if verdict.outcome is Outcome.UNDECIDED or verdict.difference is None or relation.partial or relation.constant:
        return
    figures = [lookup.figures.get(name) for name in relation.figures()]
    if len(figures) < 2 or len({one.id for one in figures if one}) != len(figures) or not all(map(_plain, figures)):
        return
    for name, rank in _roles(verdict, lookup):
        if name in lookup.cells:
            yield name, rank


def _plain(figure: Figure | None) -> bool:
    """True if a spreadsheet can hold the figure, and it says one number and no range."""
    if figure is None or figure.quantity.upper is not None or figure.quantity.hedge is not Hedge.EXACT:
        return False
    return fits(figure.quantity)


def _roles(verdict: Verdict, lookup: Lookup) -> Iterator[tuple[str, int]]:
    terms, kind = verdict.relation.terms, verdict.relation.kind
    if kind is Kind.BALANCE:
        totals = [term for term in terms if term.role in TOTALS]
        if len(totals) == 1 and abs(totals[0].weight) == 1:
            yield totals[0].figure, COLUMN if one_column(verdict, lookup) else SUM
    elif kind in (Kind.RATIO, Kind.GROWTH):
        rates = [term.figure for term in terms if term.role is Role.RATE]
        if len(rates) == 1 and rate_sides(verdict.relation) is not None and lookup.figures[rates[0]].sign == 1:
            yield rates[0], RATE
    elif len(terms) == 2 and all(term.weight == 1 and lookup.figures[term.figure].sign == 1 for term in terms):
        for term in terms:
            if kind is Kind.SAME or term.role is Role.LESSER:
                yield term.figure, REPEATED if kind is Kind.SAME else BOUND


def one_column(verdict: Verdict, lookup: Lookup) -> tuple[str, int] | None:
    """Table and column of a sum all whose figures stand in one column and have one unit, else None."""
    cells = lookup.cells.of(verdict.relation.figures())
    homes = {(at.table.id, at.column) for at in cells or ()}
    units = {lookup.figures[name].quantity.unit.name for name in verdict.relation.figures()}
    return homes.pop() if len(homes) == len(units) == 1 else None


def rate_sides(relation: Relation) -> tuple[str, str] | None:
    """The figures above and below the line of a rate of two figures, else None."""
    above, below = (Role.TO, Role.FROM) if relation.kind is Kind.GROWTH else (Role.PART, Role.WHOLE)
    found = {term.role: term for term in relation.terms}
    if len(relation.terms) != 3 or above not in found or below not in found:
        return None
    if any(abs(term.weight) != 1 for term in relation.terms):
        return None
    return found[above].figure, found[below].figure
