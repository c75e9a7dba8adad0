"""What stands in every checking cell: its formula, how it is shown, and a note with the working where it says more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal

from fiscal.figure import Figure
from fiscal.relation import Kind
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.places import place_words
from reconcile.reports.quoted.written_numbers import bare, in_unit, places_of
from reconcile.reports.workbook.cell_checks import CellCheck
from reconcile.reports.workbook.check_columns import ColumnCheck
from reconcile.reports.workbook.check_formulas import CheckFormula
from reconcile.review import Outcome, Verdict
from reconcile.words.messages import label
from reconcile.words.messages import workbook_word as word
from reconcile.words.texts import words

MOST_PLACES, MOST_ELSEWHERE = 4, 3
LONGEST = 600
RATES = (Kind.RATIO, Kind.GROWTH)


def checks_beside(
    checks: Mapping[str, CellCheck], formulas: Mapping[str, CheckFormula], lookup: Lookup, lang: str
) -> dict[str, ColumnCheck]:
    """The checking cell of every figure that has a formula, by the figure's id."""
    return {
        name: _beside(checks[name], lookup.figures[name], formula, lookup, lang) for name, formula in formulas.items()
    }


def _beside(check: CellCheck, figure: Figure, formula: CheckFormula, lookup: Lookup, lang: str) -> ColumnCheck:
    if check.owner is not None:
        return ColumnCheck(formula.text, 0, formula.slack)
    gap = _gap(check.verdict, figure)
    places = min(MOST_PLACES, max(places_of(figure.quantity.value), places_of(gap)))
    shown = f"{gap:,.{places}f}" if gap else ""
    return ColumnCheck(
        formula.text, places, formula.slack, shown, _note(check.verdict, figure, bool(gap), lookup, lang)
    )


def _gap(verdict: Verdict, figure: Figure) -> Decimal:
    """What the formula comes to as the figures are printed, but for its sign."""
    if verdict.difference is None:
        return Decimal(0)
    gap = abs(in_unit(verdict.difference, figure.quantity.unit))
    if verdict.relation.kind is Kind.AT_MOST:
        return gap if verdict.outcome is Outcome.BROKEN else Decimal(0)
    if verdict.relation.kind in RATES:
        gap = gap.quantize(Decimal(1).scaleb(figure.quantity.exponent), ROUND_HALF_UP)
    return gap.normalize() if gap else Decimal(0)


def _note(verdict: Verdict, figure: Figure, apart: bool, lookup: Lookup, lang: str) -> str:
    """The working where something is apart, and the places of figures that stand in no cell of this table."""
    elsewhere = list(_elsewhere(verdict, figure, lookup, lang))
    if not apart and not elsewhere:
        return ""
    lines = [f"{words('outcome', verdict.outcome, lang)}: {verdict.expression}"]
    if apart and verdict.slack is not None:
        slack = bare(in_unit(verdict.slack, verdict.unit))
        lines.append(f"{label('slack', lang)} ±{slack} {verdict.unit.name if verdict.unit else ''}".rstrip())
    if elsewhere:
        lines.append(word("compared", lang, places="; ".join(elsewhere[:MOST_ELSEWHERE])))
    return "\n".join(lines)[:LONGEST]


def _elsewhere(verdict: Verdict, figure: Figure, lookup: Lookup, lang: str) -> Iterator[str]:
    home = lookup.cells[figure.id].table.id
    for name in verdict.relation.figures():
        at = lookup.cells.at(name)
        if at is None or at.table.id != home:
            yield place_words(lookup.figures[name].place, lookup, lang, document=len(lookup.documents) > 1)
