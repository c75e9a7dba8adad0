"""Writes 问题清单, to print and answer, and 可能的差异: what was too uncertain to be listed there, and how certain it is."""

from __future__ import annotations

from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.places import place_words, table_name
from reconcile.reports.quoted.suspects import suspect_sentence
from reconcile.reports.workbook.cell_sizes import fit_row, size_for, units
from reconcile.reports.workbook.list_sheets import Layouts, list_sheet
from reconcile.reports.workbook.sheet_cells import BOX, CENTRE, FILLS, SMALL, WRAP, link, put_number, put_text
from reconcile.reports.workbook.working_in_rows import printed_working
from reconcile.review import Finding, Review
from reconcile.words.messages import accepted_word, label, weight_words
from reconcile.words.messages import workbook_word as word

FINDING_COLUMNS = ("no", "severity", "code_of", "place", "what", "working", "suspect_column", "answer", "outcome")
FINDING_WIDTHS = (5, 8, 8, 18, 38, 56, 18, 15, 10)
WHY_WIDTH = 30
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
        put_text(sheet, 2, 5, label("no_findings", lang)).alignment = WRAP


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
    """One line of a list of findings."""
    row = number + 1
    suspect = suspect_sentence(finding.suspect, lookup, lang) if finding.suspect else ""
    where = place_words(finding.place, lookup, lang)
    said = f"{_said(finding, lookup, lang)}\n{label('finding_id', lang, id=finding.id)}"
    texts = (weight, finding.code, where, said, printed_working(finding, lookup, lang, FINDING_WIDTHS[5]), suspect)
    size = size_for(list(zip(texts, FINDING_WIDTHS[1:], strict=False)))
    put_number(sheet, row, 1, number)
    for column, text in enumerate(texts, 2):
        put_text(sheet, row, column, text, lang)
    for column in range(1, len(FINDING_COLUMNS) + 1):
        cell = sheet.cell(row, column)
        cell.font = SMALL[size]
        cell.alignment, cell.border = (CENTRE if column <= 3 else WRAP), BOX
    _placed(sheet, row, size, finding, lookup, layouts)
    fit_row(sheet, row, zip(texts, FINDING_WIDTHS[1:], strict=False), size)


def _explain_colours(sheet: Worksheet, last: int, lang: str) -> None:
    """Whoever selects a cell of the column 严重程度 sees what its words and colours mean."""
    hint = DataValidation(sqref=f"B1:B{last}", showInputMessage=True, allow_blank=True)
    hint.promptTitle, hint.prompt = word("severities_title", lang), word("severities", lang)[:255]
    sheet.add_data_validation(hint)


def _said(finding: Finding, lookup: Lookup, lang: str) -> str:
    """What was found; with the place in full, should the finding's own sentence not name it."""
    where = place_words(finding.place, lookup, lang, document=len(lookup.documents) > 1)
    return finding.message if where in finding.message else f"{finding.message}（{where}）"


def _placed(sheet: Worksheet, row: int, size: int, finding: Finding, lookup: Lookup, layouts: Layouts) -> None:
    """Links a place to the cell of its table: the figure whose place it is, or the top of the table.

    Not every program wraps a text with a link; so a linked place is short, and stands in full in the next column.
    """
    figure = next((f for f in lookup.figures_of(finding) if f.place == finding.place), None)
    if figure is not None and figure.id in lookup.cells:
        home, y, x = lookup.cells[figure.id]
        table, target = home.id, layouts[home.id].cell(y, x)
    elif finding.place.table in layouts:
        table, target = finding.place.table, "A1"
    else:
        return
    named = table_name(lookup.tables[table])
    text = lookup.tables[table].number or next(
        (named[:end] for end in range(len(named), 0, -1) if units(named[:end]) < FINDING_WIDTHS[3]), layouts[table].name
    )
    link(put_text(sheet, row, 4, f"{text} {target}"), layouts[table].name, target, size)
