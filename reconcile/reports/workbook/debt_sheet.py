"""Writes the sheet 债务: every law of government debt at work, as live formulas over the cells of the tables.

First a line for every balance and the limit that it must not exceed, then a block for each other relation: the figures
with their signs, what they come to, what is stated, and the difference. A figure of a table is linked by formula, so
that a change on the table's sheet is seen here; one of the narrative is a number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, Inexact

from openpyxl.formatting.rule import Rule
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from fiscal.figure import Figure
from fiscal.relation import Kind, Role, Term
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.places import document_words, place_words, spot_words
from reconcile.reports.quoted.written_numbers import conversion, in_unit, plain
from reconcile.reports.workbook.cell_sizes import fit_row
from reconcile.reports.workbook.page_fit import lay_on_pages
from reconcile.reports.workbook.sheet_cells import (
    BOLD,
    BOX,
    CENTRE,
    MIDDLE,
    RED,
    SMALL,
    TICK,
    WRAP,
    fits,
    print_on_a4,
    put_formula,
    put_head,
    put_number,
    put_text,
    quoted_sheet,
)
from reconcile.reports.workbook.sheet_layout import SheetLayout
from reconcile.review import Outcome, Review, Verdict
from reconcile.words.messages import workbook_word as word
from reconcile.words.texts import words
from reconcile.words.wording import name_of

PREFIX = "DBT"
FORM = "#,##0.########"
GREATER = (Role.TOTAL, Role.TO, Role.GREATER)
WIDTHS = (36, 44, 17, 17, 19, 8, 8)
LIMITS = ("debt_item", "debt_place", "debt_balance", "debt_limit", "debt_room", "debt_unit", "check")
PARTS = ("debt_item", "debt_place", "debt_figure", "sign", "converted", "debt_unit")
Layouts = Mapping[str, SheetLayout]


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


def write_debt(book: Workbook, name: str, review: Review, lookup: Lookup, layouts: Layouts) -> None:
    """The sheet 债务, if there is any relation of debt to show."""
    verdicts = debt_verdicts(review)
    if not verdicts:
        return
    lang = review.lang
    sheet: Worksheet = book.create_sheet(name)
    for column, width in zip("ABCDEFG", WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    bounds = list({verdict.relation.figures(): verdict for verdict in verdicts if is_bound(verdict)}.values())
    row = write_bounds(sheet, bounds, lookup, layouts, lang) if bounds else 1
    others = [verdict for verdict in verdicts if not is_bound(verdict)]
    if others:
        put_head(sheet, row, tuple(word(key, lang) for key in PARTS))
    row += 1
    for number, verdict in enumerate(others, 1):
        row = _block(sheet, row, number, verdict, lookup, layouts, lang)
    sheet.freeze_panes = "A2"
    print_on_a4(sheet, "1:1" if bounds else None)
    lay_on_pages(sheet, sum(WIDTHS), (1, 1))


def is_bound(verdict: Verdict) -> bool:
    """True for one figure that must not exceed another: a balance and its limit."""
    return verdict.relation.kind is Kind.AT_MOST and len(verdict.relation.terms) == 2


def write_bounds(sheet: Worksheet, verdicts: Sequence[Verdict], lookup: Lookup, layouts: Layouts, lang: str) -> int:
    """A line for every balance and its limit, with the room between them; answers the row after an empty one."""
    put_head(sheet, 1, tuple(word(key, lang) for key in LIMITS))
    row = 1
    for row, verdict in enumerate(verdicts, 2):
        roles = {term.role: lookup.figures[term.figure] for term in verdict.relation.terms}
        lesser, greater = roles[Role.LESSER], roles[Role.GREATER]
        place = " ".join(
            part
            for part in (
                lesser.place.column or "",
                spot_words(lesser.place, lang),
                document_words(lesser.place.document, lookup),
            )
            if part
        )
        put_text(sheet, row, 1, name_of(lesser, lang), lang)
        put_text(sheet, row, 2, place, lang)
        _number(sheet, row, 3, lesser, lesser, lookup, layouts)
        _number(sheet, row, 4, greater, lesser, lookup, layouts)
        slack = abs(in_unit(verdict.slack or Decimal(0), lesser.quantity.unit))
        put_formula(sheet, row, 5, f"=ROUND(D{row}-C{row},9)", FORM)
        put_text(sheet, row, 6, lesser.quantity.unit.name, lang)
        put_formula(sheet, row, 7, f"=IF(E{row}>=-{plain(slack)},0,E{row})", '#,##0.##;-#,##0.##;"✓"')
        sheet.conditional_formatting.add(f"E{row}:G{row}", Rule("expression", dxf=RED, formula=[f"$G{row}<0"]))
        for column in range(1, len(LIMITS) + 1):
            cell = sheet.cell(row, column)
            cell.border, cell.alignment = BOX, WRAP if column <= 2 else MIDDLE
        sheet.cell(row, 7).font = TICK
        sheet.cell(row, 6).alignment = sheet.cell(row, 7).alignment = CENTRE
        fit_row(sheet, row, ((name_of(lesser, lang), WIDTHS[0]), (place, WIDTHS[1])), 11)
    return row + 2


def _number(
    sheet: Worksheet, row: int, column: int, figure: Figure, like: Figure, lookup: Lookup, layouts: Layouts
) -> None:
    """The figure in the unit of another, linked to its cell where it has one."""
    one, other = figure.quantity.unit.factor, like.quantity.unit.factor
    if figure.id in lookup.cells and fits(figure.quantity):
        factor = "" if one == other else f"*{plain(one)}/{plain(other)}"
        put_formula(sheet, row, column, f"={_reference(figure, lookup, layouts)}{factor}", FORM)
    else:
        put_number(sheet, row, column, in_unit(figure.quantity.centre, like.quantity.unit), FORM)


def _reference(figure: Figure, lookup: Lookup, layouts: Layouts) -> str:
    table, y, x = lookup.cells[figure.id]
    return f"{quoted_sheet(layouts[table.id].name)}!{layouts[table.id].cell(y, x)}"


def _block(
    sheet: Worksheet, row: int, number: int, verdict: Verdict, lookup: Lookup, layouts: Layouts, lang: str
) -> int:
    """One relation from `row` on; answers the row after it."""
    relation = verdict.relation
    put_text(sheet, row, 1, _head(number, verdict, lookup, lang), lang).font = BOLD
    stated: list[str] = []
    computed: list[str] = []
    at = row + 1
    for term in relation.terms:
        figure = lookup.figures[term.figure]
        sign = _line(sheet, at, term, figure, verdict, lookup, layouts, lang)
        (stated if term.role in GREATER else computed).append(f"{sign}E{at}")
        at += 1
    order = relation.kind is Kind.AT_MOST
    ends = (
        ("debt_lesser" if order else "debt_computed", computed),
        ("debt_greater" if order else "debt_stated", stated),
    )
    for key, cells in ends:
        put_text(sheet, at, 1, word(key, lang), lang).font = BOLD
        put_formula(sheet, at, 5, f"=ROUND({''.join(cells).removeprefix('+') or '0'},9)", FORM)
        at += 1
    put_text(sheet, at, 1, word("debt_gap", lang), lang).font = BOLD
    put_formula(sheet, at, 5, f"=ROUND(E{at - 1}-E{at - 2},9)", FORM)
    slack = in_unit(verdict.slack, verdict.unit) if verdict.slack is not None else None
    if slack is not None:
        put_text(sheet, at, 2, word("debt_slack", lang, slack=plain(slack)), lang).font = SMALL[8]
        beyond = f"E{at}<-{plain(slack)}" if relation.kind is Kind.AT_MOST else f"ABS(E{at})>{plain(slack)}"
        sheet.conditional_formatting.add(f"E{at}", Rule("expression", dxf=RED, formula=[beyond]))
    for line in range(row + 1, at + 1):
        for column in range(1, len(PARTS) + 1):
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
    layouts: Layouts,
    lang: str,
) -> str:
    """One figure with its sign, linked to its cell where it has one; answers the sign as a formula has it."""
    where = place_words(figure.place, lookup, lang, document=len(lookup.documents) > 1)
    put_text(sheet, row, 1, name_of(figure, lang), lang).alignment = WRAP
    put_text(sheet, row, 2, where, lang).alignment = WRAP
    _number(sheet, row, 3, figure, figure, lookup, layouts)
    put_text(sheet, row, 4, _shown_sign(term, figure, verdict, lang))
    factor = _factor(figure, verdict)
    if factor is None:
        put_number(sheet, row, 5, in_unit(figure.quantity.centre, verdict.unit), FORM)
    else:
        put_formula(sheet, row, 5, f"=C{row}{factor}", FORM)
    put_text(sheet, row, 6, figure.quantity.unit.name, lang)
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
    try:
        return "" if verdict.unit is None else conversion(figure.quantity.unit.factor, verdict.unit.factor)
    except Inexact:
        return None
