"""Writes one table on its sheet: as printed, numbers as numbers, and beside it the columns that add it up again."""

from __future__ import annotations

from dataclasses import replace

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from fiscal.table import Table
from reconcile.messages import label
from reconcile.reports.lookup import Lookup
from reconcile.reports.numbers import in_unit
from reconcile.reports.places import place_words, table_name
from reconcile.reports.workbook_cells import (
    BOLD,
    BOX,
    CENTRE,
    FILLS,
    FORMULA_LIMIT,
    HEAD,
    TITLE,
    fits,
    number_format,
    print_on_a4,
    put_formula,
    put_head,
    put_number,
    put_quantity,
    put_text,
)
from reconcile.reports.workbook_layout import ABOVE, Layout, sum_formula, total_of
from reconcile.review import Severity, Verdict

RED = DifferentialStyle(fill=PatternFill("solid", start_color="FF7C80", end_color="FF7C80"))
CHECKING = 3
"""Columns per checked column: the sum, the difference, what rounding can explain."""


def write_table(book: Workbook, layout: Layout, lookup: Lookup, lang: str, marks: dict[str, Severity]) -> None:
    """The sheet of one table; `marks` colours the cells that findings are about."""
    sheet: Worksheet = book.create_sheet(layout.name)
    _write_caption(sheet, layout, lookup, lang)
    _write_header(sheet, layout, lang)
    for y, row in enumerate(layout.table.rows):
        named = put_text(sheet, layout.first + y, 1, row.label, lang)
        named.alignment = Alignment(indent=min(row.level or 0, 15), vertical="top", wrap_text=True)
        named.border = BOX
        if row.code and layout.left > 2:
            put_text(sheet, layout.first + y, 2, row.code, lang).border = BOX
        for x, figure in enumerate(row.cells):
            if figure is not None:
                cell = put_quantity(sheet, layout.first + y, layout.left + x, figure.quantity, lang)
                cell.border = BOX
                if figure.id in marks:
                    cell.fill = FILLS[marks[figure.id].value]
    after = _write_change(sheet, layout, lang)
    for x, verdicts in layout.sums:
        _write_sums(sheet, layout, lookup, lang, after, x, verdicts)
        after += CHECKING
    sheet.column_dimensions["A"].width = 40
    for column in range(2, after):
        sheet.column_dimensions[get_column_letter(column)].width = 16
    sheet.freeze_panes = f"{get_column_letter(layout.left)}{layout.first}"
    print_on_a4(sheet, f"{ABOVE + 1}:{layout.first - 1}", landscape=len(layout.table.columns) > 3)


def _write_caption(sheet: Worksheet, layout: Layout, lookup: Lookup, lang: str) -> None:
    table = layout.table
    put_text(sheet, 1, 1, table_name(table), lang).font = TITLE
    place = place_words(replace(table.place, table=None), lookup, lang)
    unit = label("unit", lang, name=table.unit.name) if table.unit and table.unit.name else label("no_unit", lang)
    put_text(sheet, 2, 1, f"{unit}    {place}", lang)


def _write_header(sheet: Worksheet, layout: Layout, lang: str) -> None:
    """The header paths, equal neighbours of one level merged."""
    table, top, bottom = layout.table, ABOVE + 1, layout.first - 1
    heads = [table.stub or label("item", lang), *([label("code", lang)] if layout.left > 2 else [])]
    for column, text in enumerate(heads, 1):
        put_text(sheet, top, column, text, lang)
    for x, one in enumerate(table.columns):
        for depth, part in enumerate(one.path):
            put_text(sheet, top + depth, layout.left + x, part, lang)
    for line in sheet.iter_rows(min_row=top, max_row=bottom, max_col=layout.right - 1):
        for cell in line:
            cell.font, cell.fill, cell.alignment, cell.border = BOLD, HEAD, CENTRE, BOX
    for depth in range(bottom - top):
        _merge_equal(sheet, layout, table, depth)


def _merge_equal(sheet: Worksheet, layout: Layout, table: Table, depth: int) -> None:
    paths = [column.path[: depth + 1] if len(column.path) > depth + 1 else None for column in table.columns]
    start = 0
    for stop in range(1, len(paths) + 1):
        if stop == len(paths) or paths[stop] != paths[start]:
            if paths[start] is not None and stop - start > 1:
                row = ABOVE + 1 + depth
                sheet.merge_cells(
                    start_row=row, end_row=row, start_column=layout.left + start, end_column=layout.left + stop - 1
                )
            start = stop


def _write_change(sheet: Worksheet, layout: Layout, lang: str) -> int:
    """The column adjusted less budget as live formulas, if the table has the two; answers the next free column."""
    if layout.change is None:
        return layout.right
    before, after = layout.change
    put_head(sheet, layout.first - 1, (label("change", lang),), layout.right)
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
    sheet: Worksheet, layout: Layout, lookup: Lookup, lang: str, column: int, x: int, verdicts: tuple[Verdict, ...]
) -> None:
    """For every total of one column: the parts added again, the difference, and what rounding can explain."""
    title = layout.table.columns[x].path[-1] if layout.table.columns[x].path else ""
    heads = tuple(f"{label(key, lang)} {title}".strip() for key in ("recount", "gap", "slack"))
    put_head(sheet, layout.first - 1, heads, column)
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
        # Nine decimals are more than any document prints: what is cut off is the spreadsheet's own binary residue.
        put_formula(sheet, row, column + 1, f"=ROUND({layout.cell(y, x)}-{total}{row},9)", form).border = BOX
        if verdict.slack is not None:
            allowed = in_unit(verdict.slack, figure.quantity.unit)
            put_number(sheet, row, column + 2, allowed).border = BOX
    first, last = layout.first, layout.first + len(layout.table.rows) - 1
    beyond = f'AND(ISNUMBER({gap}{first}),{slack}{first}<>"",ABS({gap}{first})>{slack}{first})'
    sheet.conditional_formatting.add(f"{gap}{first}:{gap}{last}", Rule("expression", dxf=RED, formula=[beyond]))
