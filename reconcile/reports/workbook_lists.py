"""Writes the lists of the workbook: 问题清单 to print and answer, 勾稽关系, 覆盖情况, 运行说明."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from fiscal import __version__
from fiscal.place import Place
from reconcile.messages import BASIS, KIND, OUTCOME, SEVERITY, SOURCE, label, words
from reconcile.reports.lookup import Lookup
from reconcile.reports.numbers import in_unit
from reconcile.reports.places import place_words, shown_path
from reconcile.reports.summary import summary
from reconcile.reports.to_console import suspect_sentence
from reconcile.reports.workbook_cells import (
    BOX,
    CENTRE,
    FILLS,
    TITLE,
    WRAP,
    link,
    print_on_a4,
    put_head,
    put_number,
    put_text,
)
from reconcile.reports.workbook_layout import Layout
from reconcile.review import Finding, Review

Layouts = dict[str, Layout]
FINDING_COLUMNS = ("no", "severity", "code_of", "place", "what", "working", "suspect_column", "answer", "outcome")
RELATION_COLUMNS = (
    "code_of",
    "kind",
    "basis",
    "verdict",
    "place",
    "working",
    "computed",
    "stated",
    "gap",
    "slack",
    "unit_of",
)
UNCHECKED_COLUMNS = ("place", "item", "figure", "unit_of", "source")


def write_findings(book: Workbook, name: str, review: Review, lookup: Lookup, layouts: Layouts) -> None:
    """问题清单: one numbered, answerable line for each finding, with a link to the cell."""
    lang = review.lang
    sheet = _list(book, name, FINDING_COLUMNS, (6, 9, 10, 34, 46, 46, 36, 22, 14), lang)
    for number, finding in enumerate(review.findings, 1):
        row = number + 1
        put_number(sheet, row, 1, number)
        weight = put_text(sheet, row, 2, words(SEVERITY, finding.severity, lang))
        weight.fill = FILLS[finding.severity.value]
        put_text(sheet, row, 3, finding.code)
        _placed(put_text(sheet, row, 4, place_words(finding.place, lookup, lang), lang), finding, lookup, layouts)
        put_text(sheet, row, 5, finding.message, lang)
        put_text(sheet, row, 6, finding.working, lang)
        suspect = suspect_sentence(finding.suspect, lookup, lang) if finding.suspect else ""
        put_text(sheet, row, 7, suspect, lang)
        for column in range(1, len(FINDING_COLUMNS) + 1):
            cell = sheet.cell(row, column)
            cell.alignment, cell.border = (CENTRE if column <= 3 else WRAP), BOX
    if not review.findings:
        put_text(sheet, 2, 5, label("no_findings", lang))


def _placed(cell: Cell, finding: Finding, lookup: Lookup, layouts: Layouts) -> None:
    """Links a place to the cell of its table: the figure whose place it is, or the top of the table."""
    figure = next((f for f in lookup.figures_of(finding) if f.place == finding.place), None)
    if figure is not None and figure.id in lookup.cells:
        table, y, x = lookup.cells[figure.id]
        link(cell, layouts[table].name, layouts[table].cell(y, x))
    elif finding.place.table in layouts:
        link(cell, layouts[finding.place.table].name, "A1")


def write_relations(book: Workbook, name: str, review: Review, lookup: Lookup, layouts: Layouts) -> None:
    """勾稽关系: every relation, whether it holds or not, with its working and a link to a cell it is about."""
    lang = review.lang
    sheet = _list(book, name, RELATION_COLUMNS, (10, 12, 16, 18, 46, 60, 16, 16, 14, 12, 8), lang)
    for row, verdict in enumerate(review.verdicts, 2):
        relation = verdict.relation
        put_text(sheet, row, 1, relation.code)
        put_text(sheet, row, 2, words(KIND, relation.kind, lang))
        put_text(sheet, row, 3, words(BASIS, relation.basis, lang))
        put_text(sheet, row, 4, words(OUTCOME, verdict.outcome, lang))
        shown = next(
            (f for f in relation.figures() if f in lookup.cells), relation.figures()[0] if relation.terms else ""
        )
        place = lookup.figures[shown].place if shown in lookup.figures else Place("")
        where = put_text(sheet, row, 5, place_words(place, lookup, lang) if place.document else "", lang)
        if shown in lookup.cells:
            table, y, x = lookup.cells[shown]
            link(where, layouts[table].name, layouts[table].cell(y, x))
        put_text(sheet, row, 6, verdict.expression, lang)
        amounts = (verdict.computed_centre, verdict.stated_centre, verdict.difference, verdict.slack)
        for column, value in enumerate(amounts, 7):
            if value is not None:
                put_number(sheet, row, column, _shown(in_unit(value, verdict.unit)), "#,##0.########")
        if verdict.unit is not None:
            put_text(sheet, row, 11, verdict.unit.name, lang)


def _shown(value: Decimal) -> Decimal:
    """At most eight decimals: enough for every unit, few enough for a spreadsheet."""
    exponent = value.as_tuple().exponent
    return value.quantize(Decimal("1e-8")) if isinstance(exponent, int) and exponent < -8 else value


def write_coverage(book: Workbook, name: str, review: Review, lookup: Lookup, layouts: Layouts) -> None:
    """覆盖情况: what was checked in numbers, then every figure that took part in no relation, by place."""
    lang = review.lang
    sheet: Worksheet = book.create_sheet(name)
    row = 1
    for row, line in enumerate(summary(review, lookup), 1):
        put_text(sheet, row, 1, line, lang)
    put_head(sheet, row + 2, tuple(label(key, lang) for key in UNCHECKED_COLUMNS))
    sheet.freeze_panes = f"A{row + 3}"
    for y, name_of_figure in enumerate(review.coverage.unchecked, row + 3):
        figure = lookup.figures.get(name_of_figure)
        if figure is None:
            continue
        where = put_text(sheet, y, 1, place_words(figure.place, lookup, lang), lang)
        if figure.id in lookup.cells:
            table, at, x = lookup.cells[figure.id]
            link(where, layouts[table].name, layouts[table].cell(at, x))
        put_text(sheet, y, 2, figure.label, lang)
        put_text(sheet, y, 3, figure.quantity.text, lang)
        put_text(sheet, y, 4, figure.quantity.unit.name, lang)
        put_text(sheet, y, 5, words(SOURCE, figure.source, lang))
    _widths(sheet, (70, 40, 18, 10, 10))
    print_on_a4(sheet, f"{row + 2}:{row + 2}")


def write_about(book: Workbook, name: str, review: Review) -> None:
    """运行说明: program, files with their hashes, how to read the workbook; no time, so that it stays the same."""
    lang = review.lang
    sheet: Worksheet = book.create_sheet(name)
    put_text(sheet, 1, 1, f"fiscal {__version__}").font = TITLE
    row = 2
    for row, line in enumerate(label("about", lang).splitlines(), 2):
        put_text(sheet, row, 1, line, lang)
    put_head(sheet, row + 2, tuple(label(key, lang) for key in ("file", "sha256", "pages", "remarks")))
    for y, document in enumerate(review.documents, row + 3):
        put_text(sheet, y, 1, shown_path(document.path), lang)
        put_text(sheet, y, 2, document.sha256)
        put_number(sheet, y, 3, document.pages)
        notes = [f"{note.code} {note.message}" for note in document.notes]
        put_text(sheet, y, 4, "\n".join(notes), lang).alignment = WRAP
    _widths(sheet, (60, 68, 8, 60))
    print_on_a4(sheet)


def _list(book: Workbook, name: str, columns: Sequence[str], widths: Sequence[int], lang: str) -> Worksheet:
    """A sheet with one head row that stays in sight, repeats on every page and filters."""
    sheet: Worksheet = book.create_sheet(name)
    put_head(sheet, 1, tuple(label(key, lang) for key in columns))
    _widths(sheet, widths)
    sheet.freeze_panes = "A2"
    print_on_a4(sheet, "1:1")
    return sheet


def _widths(sheet: Worksheet, widths: Sequence[int]) -> None:
    for column, width in zip("ABCDEFGHIJKLMNOP", widths, strict=False):
        sheet.column_dimensions[column].width = width
