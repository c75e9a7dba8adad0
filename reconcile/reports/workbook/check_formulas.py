"""The live formulas of the checking columns: what is printed less what the other figures make of it, 0 where it agrees.

A figure in another unit is converted, one of the narrative is the number printed there, one on another sheet is
referred to, so that a changed cell moves every check that rests on it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal, Inexact

from msgspec import Struct

from fiscal.figure import Figure
from fiscal.numbers.interval import EXACT
from fiscal.numbers.quantity import HALF
from fiscal.numbers.units import Unit
from fiscal.relation import Kind, Role
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.written_numbers import conversion, in_unit, plain
from reconcile.reports.workbook.cell_checks import TOTALS, CellCheck, rate_sides
from reconcile.reports.workbook.sheet_cells import FORMULA_LIMIT, quoted_sheet
from reconcile.reports.workbook.sheet_layout import SheetLayout, column_sums
from reconcile.review import Outcome, Verdict

TIMES = {"percent": 100, "times": 1, "tenths": 10}
"""What turns a quotient into the base unit of a rate."""

PLACES = 9
"""Decimals to which a difference is rounded: what is cut off is the spreadsheet's own binary residue."""


class CheckFormula(Struct, frozen=True):
    """A formula, and how much of what it comes to rounding can explain, in the unit of its figure."""

    text: str
    slack: Decimal


class Placed(Struct, frozen=True):
    """Where everything stands, and which figures are live formulas themselves."""

    lookup: Lookup
    layouts: Mapping[str, SheetLayout]
    live: Mapping[str, str]

    def at(self, name: str, home: str) -> str | None:
        """The figure as a formula on the sheet of the table `home` has it; None where it is no figure of a cell."""
        return self._from(home, name, SheetLayout.cell) if name in self.lookup.cells else None

    def beside(self, name: str, home: str) -> str:
        """The checking cell of a figure, as a formula on the sheet of the table `home` has it."""
        return self._from(home, name, SheetLayout.check)

    def _from(self, home: str, name: str, cell_of: Callable[[SheetLayout, int, int], str]) -> str:
        table, y, x = self.lookup.cells[name]
        layout = self.layouts[table.id]
        cell = cell_of(layout, y, x)
        return cell if table.id == home else f"{quoted_sheet(layout.name)}!{cell}"


def check_formulas(checks: Mapping[str, CellCheck], placed: Placed) -> dict[str, CheckFormula]:
    """The formula of every checking cell, by the id of the figure it stands beside."""
    found: dict[str, CheckFormula] = {}
    for name, check in checks.items():
        if check.owner is None and (made := _difference(name, check.verdict, placed)) is not None:
            found[name] = made
    for name, check in checks.items():
        if check.owner in found:
            assert check.owner is not None
            of = placed.beside(check.owner, placed.lookup.cells[name].table.id)
            slack = plain(found[check.owner].slack)
            found[name] = CheckFormula(f'=IF(ABS(N({of}))<={slack},0,"")', Decimal(0))
    return found


def _difference(name: str, verdict: Verdict, placed: Placed) -> CheckFormula | None:
    figure = placed.lookup.figures[name]
    home = placed.lookup.cells[name].table.id
    at, kind = placed.at(name, home), verdict.relation.kind
    if kind in (Kind.RATIO, Kind.GROWTH):
        other = _rate(verdict, figure, home, placed)
    elif kind is Kind.BALANCE:
        other = _others(verdict, figure, home, placed)
    else:
        (another,) = (term.figure for term in verdict.relation.terms if term.figure != name)
        other = _one(placed.lookup.figures[another], figure.quantity.unit, home, placed)
    if at is None or other is None:
        return None
    # A live figure follows the others: they are held against the number that was printed, unless somebody has written
    # another over it.
    printed = f"IF({at}={other},{plain(figure.quantity.value)},{at})" if name in placed.live else at
    gap = f"ROUND({printed}-{other},{PLACES})"
    text = f"=MAX(0,{gap})" if kind is Kind.AT_MOST else f"={gap}"
    return CheckFormula(text, _slack(verdict, figure)) if len(text) <= FORMULA_LIMIT else None


def _slack(verdict: Verdict, figure: Figure) -> Decimal:
    """What rounding explains; a rate worked out is rounded once more than the judge does, by half of its last place."""
    if verdict.slack is None or verdict.outcome is Outcome.BROKEN:
        return Decimal(0)
    unit = figure.quantity.unit
    again = verdict.relation.kind in (Kind.RATIO, Kind.GROWTH)
    slack = in_unit(verdict.slack + (figure.quantity.step * HALF if again else 0), unit)
    return abs(slack)


def _others(verdict: Verdict, figure: Figure, home: str, placed: Placed) -> str | None:
    """What the figure would be by the others of its balance: runs of one column as SUM, the others one by one."""
    sign = next(term.weight for term in verdict.relation.terms if term.role in TOTALS)
    weights: dict[tuple[int, int], int] = {}
    single: list[str] = []
    for term in verdict.relation.terms:
        if term.role in TOTALS:
            continue
        other = placed.lookup.figures[term.figure]
        weight = term.weight * sign * (other.sign if term.role is Role.DELTA else 1)
        cell = placed.lookup.cells.at(term.figure)
        if cell is not None and cell.table.id == home and other.quantity.unit.factor == figure.quantity.unit.factor:
            weights[cell.row, cell.column] = weights.get((cell.row, cell.column), 0) + weight
            continue
        text = _one(other, figure.quantity.unit, home, placed)
        if text is None:
            return None
        single.append(("-" if weight < 0 else "+") + (f"{abs(weight)}*" if abs(weight) != 1 else "") + text)
    text = "".join((column_sums(weights, placed.layouts[home]), *single)).removeprefix("+") or "0"
    return f"({text})" if any(sign in text[1:] for sign in "+-") else text


def _one(other: Figure, unit: Unit, home: str, placed: Placed) -> str | None:
    """Another figure in `unit`: its cell, or the number printed in the narrative; None if no finite decimal says it."""
    at = placed.at(other.id, home)
    try:
        if at is None:
            value = EXACT.divide(other.quantity.centre, unit.factor)
            return plain(value) if value >= 0 else f"({plain(value)})"
        return at + conversion(other.quantity.unit.factor, unit.factor)
    except Inexact:
        return None


def _rate(verdict: Verdict, rate: Figure, home: str, placed: Placed) -> str | None:
    """The rate worked out, rounded to the places it is printed with; None where it would divide by zero."""
    sides = rate_sides(verdict.relation)
    dimension, factor = rate.quantity.unit.dimension, rate.quantity.unit.factor
    if sides is None or dimension not in TIMES:
        return None
    over, under = (placed.lookup.figures[name] for name in sides)
    above = _one(over, under.quantity.unit, home, placed)
    below = _one(under, under.quantity.unit, home, placed)
    if under.quantity.value == 0 or above is None or below is None:
        return None
    whole = f"({above}-{below})" if verdict.relation.kind is Kind.GROWTH else above
    times = plain(EXACT.divide(Decimal(TIMES[dimension]), factor))
    return f"ROUND({whole}/{below}*{times},{max(-rate.quantity.exponent, 0)})"
