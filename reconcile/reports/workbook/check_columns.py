"""Fills the narrow columns beside the figures: a tick where a figure agrees, else the difference, as live formulas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from msgspec import Struct
from openpyxl.formatting.rule import Rule
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from reconcile.reports.quoted.written_numbers import plain
from reconcile.reports.workbook.cell_notes import put_note
from reconcile.reports.workbook.sheet_cells import BOX, CENTRE, FAINT, RED, TICK, grouped_form, put_formula
from reconcile.reports.workbook.sheet_layout import SheetLayout

ZERO = '"✓"'


class ColumnCheck(Struct, frozen=True):
    """A checking cell: its formula, how many decimals it shows, what rounding explains of it, its note or "".

    `shown` is what it comes to as long as nobody changes a figure, for the width of its column.
    """

    formula: str
    places: int
    slack: Decimal
    shown: str = ""
    note: str = ""

    @property
    def form(self) -> str:
        """The number format: a tick for nothing."""
        digits = grouped_form(self.places)
        return f"{digits};-{digits};{ZERO}"


def write_checks(sheet: Worksheet, layout: SheetLayout, checks: Mapping[str, ColumnCheck]) -> None:
    """The checking columns of a table; a difference is red where rounding does not explain it, else faint."""
    for x in layout.checked:
        rows: dict[Decimal, list[int]] = {}
        for y, row in enumerate(layout.table.rows):
            line, column = layout.first + y, layout.column(x) + 1
            figure = row.cells[x] if x < len(row.cells) else None
            check = checks.get(figure.id) if figure is not None else None
            sheet.cell(line, column).border = BOX
            if check is None:
                continue
            cell = put_formula(sheet, line, column, check.formula, check.form)
            cell.font, cell.alignment = TICK, CENTRE
            if check.note:
                put_note(cell, check.note)
            rows.setdefault(check.slack, []).append(line)
        letter = get_column_letter(layout.column(x) + 1)
        for slack, lines in rows.items():
            _beyond(sheet, letter, lines, slack)
        if rows:
            last = layout.first + len(layout.table.rows) - 1
            first = f"{letter}{layout.first}"
            faint = f"AND(ISNUMBER({first}),{first}<>0)"
            sheet.conditional_formatting.add(f"{first}:{letter}{last}", Rule("expression", dxf=FAINT, formula=[faint]))


def _beyond(sheet: Worksheet, letter: str, lines: list[int], slack: Decimal) -> None:
    """Differences on these lines that rounding does not explain are red."""
    area = " ".join(_ranges(letter, lines))
    first = f"{letter}{lines[0]}"
    rule = f"AND(ISNUMBER({first}),ABS(N({first}))>{plain(slack)})"
    sheet.conditional_formatting.add(area, Rule("expression", dxf=RED, formula=[rule]))


def _ranges(letter: str, lines: Iterable[int]) -> list[str]:
    """Lines in order as ranges of one column.

    >>> _ranges("C", [4, 5, 6, 9])
    ['C4:C6', 'C9']
    """
    runs: list[list[int]] = []
    for line in lines:
        if runs and runs[-1][-1] == line - 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    return [f"{letter}{run[0]}" + (f":{letter}{run[-1]}" if len(run) > 1 else "") for run in runs]
