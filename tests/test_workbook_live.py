"""Live totals of the workbook in another program: exact as written, and everything follows when a part is changed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from fiscal.relation import Role
from reconcile.engine import review as review_of
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.workbook.debt_sheet import debt_verdicts
from reconcile.reports.workbook.live_formulas import live_formulas
from reconcile.reports.workbook.sheet_layout import SheetLayout, layouts
from reconcile.reports.workbook.to_workbook import LISTS, to_workbook
from reconcile.review import Review
from reconcile.words.messages import label
from tests.libreoffice import converted, needs_libreoffice

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "corpus" / "pdf"
pytestmark = needs_libreoffice


def recalculated(source: Path, folder: Path) -> Any:
    """The workbook as LibreOffice saves it after working out every formula."""
    return load_workbook(converted(source, folder), data_only=True)


def placed(review: Review) -> tuple[Lookup, dict[str, SheetLayout], dict[str, str]]:
    """Where everything stands in the review's workbook, and its live formulas."""
    lookup = Lookup.of(review)
    places = layouts(review, lookup, tuple(label(key, review.lang) for key in LISTS))
    return lookup, places, live_formulas(review, lookup, places)


def shown(cell: Any) -> Decimal:
    """A cell's number at the precision of a spreadsheet's own display, fifteen digits."""
    return Decimal(format(cell.value, ".15g"))


@pytest.mark.parametrize("name", ["data/yunxi-2020-adjustment", "data/yunxi-2024-formats", "shizuishan_2025.pdf"])
def test_every_formula_comes_to_the_printed_number(name: str, tmp_path: Path) -> None:
    """LibreOffice works out each live total to the very number that was printed, and no cell holds an error."""
    source = ROOT / name if "/" in name else SHARED / name
    if not source.exists():
        pytest.skip("the published documents are not here")
    review = review_of([source])
    lookup, places, live = placed(review)
    assert len(live) > 10
    written = tmp_path / "book.xlsx"
    written.write_bytes(to_workbook(review))
    book = recalculated(written, tmp_path)
    wrong = [
        (figure.label, figure.quantity.text)
        for figure in map(lookup.figures.__getitem__, live)
        if shown(at(book, lookup, places, figure.id)) != figure.quantity.value
    ]
    assert not wrong
    errors = [
        f"{sheet.title}!{cell.coordinate}"
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "e"
    ]
    assert not errors


def at(book: Any, lookup: Lookup, places: dict[str, SheetLayout], figure: str) -> Any:
    """The cell of a figure of a table."""
    table, y, x = lookup.cells[figure]
    return book[places[table.id].name][places[table.id].cell(y, x)]


def test_everything_follows_a_changed_part(tmp_path: Path) -> None:
    """One part is raised by 7: its total follows, and the difference, which keeps the printed number, is −7.

    So does the sheet of debt where the figure is one of debt.
    """
    review = review_of([ROOT / "data/yunxi-2024-formats"])
    lookup, places, live = placed(review)
    part, total = part_of_a_live_total(review, lookup, live)
    debt = next(n for v in debt_verdicts(review) for n in v.relation.figures() if n in lookup.cells and n not in live)
    written = tmp_path / "book.xlsx"
    written.write_bytes(to_workbook(review))
    edited = load_workbook(written)
    for name in {part, debt}:
        at(edited, lookup, places, name).value += 7
    edited.save(written)
    book = recalculated(written, tmp_path)
    assert shown(at(book, lookup, places, total)) == lookup.figures[total].quantity.value + 7
    layout = places[lookup.cells[part].table.id]
    beside = book[layout.name][layout.first + lookup.cells[total][1]][layout.right - 1 :]
    assert -7 in [cell.value for cell in beside]
    numbers = [row[3] for row in book[label("sheet_debt", review.lang)].iter_rows(min_row=2)]
    values = [shown(cell) for cell in numbers if cell.value is not None]
    assert lookup.figures[debt].quantity.value + 7 in values


def part_of_a_live_total(review: Review, lookup: Lookup, live: dict[str, str]) -> tuple[str, str]:
    """A part that is no total itself, with the live total over it in its column."""
    for verdict in review.verdicts:
        terms = verdict.relation.terms
        total = next((t.figure for t in terms if t.role is Role.TOTAL and t.figure in live), None)
        part = next((t.figure for t in terms if t.role is Role.PART and t.figure not in live), None)
        if total and part and total in lookup.cells and part in lookup.cells:
            if lookup.cells[total][2] == lookup.cells[part][2] and len(terms) > 2:
                return part, total
    raise AssertionError("no part of a live total")
