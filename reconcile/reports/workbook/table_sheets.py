"""Writes one table on its sheet: as printed, numbers as numbers, and beside it the columns that add it up again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from openpyxl.cell.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from fiscal.figure import Figure
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.written_numbers import in_unit, plain
from reconcile.reports.workbook.cell_notes import put_note
from reconcile.reports.workbook.cell_sizes import PAGE, PORTRAIT, fit_row
from reconcile.reports.workbook.sheet_cells import (
    BOX,
    CENTRE,
    FILLS,
    FORMULA_LIMIT,
    MIDDLE,
    RED,
    fits,
    link,
    number_format,
    print_on_a4,
    put_formula,
    put_number,
    put_quantity,
    put_text,
)
from reconcile.reports.workbook.sheet_layout import ABOVE, Mark, SheetLayout, sum_formula, total_of
from reconcile.reports.workbook.table_heads import (
    CHECKING,
    column_widths,
    mark_words,
    row_marks,
    write_caption,
    write_header,
)
from reconcile.review import Verdict
from reconcile.words.messages import label


@dataclass(frozen=True, slots=True)
class Extras:
    """What stands on the sheets beside the figures as printed, each by the id of a figure.

    `marks` colours the cells that findings are about and names them in the last column; `live` are the formulas of
    figures that others add up to; `notes` the notes of cells.
    """

    marks: dict[str, Mark] = field(default_factory=dict)
    live: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)


def write_table(book: Workbook, layout: SheetLayout, lookup: Lookup, lang: str, extras: Extras) -> None:
    """The sheet of one table, with what `extras` has for its figures."""
    marks = extras.marks
    sheet: Worksheet = book.create_sheet(layout.name)
    own = row_marks(layout.table, marks)
    widths = column_widths(layout, lookup, lang, [mark_words(of, lang) for of in own.values()])
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
            sheet.cell(layout.first + y, layout.left + x).border = BOX
            if figure is not None:
                cell = _figure(sheet, layout.first + y, layout.left + x, figure, extras, lang)
                cell.alignment = MIDDLE
        fit_row(sheet, layout.first + y, [(row.label, widths[0] - 2 * min(row.level or 0, 15))], 11)
    after = _write_change(sheet, layout, lang)
    for x, verdicts in layout.sums:
        _write_sums(sheet, layout, lookup, after, x, verdicts, extras.live)
        after += CHECKING
    for line in sheet.iter_rows(min_row=layout.first, min_col=layout.right, max_col=max(after - 1, layout.right)):
        for checking in line:
            checking.alignment = MIDDLE
    _write_marks(sheet, layout, lang, after, own)
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = f"{get_column_letter(layout.left)}{layout.first}"
    print_on_a4(sheet, f"{ABOVE + 1}:{layout.first - 1}", landscape=sum(widths) > PORTRAIT)
    if sum(widths) > PAGE:  # the label again on the left of every further page
        sheet.print_title_cols = "A:A"
        sheet.page_setup.fitToWidth = -(-sum(widths) // PAGE)


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
        put_formula(sheet, layout.first + y, layout.right, formula, form).border = BOX
    return layout.right + 1


def _write_sums(
    sheet: Worksheet,
    layout: SheetLayout,
    lookup: Lookup,
    column: int,
    x: int,
    verdicts: tuple[Verdict, ...],
    live: Mapping[str, str],
) -> None:
    """For every total of one column: the parts added again, the difference, and what rounding can explain."""
    total, gap, slack = (get_column_letter(column + i) for i in range(CHECKING))
    for verdict in verdicts:
        figure = lookup.figures[total_of(verdict)]
        y = lookup.cells[figure.id][1]
        row = layout.first + y
        form = number_format(figure.quantity)
        formula = sum_formula(verdict, layout, lookup)
        if len(formula) > FORMULA_LIMIT or not all(
            fits(lookup.figures[f].quantity) for f in verdict.relation.figures()
        ):
            continue
        put_formula(sheet, row, column, formula, form).border = BOX
        at, again = layout.cell(y, x), f"{total}{row}"
        # A live total follows its parts: the recount is held against the number that was printed, unless somebody
        # has written another over it.
        stated = f"IF({at}={again},{plain(figure.quantity.value)},{at})" if figure.id in live else at
        # Nine decimals are more than any document prints: what is cut off is the spreadsheet's own binary residue.
        put_formula(sheet, row, column + 1, f"=ROUND({stated}-{again},9)", form).border = BOX
        if verdict.slack is not None:
            allowed = in_unit(verdict.slack, figure.quantity.unit)
            put_number(sheet, row, column + 2, allowed).border = BOX
    first, last = layout.first, layout.first + len(layout.table.rows) - 1
    beyond = f'AND(ISNUMBER({gap}{first}),{slack}{first}<>"",ABS({gap}{first})>{slack}{first})'
    sheet.conditional_formatting.add(f"{gap}{first}:{gap}{last}", Rule("expression", dxf=RED, formula=[beyond]))
