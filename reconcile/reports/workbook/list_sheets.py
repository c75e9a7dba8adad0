"""Writes the long lists of the workbook: 勾稽关系, 覆盖情况, 运行说明; and what every list starts with."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from fiscal import __version__
from fiscal.place import Place
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.places import place_words, shown_path
from reconcile.reports.quoted.skipped_files import skipped_files
from reconcile.reports.quoted.summary import summary
from reconcile.reports.quoted.written_numbers import in_unit
from reconcile.reports.workbook.cell_sizes import fit_row
from reconcile.reports.workbook.sheet_cells import (
    BOX,
    FILLS,
    LINK,
    SMALL,
    TITLE,
    WRAP,
    link,
    print_on_a4,
    put_head,
    put_number,
    put_text,
)
from reconcile.reports.workbook.sheet_layout import SheetLayout
from reconcile.review import Review, Severity
from reconcile.words.messages import label
from reconcile.words.messages import workbook_word as word
from reconcile.words.note_wording import note_sentence
from reconcile.words.texts import words

Layouts = dict[str, SheetLayout]
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
RELATION_WIDTHS = (8, 11, 15, 16, 48, 42, 12, 12, 10, 9, 7)
UNCHECKED_COLUMNS = ("place", "item", "figure", "unit_of", "source")
UNCHECKED_WIDTHS = (64, 48, 16, 10, 8)


def write_relations(book: Workbook, name: str, review: Review, lookup: Lookup, layouts: Layouts) -> None:
    """勾稽关系: every relation, whether it holds or not, with its working and a link to a cell it is about."""
    lang = review.lang
    sheet = list_sheet(book, name, RELATION_COLUMNS, RELATION_WIDTHS, lang)
    for row, verdict in enumerate(review.verdicts, 2):
        relation = verdict.relation
        code = put_text(sheet, row, 1, relation.code)
        put_text(sheet, row, 2, words("kind", relation.kind, lang))
        put_text(sheet, row, 3, words("basis", relation.basis, lang))
        put_text(sheet, row, 4, words("outcome", verdict.outcome, lang))
        shown = next(
            (f for f in relation.figures() if f in lookup.cells), relation.figures()[0] if relation.terms else ""
        )
        place = lookup.figures[shown].place if shown in lookup.figures else Place("")
        said = place_words(place, lookup, lang) if place.document else ""
        put_text(sheet, row, 5, said, lang)
        if shown in lookup.cells:
            table, y, x = lookup.cells[shown]
            link(code, layouts[table.id].name, layouts[table.id].cell(y, x))
        put_text(sheet, row, 6, verdict.expression, lang)
        amounts = (verdict.computed_centre, verdict.stated_centre, verdict.difference, verdict.slack)
        for column, value in enumerate(amounts, 7):
            if value is not None:
                put_number(sheet, row, column, _shown(in_unit(value, verdict.unit)), "#,##0.########")
        if verdict.unit is not None:
            put_text(sheet, row, 11, verdict.unit.name, lang)
        _small(sheet, row, len(RELATION_COLUMNS))
        fit_row(sheet, row, zip((said, verdict.expression), RELATION_WIDTHS[4:6], strict=False), 9)


def _small(sheet: Worksheet, row: int, columns: int) -> None:
    """A line of a long list: small, boxed, its texts wrapped; links keep their colour."""
    for column in range(1, columns + 1):
        cell = sheet.cell(row, column)
        if cell.hyperlink is None:
            cell.font = SMALL[9]
        else:
            cell.font = LINK[9]
        cell.alignment, cell.border = WRAP, BOX


def _shown(value: Decimal) -> Decimal:
    """At most eight decimals: enough for every unit, few enough for a spreadsheet."""
    exponent = value.as_tuple().exponent
    return value.quantize(Decimal("1e-8")) if isinstance(exponent, int) and exponent < -8 else value


def write_coverage(book: Workbook, name: str, review: Review, lookup: Lookup, layouts: Layouts) -> None:
    """覆盖情况: what was checked in numbers, then every figure that took part in no relation, by place."""
    lang = review.lang
    sheet: Worksheet = book.create_sheet(name)
    row = 1
    for row, line in enumerate(summary(review, lookup, "unchecked_count"), 1):
        put_text(sheet, row, 1, line, lang)
    put_head(sheet, row + 2, tuple(label(key, lang) for key in UNCHECKED_COLUMNS))
    sheet.freeze_panes = f"A{row + 3}"
    for y, name_of_figure in enumerate(review.coverage.unchecked, row + 3):
        figure = lookup.figures.get(name_of_figure)
        if figure is None:
            continue
        put_text(sheet, y, 1, place_words(figure.place, lookup, lang), lang)
        put_text(sheet, y, 2, figure.label, lang)
        number = put_text(sheet, y, 3, figure.quantity.text, lang)
        if figure.id in lookup.cells:
            table, at, x = lookup.cells[figure.id]
            link(number, layouts[table.id].name, layouts[table.id].cell(at, x))
        put_text(sheet, y, 4, figure.quantity.unit.name, lang)
        put_text(sheet, y, 5, words("source", figure.source, lang))
        _small(sheet, y, len(UNCHECKED_COLUMNS))
        texts = (str(sheet.cell(y, 1).value or ""), figure.label)
        fit_row(sheet, y, zip(texts, UNCHECKED_WIDTHS, strict=False), 9)
    _widths(sheet, UNCHECKED_WIDTHS)
    print_on_a4(sheet, f"{row + 2}:{row + 2}")


def write_about(book: Workbook, name: str, review: Review) -> None:
    """运行说明: program, files with hashes, files left out, how to read the workbook; no time, so it stays the same."""
    lang = review.lang
    sheet: Worksheet = book.create_sheet(name)
    put_text(sheet, 1, 1, f"fiscal {__version__}").font = TITLE
    row = 2
    for row, line in enumerate(label("about", lang).splitlines(), 2):
        put_text(sheet, row, 1, line, lang)
    for severity in Severity:
        row += 1
        put_text(sheet, row, 1, words("severity", severity, lang)).fill = FILLS[severity.value]
    put_text(sheet, row + 1, 1, word("severities", lang))
    row += 1
    put_head(sheet, row + 2, tuple(label(key, lang) for key in ("file", "sha256", "pages", "remarks")))
    for y, document in enumerate(review.documents, row + 3):
        put_text(sheet, y, 1, shown_path(document.path), lang)
        put_text(sheet, y, 2, document.sha256)
        put_number(sheet, y, 3, document.pages)
        notes = [f"{note.code} {note_sentence(note.code, note.message, lang)}" for note in document.notes]
        put_text(sheet, y, 4, "\n".join(notes), lang)
        _small(sheet, y, 4)
        fit_row(sheet, y, [(shown_path(document.path), 40), ("\n".join(notes), 44)], 9)
    row += 4 + len(review.documents)
    for group in skipped_files(review):
        put_text(sheet, row, 1, group.sentence, lang)
        for y, path in enumerate(group.paths, row + 1):
            put_text(sheet, y, 1, path, lang)
        row += 2 + len(group.paths)
    _widths(sheet, (40, 66, 7, 44))
    print_on_a4(sheet)


def list_sheet(
    book: Workbook,
    name: str,
    columns: Sequence[str],
    widths: Sequence[int],
    lang: str,
    above: str = "",
    more: Sequence[str] = (),
) -> Worksheet:
    """A sheet with one head row that stays in sight, repeats and filters; `more` heads are words already."""
    sheet: Worksheet = book.create_sheet(name)
    heads = (*(label(key, lang) for key in columns), *more)
    put_head(sheet, 1, heads)
    fit_row(sheet, 1, zip(heads, widths, strict=True), 11)
    _widths(sheet, widths)
    sheet.freeze_panes = "A2"
    print_on_a4(sheet, "1:1", above=above)
    return sheet


def _widths(sheet: Worksheet, widths: Sequence[int]) -> None:
    for column, width in zip("ABCDEFGHIJKLMNOP", widths, strict=False):
        sheet.column_dimensions[column].width = width
