"""Writes the sheet 债务: every law of government debt at work, as live formulas over the cells of the tables.

Each block is one relation: the figures with their signs, what they come to, what is stated, and the difference. A
figure of a table is linked by formula, so that a change on the table's sheet is seen here; one of the narrative is a
number.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Inexact

from openpyxl.formatting.rule import Rule
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from fiscal.figure import Figure
from fiscal.numbers.interval import EXACT
from fiscal.relation import Kind, Role, Term
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.places import place_words
from reconcile.reports.quoted.written_numbers import in_unit, plain
from reconcile.reports.workbook.cell_sizes import fit_row
from reconcile.reports.workbook.sheet_cells import (
    BOLD,
    BOX,
    MIDDLE,
    RED,
    SMALL,
    WRAP,
    fits,
    print_on_a4,
    put_formula,
    put_head,
    put_number,
    put_quantity,
    put_text,
    quoted_sheet,
)
from reconcile.reports.workbook.sheet_layout import SheetLayout
from reconcile.review import Outcome, Review, Verdict
from reconcile.words.messages import label
from reconcile.words.messages import workbook_word as word
from reconcile.words.texts import words
from reconcile.words.wording import name_of

COLUMNS = ("debt_item", "place", "sign", "figure", "unit_of", "converted")
WIDTHS = (44, 48, 7, 16, 8, 20)
PREFIX = "DBT"
OWN = ("debt_item", "sign", "converted")
FORM = "#,##0.########"
GREATER = (Role.TOTAL, Role.TO, Role.GREATER)


def debt_verdicts(review: Review) -> tuple[Verdict, ...]:
    """The decided sums and comparisons of the debt checks, in the order of the review."""
    return tuple(
        verdict
        for verdict in review.verdicts
        if verdict.relation.code.startswith(PREFIX)
        and verdict.outcome is not Outcome.UNDECIDED
        and verdict.relation.kind in (Kind.BALANCE, Kind.AT_MOST)
        and verdict.unit is not None
        and not verdict.relation.constant
    )


def write_debt(book: Workbook, name: str, review: Review, lookup: Lookup, layouts: Mapping[str, SheetLayout]) -> None:
    """The sheet 债务, if there is any relation of debt to show."""
    verdicts = debt_verdicts(review)
    if not verdicts:
        return
    sheet: Worksheet = book.create_sheet(name)
    put_head(sheet, 1, tuple(word(key, review.lang) if key in OWN else label(key, review.lang) for key in COLUMNS))
    for column, width in zip("ABCDEF", WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    row = 2
    for number, verdict in enumerate(verdicts, 1):
        row = _block(sheet, row, number, verdict, review, lookup, layouts)
    sheet.freeze_panes = "A2"
    print_on_a4(sheet, "1:1")


def _block(
    sheet: Worksheet,
    row: int,
    number: int,
    verdict: Verdict,
    review: Review,
    lookup: Lookup,
    layouts: Mapping[str, SheetLayout],
) -> int:
    """One relation from `row` on; answers the row after it."""
    lang, relation = review.lang, verdict.relation
    put_text(sheet, row, 1, _head(number, verdict, lookup, lang), lang).font = BOLD
    stated: list[str] = []
    computed: list[str] = []
    at = row + 1
    for term in relation.terms:
        figure = lookup.figures[term.figure]
        sign = _line(sheet, at, term, figure, verdict, lookup, layouts, lang)
        (stated if term.role in GREATER else computed).append(f"{sign}F{at}")
        at += 1
    order = relation.kind is Kind.AT_MOST
    ends = (
        ("debt_lesser" if order else "debt_computed", computed),
        ("debt_greater" if order else "debt_stated", stated),
    )
    for key, cells in ends:
        put_text(sheet, at, 1, word(key, lang), lang).font = BOLD
        put_formula(sheet, at, 6, f"=ROUND({''.join(cells).removeprefix('+') or '0'},9)", FORM)
        at += 1
    put_text(sheet, at, 1, word("debt_gap", lang), lang).font = BOLD
    put_formula(sheet, at, 6, f"=ROUND(F{at - 1}-F{at - 2},9)", FORM)
    slack = in_unit(verdict.slack, verdict.unit) if verdict.slack is not None else None
    if slack is not None:
        put_text(sheet, at, 5, word("debt_slack", lang, slack=plain(slack)), lang).font = SMALL[8]
        beyond = f"F{at}<-{plain(slack)}" if relation.kind is Kind.AT_MOST else f"ABS(F{at})>{plain(slack)}"
        sheet.conditional_formatting.add(f"F{at}", Rule("expression", dxf=RED, formula=[beyond]))
    for line in range(row + 1, at + 1):
        for column in range(1, len(COLUMNS) + 1):
            cell = sheet.cell(line, column)
            cell.border, cell.alignment = BOX, WRAP if column <= 2 else MIDDLE
    return at + 2


def _line(
    sheet: Worksheet,
    row: int,
    term: Term,
    figure: Figure,
    verdict: Verdict,
    lookup: Lookup,
    layouts: Mapping[str, SheetLayout],
    lang: str,
) -> str:
    """One figure with its sign, linked to its cell where it has one; answers the sign as a formula has it."""
    where = place_words(figure.place, lookup, lang)
    put_text(sheet, row, 1, name_of(figure, lang), lang).alignment = WRAP
    put_text(sheet, row, 2, where, lang).alignment = WRAP
    put_text(sheet, row, 3, _shown_sign(term, figure, verdict, lang))
    quantity = figure.quantity
    if figure.id in lookup.cells and fits(quantity):
        table, y, x = lookup.cells[figure.id]
        cell = layouts[table.id].cell(y, x)
        put_formula(sheet, row, 4, f"={quoted_sheet(layouts[table.id].name)}!{cell}", FORM)
    else:
        put_quantity(sheet, row, 4, quantity, lang)
    put_text(sheet, row, 5, quantity.unit.name, lang)
    factor = _factor(figure, verdict)
    if factor is None:
        put_number(sheet, row, 6, in_unit(quantity.centre, verdict.unit), FORM)
    else:
        put_formula(sheet, row, 6, f"=D{row}{factor}", FORM)
    fit_row(sheet, row, ((name_of(figure, lang), WIDTHS[0]), (where, WIDTHS[1])), 11)
    return _sign(term, figure, "-")


def _head(number: int, verdict: Verdict, lookup: Lookup, lang: str) -> str:
    """What is compared in this block, how it came out, and what it rests on."""
    terms = verdict.relation.terms
    shown = next((term for term in terms if term.role in GREATER), terms[0])
    key = "debt_head_bound" if verdict.relation.kind is Kind.AT_MOST else "debt_head"
    said = word(key, lang, label=name_of(lookup.figures[shown.figure], lang))
    basis = word("debt_basis", lang, said=verdict.relation.said) if verdict.relation.said else ""
    return f"{number}. {said}：{words('outcome', verdict.outcome, lang)}{basis}"


def _shown_sign(term: Term, figure: Figure, verdict: Verdict, lang: str) -> str:
    """The sign of a term for a reader; what is compared with (the number stated, the bound) says so."""
    sign = _sign(term, figure, "−").rstrip("*")
    if term.role not in GREATER:
        return sign
    key = "debt_greater" if verdict.relation.kind is Kind.AT_MOST else "debt_stated"
    return word(key, lang) + sign.removeprefix("+")


def _sign(term: Term, figure: Figure, minus: str) -> str:
    """Sign and factor of a term; a change (增减额) counts with the sign its words give it."""
    weight = term.weight * (figure.sign if term.role is Role.DELTA else 1)
    return (minus if weight < 0 else "+") + (f"{abs(weight)}*" if abs(weight) > 1 else "")


def _factor(figure: Figure, verdict: Verdict) -> str | None:
    """What turns the figure's unit into the relation's, as a formula has it; None if the decimal has no end."""
    if verdict.unit is None or figure.quantity.unit.factor == verdict.unit.factor:
        return ""
    one, other = figure.quantity.unit.factor, verdict.unit.factor
    try:
        return f"*{plain(EXACT.divide(one, other))}" if one > other else f"/{plain(EXACT.divide(other, one))}"
    except Inexact:
        return None
