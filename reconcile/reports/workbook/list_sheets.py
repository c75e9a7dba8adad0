"""Writes 覆盖情况 and 运行说明; and what every list of the workbook starts with."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from fiscal import __version__
from fiscal.figure import Figure
from reconcile.reports.quoted.finding_rows import nearest_words
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.places import document_words, shown_path, spot_words, table_name
from reconcile.reports.quoted.skipped_files import skipped_files
from reconcile.reports.quoted.summary import summary
from reconcile.reports.workbook.cell_sizes import fit_row
from reconcile.reports.workbook.page_fit import lay_on_pages
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
    put_quantity,
    put_text,
)
from reconcile.reports.workbook.sheet_layout import SheetLayout
from reconcile.review import Review, Severity
from reconcile.words.messages import label
from reconcile.words.messages import workbook_word as word
from reconcile.words.note_wording import note_sentence
from reconcile.words.texts import words

Layouts = dict[str, SheetLayout]
UNCHECKED_COLUMNS = ("place", "table", "item", "column_of", "figure", "unit_of")
UNCHECKED_WIDTHS = (14, 36, 36, 26, 14, 9)


def small_line(sheet: Worksheet, row: int, columns: int) -> None:
    """A line of a long list: small, boxed, its texts wrapped; links keep their colour."""
    for column in range(1, columns + 1):
        cell = sheet.cell(row, column)
        if cell.hyperlink is None:
            cell.font = SMALL[9]
        else:
            cell.font = LINK[9]
        cell.alignment, cell.border = WRAP, BOX


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
        if figure is not None:
            _unchecked_line(sheet, y, figure, lookup, layouts, lang)
    _widths(sheet, UNCHECKED_WIDTHS)
    print_on_a4(sheet, f"{row + 2}:{row + 2}")
    lay_on_pages(sheet, sum(UNCHECKED_WIDTHS), (row + 2, row + 2))


def _unchecked_line(sheet: Worksheet, y: int, figure: Figure, lookup: Lookup, layouts: Layouts, lang: str) -> None:
    """One figure: where it stands, what it is, the number, which leads to its cell."""
    place = figure.place
    document = document_words(place.document, lookup)
    table = lookup.tables.get(place.table) if place.table else None
    spot = spot_words(place, lang) or nearest_words(place, lookup, lang)
    texts = (
        f"{document} {spot}".strip(),
        table_name(table) if table is not None else label("narrative", lang),
        figure.label,
        place.column or "",
    )
    for column, text in enumerate(texts, 1):
        put_text(sheet, y, column, text, lang)
    number = put_quantity(sheet, y, len(texts) + 1, figure.quantity, lang)
    if figure.id in lookup.cells:
        home, at, x = lookup.cells[figure.id]
        link(number, layouts[home.id].name, layouts[home.id].cell(at, x))
    put_text(sheet, y, len(texts) + 2, figure.quantity.unit.name, lang)
    small_line(sheet, y, len(UNCHECKED_COLUMNS))
    fit_row(sheet, y, zip(texts, UNCHECKED_WIDTHS, strict=False), 9)


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
        small_line(sheet, y, 4)
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
