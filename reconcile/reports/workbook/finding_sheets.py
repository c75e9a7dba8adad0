"""Writes 问题清单, to print and answer, and 可能的差异: what was too uncertain to be listed there, and how certain it is."""

from __future__ import annotations

from decimal import Decimal

from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from reconcile.reports.quoted.finding_rows import finding_row, said_alone
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.places import table_name
from reconcile.reports.quoted.suspects import suspects_short
from reconcile.reports.quoted.written_numbers import places_of
from reconcile.reports.workbook.cell_sizes import fit_row, size_for, units
from reconcile.reports.workbook.list_sheets import Layouts, list_sheet
from reconcile.reports.workbook.sheet_cells import (
    BOX,
    CENTRE,
    FILLS,
    SMALL,
    WRAP,
    grouped_form,
    link,
    put_number,
    put_text,
)
from reconcile.reports.workbook.working_in_rows import printed_working
from reconcile.review import Finding, Review
from reconcile.words.messages import accepted_word, label, weight_words
from reconcile.words.messages import workbook_word as word

AMOUNTS = ("printed", "expected", "gap")
FINDING_COLUMNS = (
    "no",
    "severity",
    "place",
    "table",
    "item_column",
    *AMOUNTS,
    "unit_of",
    "what",
    "working",
    "suspect_column",
    "answer",
    "outcome",
    "code_of",
)
FINDING_WIDTHS = (5, 9, 10, 24, 24, 12, 12, 11, 8, 36, 36, 22, 18, 11, 8)
CENTRED = ("no", "severity", "unit_of", "code_of")
WHY_WIDTH = 30
LIST_ROW = 112
"""Points that a row of a list is high at most, so that a page shows several."""
SURE = ("sure", 7)
"""The last column of 可能的差异: how likely a reviewer would call it a true difference."""


def write_findings(book: Workbook, name: str, review: Review, lookup: Lookup, layouts: Layouts) -> None:
    """问题清单: one numbered, answerable line for each finding, with a link to the cell."""
    lang = review.lang
    sheet = list_sheet(book, name, FINDING_COLUMNS, FINDING_WIDTHS, lang, word("severities", lang))
    for number, finding in enumerate(review.findings, 1):
        weight = weight_words(finding.severity, finding.category, lang)
        _row(sheet, number, weight, finding, lookup, layouts, lang)
        sheet.cell(number + 1, 2).fill = FILLS[finding.severity.value]
    if review.findings:
        _explain_colours(sheet, len(review.findings) + 1, lang)
    else:
        put_text(sheet, 2, FINDING_COLUMNS.index("what") + 1, label("no_findings", lang)).alignment = WRAP


def write_possible(book: Workbook, name: str, review: Review, lookup: Lookup, layouts: Layouts) -> None:
    """可能的差异: the same columns and how certain each is, likeliest as the review has them; no sheet without any."""
    if not review.possible:
        return
    lang, last = review.lang, len(FINDING_COLUMNS) + 1
    columns, widths = (*FINDING_COLUMNS, SURE[0]), (*FINDING_WIDTHS, SURE[1])
    sheet = list_sheet(book, name, columns, widths, lang, word("possible_meaning", lang))
    for number, finding in enumerate(review.possible, 1):
        _row(sheet, number, label("possible_weight", lang), finding, lookup, layouts, lang)
        if finding.confidence is not None:
            put_number(sheet, number + 1, last, finding.confidence, "0%")
        cell = sheet.cell(number + 1, last)
        cell.alignment, cell.border = CENTRE, BOX


def write_accepted(book: Workbook, name: str, review: Review, lookup: Lookup, layouts: Layouts) -> None:
    """已说明的问题: what is not raised again, with the reason, who said so and when; no sheet without any."""
    held = [one for one in review.accepted if one.reason]
    if not held:
        return
    lang, last = review.lang, len(FINDING_COLUMNS) + 1
    why, meaning = accepted_word("why", lang), accepted_word("meaning", lang)
    sheet = list_sheet(book, name, FINDING_COLUMNS, (*FINDING_WIDTHS, WHY_WIDTH), lang, meaning, (why,))
    for number, one in enumerate(held, 1):
        weight = weight_words(one.finding.severity, one.finding.category, lang)
        _row(sheet, number, weight, one.finding, lookup, layouts, lang)
        cell = put_text(sheet, number + 1, last, one.reason, lang)
        cell.alignment, cell.border = WRAP, BOX


def _row(
    sheet: Worksheet, number: int, weight: str, finding: Finding, lookup: Lookup, layouts: Layouts, lang: str
) -> None:
    """One line of a list of findings: where, three numbers that can be sorted and added, what was found."""
    row, told = number + 1, finding_row(number, finding, lookup, lang)
    where = " ".join(part for part in (told.document, told.page) if part)
    said = f"{said_alone(finding, lookup, lang)}\n{label('finding_id', lang, id=finding.id)}"
    working = printed_working(finding, lookup, lang, FINDING_WIDTHS[FINDING_COLUMNS.index("working")], LIST_ROW)
    texts = {
        "severity": weight,
        "place": where,
        "table": told.table,
        "item_column": told.item,
        "unit_of": told.unit,
        "what": said,
        "working": working,
        "suspect_column": suspects_short(finding, lookup, lang),
        "code_of": finding.code,
    }
    sized = [(texts[key], width) for key, width in zip(FINDING_COLUMNS, FINDING_WIDTHS, strict=True) if key in texts]
    size = size_for(sized, LIST_ROW)
    put_number(sheet, row, 1, number)
    for column, key in enumerate(FINDING_COLUMNS, 1):
        if key in texts:
            put_text(sheet, row, column, texts[key], lang)
        cell = sheet.cell(row, column)
        cell.font, cell.border = SMALL[size], BOX
        cell.alignment = CENTRE if key in CENTRED else WRAP
    for key, value in zip(AMOUNTS, told.numbers, strict=True):
        if value is not None:
            bound = key == "expected" and told.expected.startswith("≤")
            put_number(sheet, row, FINDING_COLUMNS.index(key) + 1, value, amount_form(value, "≤ " if bound else ""))
    _linked(sheet, row, size, finding, lookup, layouts)
    fit_row(sheet, row, sized, size, LIST_ROW)


def amount_form(value: Decimal, before: str = "") -> str:
    """The number format of an amount in a list: thousands separated, its decimals.

    >>> amount_form(Decimal("1234.50")), amount_form(Decimal(7), "≤ ")
    ('#,##0.00', '"≤ "#,##0')
    """
    return (f'"{before}"' if before else "") + grouped_form(places_of(value))


def _explain_colours(sheet: Worksheet, last: int, lang: str) -> None:
    """Whoever selects a cell of the column 严重程度 sees what its words and colours mean."""
    hint = DataValidation(sqref=f"B1:B{last}", showInputMessage=True, allow_blank=True)
    hint.promptTitle, hint.prompt = word("severities_title", lang), word("severities", lang)[:255]
    sheet.add_data_validation(hint)


def _linked(sheet: Worksheet, row: int, size: int, finding: Finding, lookup: Lookup, layouts: Layouts) -> None:
    """The table's name, on one line, leads to the cell: the figure whose place it is, or the top of the table."""
    figure = next((f for f in lookup.figures_of(finding) if f.place == finding.place), None)
    if figure is not None and figure.id in lookup.cells:
        home, y, x = lookup.cells[figure.id]
        table, target = home.id, layouts[home.id].cell(y, x)
    elif finding.place.table in layouts:
        table, target = finding.place.table, "A1"
    else:
        return
    column = FINDING_COLUMNS.index("table")
    named = table_name(lookup.tables[table]) or layouts[table].name
    link(
        put_text(sheet, row, column + 1, on_one_line(named, FINDING_WIDTHS[column])), layouts[table].name, target, size
    )


def on_one_line(text: str, width: int) -> str:
    """The text, or as much of it as a column of `width` shows on one line: not every program wraps a text with a link.

    >>> on_one_line("附表1 收入", 12), on_one_line("附表1 一般公共预算收入表", 12)
    ('附表1 收入', '附表1 一…')
    """
    if units(text) < width:
        return text
    return next(text[:end] for end in range(len(text), -1, -1) if units(text[:end]) + 2 < width) + "…"
