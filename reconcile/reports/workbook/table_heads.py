"""What stands over a table on its sheet: title, legend, printed heads, heads of the checking columns; and widths."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from fiscal.table import Table
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.places import place_words, table_name
from reconcile.reports.workbook.cell_sizes import fit_row, units, width_for
from reconcile.reports.workbook.check_columns import ColumnCheck
from reconcile.reports.workbook.sheet_cells import BOLD, BOX, CENTRE, CHECK, HEAD, SMALL, TITLE, WRAP, put_text
from reconcile.reports.workbook.sheet_layout import ABOVE, Mark, SheetLayout
from reconcile.review import Severity
from reconcile.words.messages import label
from reconcile.words.messages import workbook_word as word
from reconcile.words.texts import words

LABEL, FIGURE, NARROW = (16, 54), (11, 20), (5, 14)
"""Least and greatest width of the label column, of a column of figures, of a checking column."""


def write_caption(
    sheet: Worksheet, layout: SheetLayout, lookup: Lookup, lang: str, widths: Sequence[int], marked: bool
) -> None:
    """Title, unit and place, and under them in one merged cell what the colours and the checking columns mean."""
    table = layout.table
    put_text(sheet, 1, 1, table_name(table), lang).font = TITLE
    place = place_words(replace(table.place, table=None), lookup, lang)
    unit = label("unit", lang, name=table.unit.name) if table.unit and table.unit.name else label("no_unit", lang)
    put_text(sheet, 2, 1, f"{unit}    {place}", lang).font = SMALL[10]
    said = {"legend_checks": bool(layout.checked), "legend_change": layout.change is not None, "legend_marks": marked}
    parts = [word(key, lang) for key, wanted in said.items() if wanted]
    if parts:
        text = word("legend", lang) + "".join((word("legend_printed", lang), *parts))
        cell = put_text(sheet, ABOVE, 1, text, lang)
        cell.font, cell.alignment = SMALL[9], WRAP
        fit_row(sheet, ABOVE, [(text, sum(widths))], 9)
        sheet.merge_cells(start_row=ABOVE, end_row=ABOVE, start_column=1, end_column=len(widths))


def split_caption(sheet: Worksheet, layout: SheetLayout, lang: str, width: int) -> None:
    """Title and unit of a sheet whose first column, `width` units wide, stands on every page: so much in that column as
    it shows, the rest in the next.
    """
    name, number = table_name(layout.table), layout.table.number or ""
    if units(name) > width and number and name.startswith(number):
        put_text(sheet, 1, 1, number, lang)
        put_text(sheet, 1, 2, name.removeprefix(number).strip(), lang).font = TITLE
    unit, _, place = str(sheet.cell(2, 1).value).partition("    ")
    put_text(sheet, 2, 1, unit, lang)
    put_text(sheet, 2, 2, place, lang).font = SMALL[10]


def write_header(sheet: Worksheet, layout: SheetLayout, lang: str, widths: Sequence[int]) -> None:
    """The printed header paths, equal neighbours of one level merged, between them and behind them our own heads."""
    top, bottom = ABOVE + 1, layout.first - 1
    heads = list(_heads(layout, lang))
    heads += [((word("marks", lang),), CHECK)] if len(widths) > len(heads) else []
    paths = [path for path, _ in heads]
    for column, (path, fill) in enumerate(heads, 1):
        for depth, part in enumerate(path):
            put_text(sheet, top + depth, column, part, lang)
        _dress(sheet, column, top, bottom, fill)
    for depth in range(bottom - top + 1):
        _merge_across(sheet, paths, depth, 1)
    for column, path in enumerate(paths, 1):
        if len(path) < bottom - top + 1 and not _is_merged(sheet, top + max(0, len(path) - 1), column):
            start = top + max(0, len(path) - 1)
            sheet.merge_cells(start_row=start, end_row=bottom, start_column=column, end_column=column)
    for depth in range(bottom - top + 1):
        ends = [(path[depth], widths[x]) for x, path in enumerate(paths) if len(path) == depth + 1]
        fit_row(sheet, top + depth, ends, 11, 80)


def _heads(layout: SheetLayout, lang: str) -> Iterator[tuple[tuple[str, ...], PatternFill]]:
    """The head path of every column, but that of the findings, and its colour: printed or ours."""
    yield (layout.table.stub or label("item", lang),), HEAD
    if layout.left > 2:
        yield (label("code", lang),), HEAD
    for x, column in enumerate(layout.table.columns):
        yield column.path, HEAD
        if x in layout.checked:  # under the same heads as its column, but for the last
            yield (*column.path[:-1], word("check", lang)), CHECK
    if layout.change is not None:
        yield (label("change", lang),), CHECK


def _dress(sheet: Worksheet, column: int, top: int, bottom: int, fill: PatternFill) -> None:
    for row in range(top, bottom + 1):
        cell = sheet.cell(row, column)
        cell.font, cell.fill, cell.alignment, cell.border = BOLD, fill, CENTRE, BOX


def _is_merged(sheet: Worksheet, row: int, column: int) -> bool:
    return any(
        area.min_row <= row <= area.max_row and area.min_col <= column <= area.max_col
        for area in sheet.merged_cells.ranges
    )


def _merge_across(sheet: Worksheet, paths: Sequence[tuple[str, ...]], depth: int, first: int) -> None:
    """Neighbours that share a head at `depth`, and all heads above it, become one cell."""
    heads = [path[: depth + 1] if len(path) > depth + 1 else None for path in paths]
    start = 0
    for stop in range(1, len(heads) + 1):
        if stop == len(heads) or heads[stop] != heads[start]:
            if heads[start] is not None and stop - start > 1:
                row = ABOVE + 1 + depth
                sheet.merge_cells(start_row=row, end_row=row, start_column=first + start, end_column=first + stop - 1)
            start = stop


def row_marks(table: Table, marks: Mapping[str, Mark]) -> dict[int, tuple[Mark, ...]]:
    """By row index: the findings at figures of that row, the weightiest first."""
    found: dict[int, tuple[Mark, ...]] = {}
    for y, row in enumerate(table.rows):
        own = {marks[cell.id] for cell in row.cells if cell is not None and cell.id in marks}
        if own:
            found[y] = tuple(sorted(own, key=lambda mark: mark.number))
    return found


def mark_words(marks: Sequence[Mark], lang: str) -> str:
    """Which lines of the sheet 问题清单, and how weighty, in words.

    >>> mark_words((Mark(3, Severity.NOTE), Mark(4, Severity.NOTE)), "zh")
    '第3、4条 提示'
    """
    numbers: dict[Severity, list[str]] = {}
    for mark in marks:
        numbers.setdefault(mark.severity, []).append(str(mark.number))
    return "; ".join(
        word("mark", lang, n=("、" if lang != "en" else ", ").join(of), severity=words("severity", severity, lang))
        for severity, of in numbers.items()
    )


def column_widths(
    layout: SheetLayout, lang: str, checks: Mapping[str, ColumnCheck], marked: Sequence[str]
) -> tuple[int, ...]:
    """The width of every column of the sheet: as the texts need, figures and differences no wider than that."""
    table = layout.table
    labels = [row.label + "  " * min(row.level or 0, 15) for row in table.rows]
    widths = [width_for(labels, *LABEL)]
    if layout.left > 2:
        widths.append(width_for([row.code or "" for row in table.rows], 9, 16))
    figures = []
    for x in range(len(table.columns)):
        cells = [cell for row in table.rows if x < len(row.cells) and (cell := row.cells[x]) is not None]
        figures.append(width_for([cell.quantity.text for cell in cells], *FIGURE))
        widths.append(figures[x])
        if x in layout.checked:
            widths.append(width_for([checks[cell.id].shown for cell in cells if cell.id in checks], *NARROW))
    if layout.change is not None:
        widths.append(max(figures[x] for x in layout.change))
    return (*widths, *([width_for(marked, 13, 30)] if marked else []))
