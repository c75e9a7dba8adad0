"""Writes one table on its sheet: as printed, numbers as numbers, and beside each column of figures what checks them."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from fiscal.figure import Figure
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.workbook.cell_notes import put_note
from reconcile.reports.workbook.cell_sizes import fit_row
from reconcile.reports.workbook.check_columns import ColumnCheck, write_checks
from reconcile.reports.workbook.page_fit import lay_on_pages
from reconcile.reports.workbook.sheet_cells import (
    BOX,
    CENTRE,
    FILLS,
    MIDDLE,
    fits,
    link,
    number_format,
    print_on_a4,
    put_formula,
    put_quantity,
    put_text,
)
from reconcile.reports.workbook.sheet_layout import ABOVE, Mark, SheetLayout
from reconcile.reports.workbook.table_heads import (
    column_widths,
    mark_words,
    row_marks,
    split_caption,
    write_caption,
    write_header,
)
from reconcile.words.messages import label


class Extras(Struct, frozen=True):
    """What stands on the sheets beside the figures as printed, each by the id of a figure.

    `marks` colours the cells that findings are about and names them in the last column; `live` are the formulas of
    figures that others add up to; `notes` the notes of cells; `checks` what stands in the checking cells.
    """

    marks: dict[str, Mark] = field(default_factory=dict)
    live: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    checks: Mapping[str, ColumnCheck] = field(default_factory=dict)


def write_table(book: Workbook, layout: SheetLayout, lookup: Lookup, lang: str, extras: Extras) -> None:
    """The sheet of one table, with what `extras` has for its figures."""
    sheet: Worksheet = book.create_sheet(layout.name)
    own = row_marks(layout.table, extras.marks)
    widths = column_widths(layout, lang, extras.checks, [mark_words(of, lang) for of in own.values()])
    write_caption(sheet, layout, lookup, lang, widths, marked=bool(own))
    write_header(sheet, layout, lang, widths)
    for y, row in enumerate(layout.table.rows):
        named = put_text(sheet, layout.first + y, 1, row.label, lang)
        named.alignment = Alignment(
            horizontal="left", indent=min(row.level or 0, 15), vertical="center", wrap_text=True
        )
        named.border = BOX
        if row.code and layout.left > 2:
            put_text(sheet, layout.first + y, 2, row.code, lang).border = BOX
        for x, figure in enumerate(row.cells):
            sheet.cell(layout.first + y, layout.column(x)).border = BOX
            if figure is not None:
                cell = _figure(sheet, layout.first + y, layout.column(x), figure, extras, lang)
                cell.alignment = MIDDLE
        fit_row(sheet, layout.first + y, [(row.label, widths[0] - 2 * min(row.level or 0, 15))], 11)
    write_checks(sheet, layout, extras.checks)
    after = _write_change(sheet, layout, lang)
    _write_marks(sheet, layout, lang, after, own)
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = f"{get_column_letter(layout.left)}{layout.first}"
    print_on_a4(sheet, f"{ABOVE + 1}:{layout.first - 1}")
    lay_on_pages(sheet, sum(widths), (ABOVE + 1, layout.first - 1))
    if (sheet.page_setup.fitToWidth or 1) > 1:  # the label again on the left of every further page
        sheet.print_title_cols = "A:A"
        split_caption(sheet, layout, lang, widths[0])


def _figure(sheet: Worksheet, row: int, column: int, figure: Figure, extras: Extras, lang: str) -> Cell:
    """One printed figure: a live formula where it has one, else the number; coloured and with its note."""
    if figure.id in extras.live:
        cell = put_formula(sheet, row, column, extras.live[figure.id], number_format(figure.quantity))
    else:
        cell = put_quantity(sheet, row, column, figure.quantity, lang)
    if figure.id in extras.marks:
        cell.fill = FILLS[extras.marks[figure.id].severity.value]
    if figure.id in extras.notes:
        put_note(cell, extras.notes[figure.id])
    return cell


def _write_marks(
    sheet: Worksheet, layout: SheetLayout, lang: str, column: int, own: dict[int, tuple[Mark, ...]]
) -> None:
    """Beside every row with a coloured figure, which finding it is about, linked to the list."""
    for y, found in own.items():
        cell = put_text(sheet, layout.first + y, column, mark_words(found, lang), lang)
        cell.alignment, cell.border = CENTRE, BOX
        link(cell, label("sheet_findings", lang), f"A{found[0].row}")


def _write_change(sheet: Worksheet, layout: SheetLayout, lang: str) -> int:
    """The column adjusted less budget as live formulas, if the table has the two; answers the next free column."""
    if layout.change is None:
        return layout.right
    before, after = layout.change
    for y, row in enumerate(layout.table.rows):
        cells = (row.cells[before], row.cells[after])
        known = next((cell for cell in reversed(cells) if cell is not None), None)
        if known is None or any(cell is not None and not fits(cell.quantity) for cell in cells):
            continue
        formula = f"={layout.cell(y, after)}-{layout.cell(y, before)}"
        form = max((number_format(cell.quantity) for cell in cells if cell is not None), key=len)
        cell = put_formula(sheet, layout.first + y, layout.right, formula, form)
        cell.border, cell.alignment = BOX, MIDDLE
    return layout.right + 1
