"""Live totals of the workbook in another program: exact as written, and everything follows when a part is changed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from openpyxl import load_workbook

from fiscal.figure import Figure
from fiscal.relation import Kind, Role
from reconcile.engine import review as review_of
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.written_numbers import in_unit
from reconcile.reports.workbook.cell_checks import TOTALS, CellCheck, cell_checks
from reconcile.reports.workbook.debt_sheet import debt_verdicts
from reconcile.reports.workbook.live_formulas import live_formulas
from reconcile.reports.workbook.sheet_layout import SheetLayout, layouts
from reconcile.reports.workbook.to_workbook import reserved_names, to_workbook
from reconcile.review import Outcome, Review, Verdict
from reconcile.words.messages import label
from tests.libreoffice import converted, needs_libreoffice
from tests.review_factory import sample_review

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "corpus" / "pdf"
TABLE = "附表1 2025年一般公共预算收入调整表"
pytestmark = needs_libreoffice


def recalculated(source: Path, folder: Path) -> Any:
    """The workbook as LibreOffice saves it after working out every formula."""
    return load_workbook(converted(source, folder), data_only=True)


def placed(review: Review) -> tuple[Lookup, dict[str, SheetLayout], dict[str, str], dict[str, CellCheck]]:
    """Where everything stands in the review's workbook, its live formulas and its checks."""
    lookup = Lookup.of(review)
    checks = cell_checks(review, lookup)
    places = layouts(review, lookup, reserved_names(review.lang), checks)
    return lookup, places, live_formulas(review, lookup, places), checks


def shown(cell: Any) -> Decimal:
    """A cell's number at the precision of a spreadsheet's own display, fifteen digits."""
    return Decimal(format(cell.value, ".15g"))


def judged(verdict: Verdict, figure: Figure) -> Decimal | None:
    """What a checking cell has to come to by the judge's own reckoning; None where only its size is known."""
    assert verdict.difference is not None
    unit, kind = figure.quantity.unit, verdict.relation.kind
    gap = in_unit(verdict.difference, unit)
    if kind is Kind.BALANCE:
        total = next(term for term in verdict.relation.terms if term.role in TOTALS)
        return gap * total.weight
    if kind is Kind.AT_MOST:
        return Decimal(0) if verdict.outcome is not Outcome.BROKEN else abs(gap)
    if kind is Kind.SAME:
        return Decimal(0) if not gap else None
    return None


@pytest.mark.parametrize("name", ["data/yunxi-2020-adjustment", "data/yunxi-2024-formats", "shizuishan_2025.pdf"])
def test_every_formula_says_what_the_judge_says(name: str, tmp_path: Path) -> None:
    """LibreOffice works out each live total to the very number that was printed, and each check to the judge's
    difference, 0 where the judge finds none; no cell holds an error.
    """
    source = ROOT / name if "/" in name else SHARED / name
    if not source.exists():
        pytest.skip("the published documents are not here")
    review = review_of([source])
    lookup, places, live, checks = placed(review)
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
    assert not [
        one for one, check in checks.items() if off(beside(book, lookup, places, one), lookup.figures[one], check)
    ]
    errors = [
        f"{sheet.title}!{cell.coordinate}"
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "e"
    ]
    assert not errors


def off(cell: Any, figure: Figure, check: CellCheck) -> bool:
    """True if a checking cell says other than the judge."""
    value = shown(cell)
    if check.owner is not None:
        return value != 0
    wanted = judged(check.verdict, figure)
    if wanted is not None:
        return value != wanted
    assert check.verdict.difference is not None
    step = figure.quantity.step / figure.quantity.unit.factor
    gap = abs(in_unit(check.verdict.difference, figure.quantity.unit))
    rate = check.verdict.relation.kind in (Kind.RATIO, Kind.GROWTH)
    return abs(abs(value) - gap) > step / 2 if rate else abs(value) != gap


def at(book: Any, lookup: Lookup, places: dict[str, SheetLayout], figure: str) -> Any:
    """The cell of a figure of a table."""
    table, y, x = lookup.cells[figure]
    return book[places[table.id].name][places[table.id].cell(y, x)]


def beside(book: Any, lookup: Lookup, places: dict[str, SheetLayout], figure: str) -> Any:
    """The checking cell of a figure."""
    table, y, x = lookup.cells[figure]
    return book[places[table.id].name][places[table.id].check(y, x)]


def test_everything_follows_a_changed_part(tmp_path: Path) -> None:
    """One part is raised by 7: its total follows, and the check beside it, which keeps the printed number, is −7.

    So does the sheet of debt where the figure is one of debt.
    """
    review = review_of([ROOT / "data/yunxi-2024-formats"])
    lookup, places, live, _ = placed(review)
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
    assert shown(beside(book, lookup, places, total)) == -7
    rows = book[label("sheet_debt", review.lang)].iter_rows(min_row=2, min_col=3, max_col=4)
    values = [shown(cell) for row in rows for cell in row if isinstance(cell.value, int | float)]
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


def test_a_budget_of_fifty_pages_prints_on_fifty(tmp_path: Path) -> None:
    """Everything but the list of relations, which nobody prints; the head of a table stands on each of its pages."""
    source = SHARED / "shizuishan_2025.pdf"
    if not source.exists():
        pytest.skip("the published documents are not here")
    review = review_of([source])
    written = tmp_path / "book.xlsx"
    written.write_bytes(to_workbook(review))
    edited = load_workbook(written)
    del edited[label("sheet_relations", review.lang)]
    edited.save(written)
    document = pypdfium2.PdfDocument(converted(written, tmp_path, "pdf"))
    try:
        texts = [page.get_textpage().get_text_range() for page in document]
        sides = {tuple(sorted(map(int, page.get_size()))) for page in document}
    finally:
        document.close()
    assert len(texts) <= 50
    assert all(abs(short - 595) <= 1 and abs(long - 842) <= 1 for short, long in sides)
    wide = [text.splitlines() for text in texts if text.startswith("表十二 ")]
    assert len(wide) == 2
    assert all(any(line.startswith(("表十二", "地区")) for line in lines[1:]) for lines in wide)


def test_a_changed_part_takes_the_ticks_of_its_sum(tmp_path: Path) -> None:
    """One part of a total that agrees is raised by 7: the total's check says so, and no part has a tick any more."""
    written = tmp_path / "book.xlsx"
    written.write_bytes(to_workbook(sample_review()))
    edited = load_workbook(written)
    edited[TABLE]["C6"].value += 7
    edited.save(written)
    sheets = recalculated(written, tmp_path)[TABLE], load_workbook(written)[TABLE]
    assert [sheets[0][name].value or "" for name in ("C10", "D6", "D8", "D10")] == [100_007, "", "", -7]
    assert sheets[1]["D10"].number_format.endswith('"✓"')
