"""Writes 目录: what came of it in a few lines, then every sheet with a link, its findings, and what was checked on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.places import document_words, shown, spot_words, table_name
from reconcile.reports.quoted.summary import verdict_lines
from reconcile.reports.workbook.cell_sizes import fit_row
from reconcile.reports.workbook.page_fit import lay_on_pages
from reconcile.reports.workbook.sheet_cells import (
    BOX,
    CENTRE,
    FILLS,
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
from reconcile.words.document_names import heading_of
from reconcile.words.messages import workbook_word as word
from reconcile.words.texts import words

COLUMNS = ("sheet", "page", "found", "checked", "unchecked")
WIDTHS = (58, 22, 22, 13, 13)


def write_contents(
    book: Workbook, name: str, review: Review, lookup: Lookup, layouts: Mapping[str, SheetLayout]
) -> None:
    """The first sheet, with a line for every other sheet of the book."""
    lang = review.lang
    sheet: Worksheet = book.create_sheet(name, 0)
    put_text(sheet, 1, 1, shown(heading_of(review.documents, lang), lang), lang).font = TITLE
    row = 2
    for row, line in enumerate(verdict_lines(review), 2):
        put_text(sheet, row, 1, line, lang)
    head = row + 2
    put_head(sheet, head, tuple(word(f"contents_{key}", lang) for key in COLUMNS))
    by_name = {layout.name: layout for layout in layouts.values()}
    found, unchecked = _found(review, lookup), _unchecked(review, lookup)
    row = head
    for row, other in enumerate((one for one in book.sheetnames if one != name), head + 1):
        named = put_text(sheet, row, 1, other, lang)
        layout = by_name.get(other)
        if layout is not None:
            _table_line(sheet, row, layout, found.get(layout.table.id), unchecked[layout.table.id], lookup, lang)
        for column in range(1, len(COLUMNS) + 1):
            cell = sheet.cell(row, column)
            cell.font, cell.border = SMALL[10], BOX
            cell.alignment = CENTRE if column > 2 else WRAP
        link(named, other, "A1", 10)
        texts = [(str(sheet.cell(row, column).value or ""), WIDTHS[column - 1]) for column in (1, 2, 3)]
        fit_row(sheet, row, texts)
    for letter, width in zip("ABCDE", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = f"A{head + 1}"
    print_on_a4(sheet, f"{head}:{head}", landscape=False)
    lay_on_pages(sheet, sum(WIDTHS), (head, head))


def _table_line(
    sheet: Worksheet,
    row: int,
    layout: SheetLayout,
    found: Counter[Severity] | None,
    unchecked: int,
    lookup: Lookup,
    lang: str,
) -> None:
    """A table: its name in full, where it stands, its findings by weight, how much of it was checked."""
    put_text(sheet, row, 1, table_name(layout.table) or layout.name, lang)
    document = document_words(layout.table.document, lookup)
    put_text(sheet, row, 2, f"{document} {spot_words(layout.table.place, lang)}".strip(), lang)
    if found:
        told = [f"{words('severity', one, lang)} {found[one]}" for one in Severity if found[one]]
        put_text(sheet, row, 3, "  ".join(told), lang).fill = FILLS[next(one for one in Severity if found[one]).value]
    figures = sum(cell is not None for line in layout.table.rows for cell in line.cells)
    put_number(sheet, row, 4, figures - unchecked, "#,##0")
    put_number(sheet, row, 5, unchecked, "#,##0")


def _found(review: Review, lookup: Lookup) -> dict[str, Counter[Severity]]:
    """By table: the findings about it, by weight."""
    found: dict[str, Counter[Severity]] = {}
    for finding in review.findings:
        if finding.place.table in lookup.tables:
            found.setdefault(finding.place.table or "", Counter())[finding.severity] += 1
    return found


def _unchecked(review: Review, lookup: Lookup) -> Counter[str]:
    """By table: the figures that took part in no relation."""
    return Counter(lookup.cells[name].table.id for name in review.coverage.unchecked if name in lookup.cells)
