"""Which printed figures become live formulas: totals over their parts, differences and rates of columns.

Only where the formula gives the very number printed, so that the table stays as it was printed until somebody changes a
part; then everything that depends on it follows. Where the parts come to another number the printed one stays, and the
recount stands beside it. No formula ever leads back to itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Context, Decimal

from fiscal.figure import Figure
from fiscal.relation import Kind, Relation, Role, Term
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.workbook.cell_checks import rate_sides
from reconcile.reports.workbook.sheet_cells import FORMULA_LIMIT, fits
from reconcile.reports.workbook.sheet_layout import SheetLayout, total_of, weighted_sum
from reconcile.review import HOLDS, Outcome, Review, Verdict

DIVIDING = Context(prec=40)
RESULT = {Kind.BALANCE: (Role.TOTAL, Role.TO), Kind.RATIO: (Role.RATE,), Kind.GROWTH: (Role.RATE,)}


def live_formulas(review: Review, lookup: Lookup, layouts: Mapping[str, SheetLayout]) -> dict[str, str]:
    """The formula of every figure that has one, by the figure's id; each refers to cells of its own sheet only."""
    found: dict[str, str] = {}
    sources: dict[str, tuple[str, ...]] = {}
    for verdict in review.verdicts:
        relation = verdict.relation
        layout = _home(relation, lookup, layouts) if _may_be_live(verdict) else None
        results = [term for term in relation.terms if term.role in RESULT.get(relation.kind, ())]
        if layout is None or len(results) != 1 or results[0].figure in found:
            continue
        others = tuple(term.figure for term in relation.terms if term.figure != results[0].figure)
        if not others or _leads_back(results[0].figure, others, sources):
            continue
        formula = _formula(verdict, results[0], layout, lookup)
        if formula is not None and len(formula) <= FORMULA_LIMIT:
            found[results[0].figure], sources[results[0].figure] = formula, others
    return found


def _may_be_live(verdict: Verdict) -> bool:
    relation = verdict.relation
    if relation.partial or relation.constant:
        return False
    if relation.kind is Kind.BALANCE:
        return verdict.outcome is Outcome.EXACT
    return relation.kind in RESULT and verdict.outcome in HOLDS


def _home(relation: Relation, lookup: Lookup, layouts: Mapping[str, SheetLayout]) -> SheetLayout | None:
    """The one sheet on which all figures of the relation stand as numbers."""
    names = relation.figures()
    tables = {lookup.cells[name].table.id for name in names if name in lookup.cells}
    if len(tables) != 1 or not all(name in lookup.cells and fits(lookup.figures[name].quantity) for name in names):
        return None
    return layouts.get(tables.pop())


def _leads_back(result: str, others: Iterable[str], sources: Mapping[str, tuple[str, ...]]) -> bool:
    """True if some of `others` is already worked out from `result`."""
    waiting, seen = list(others), set()
    while waiting:
        name = waiting.pop()
        if name == result:
            return True
        if name not in seen:
            seen.add(name)
            waiting += sources.get(name, ())
    return False


def _formula(verdict: Verdict, result: Term, layout: SheetLayout, lookup: Lookup) -> str | None:
    if verdict.relation.kind is not Kind.BALANCE:
        return _rate(verdict.relation, lookup.figures[result.figure], layout, lookup)
    figures = [lookup.figures[name] for name in verdict.relation.figures()]
    if len({figure.quantity.unit.name for figure in figures}) != 1 or abs(result.weight) != 1:
        return None
    turned = any(t.role is Role.DELTA and lookup.figures[t.figure].sign < 0 for t in verdict.relation.terms)
    if turned or total_of(verdict) != result.figure:
        return None
    text = weighted_sum(verdict, layout, lookup)
    decimals = max(-figure.quantity.exponent for figure in figures)
    # The spreadsheet adds in binary: rounding to the last printed place leaves the exact sum of the printed figures.
    return f"=ROUND({text},{decimals})" if decimals > 0 else f"={text}"


def _rate(relation: Relation, rate: Figure, layout: SheetLayout, lookup: Lookup) -> str | None:
    """A percentage over two cells, rounded to the places it is printed with, if that gives the printed number."""
    sides = rate_sides(relation)
    if sides is None or rate.sign != 1 or rate.quantity.unit.name != "%":
        return None
    now, base = sides
    over, under = lookup.figures[now].quantity, lookup.figures[base].quantity
    if over.unit.name != under.unit.name or under.value <= 0:
        return None
    growth = relation.kind is Kind.GROWTH
    quotient = DIVIDING.divide(over.value - under.value if growth else over.value, under.value)
    places = max(-rate.quantity.exponent, 0)
    worked = DIVIDING.multiply(quotient, Decimal(100)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, DIVIDING)
    if worked != rate.quantity.value:
        return None
    one, two = (layout.cell(*lookup.cells[name][1:]) for name in (now, base))
    above = f"({one}-{two})" if growth else one
    return f'=IF({two}=0,"",ROUND({above}/{two}*100,{places}))'
