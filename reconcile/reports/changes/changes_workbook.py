"""A comparison as an Excel workbook: 变动 with old, new and difference as numbers, largest first; 增删, 说法, 问题."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from reconcile.drafts.comparison import Change, Comparison
from reconcile.reports.changes.change_rows import (
    ChangeRow,
    ChangeSection,
    change_sections,
    compared_sentence,
    verdict_sentence,
)
from reconcile.reports.changes.hint_sentences import change_word, hint_sentence
from reconcile.reports.quoted.places import shown_path
from reconcile.reports.quoted.written_numbers import in_unit
from reconcile.reports.workbook.cell_sizes import fit_row
from reconcile.reports.workbook.sheet_cells import (
    BOX,
    FILLS,
    SMALL,
    TITLE,
    WRAP,
    print_on_a4,
    put_head,
    put_number,
    put_quantity,
    put_text,
)
from reconcile.reports.workbook.to_workbook import empty_book, saved

CHANGED = ("item", "home", "old", "new", "apart", "unit", "where-old", "where-new", "beside")
CHANGED_WIDTHS = (30, 30, 16, 16, 16, 8, 30, 30, 40)
LONE = ("what-kind", "item", "home", "old", "new", "where-old", "where-new", "beside")
LONE_WIDTHS = (14, 34, 30, 36, 36, 30, 30, 40)


def changes_workbook(comparison: Comparison) -> bytes:
    """The workbook as the bytes of an .xlsx file; the same two drafts give the same bytes."""
    lang = comparison.lang
    book = empty_book()
    sections = {section.key: section for section in change_sections(comparison)}
    _about(book, comparison)
    changed = [row for key in ("half", "changed") for row in _rows(sections, key)]
    sheet = _sheet(book, "sheet-changed", CHANGED, CHANGED_WIDTHS, lang)
    for at, row in enumerate(sorted(changed, key=_weight), 2):
        _write_change(sheet, at, row, lang)
    _filtered(sheet)
    groups = (
        ("sheet-lone", ("added", "removed", "tables-added", "tables-removed")),
        ("sheet-words", ("totals", "words")),
        ("sheet-findings", tuple(key for key in sections if key.startswith("findings-"))),
    )
    for name, keys in groups:
        held = [(sections[key], row) for key in keys if key in sections for row in sections[key].rows]
        if held:
            _write_lone(_sheet(book, name, LONE, LONE_WIDTHS, lang), held, lang)
    return saved(book)


def _rows(sections: dict[str, ChangeSection], key: str) -> Sequence[ChangeRow]:
    return sections[key].rows if key in sections else ()


def _weight(row: ChangeRow) -> tuple[bool, bool, Decimal]:
    """What is not repeated everywhere first, money before other things, the largest difference first."""
    change = row.change
    if change is None or change.difference is None or change.unit is None:
        return (True, True, Decimal(0))
    return (not change.repeated_unchanged, not change.unit.is_money, -abs(change.difference))


def _about(book: Workbook, comparison: Comparison) -> None:
    """What was compared, what came of it, and what to know before relying on it."""
    lang = comparison.lang
    sheet: Worksheet = book.create_sheet(change_word("sheet-about", lang))
    put_text(sheet, 1, 1, change_word("title", lang)).font = TITLE
    lines = [
        verdict_sentence(comparison),
        *(change_word("hint", lang) + hint_sentence(told, lang) for told in comparison.hints),
        compared_sentence(comparison),
        *_files(comparison),
    ]
    for row, line in enumerate(lines, 2):
        put_text(sheet, row, 1, line, lang).alignment = WRAP
        fit_row(sheet, row, [(line, 110)], 11)
    sheet.column_dimensions["A"].width = 110
    print_on_a4(sheet)


def _files(comparison: Comparison) -> Iterable[str]:
    for key, review in (("old", comparison.old), ("new", comparison.new)):
        for document in review.documents:
            yield f"{change_word(key, comparison.lang)} {shown_path(document.path)} {document.sha256}"


def _sheet(book: Workbook, name: str, columns: Sequence[str], widths: Sequence[int], lang: str) -> Worksheet:
    sheet: Worksheet = book.create_sheet(change_word(name, lang))
    put_head(sheet, 1, tuple(change_word(key, lang) for key in columns))
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    print_on_a4(sheet, "1:1")
    return sheet


def _filtered(sheet: Worksheet) -> None:
    sheet.auto_filter.ref = f"A1:{get_column_letter(sheet.max_column)}{max(sheet.max_row, 2)}"


def _write_change(sheet: Worksheet, at: int, row: ChangeRow, lang: str) -> None:
    change = row.change
    assert change is not None
    beside = "\n".join((*((row.quote,) if row.quote else ()), *row.beside))
    put_text(sheet, at, 1, row.what, lang)
    put_text(sheet, at, 2, row.home, lang)
    put_quantity(sheet, at, 3, change.old.quantity, lang)
    put_quantity(sheet, at, 4, change.new.quantity, lang)
    _write_apart(sheet, at, change, row, lang)
    put_text(sheet, at, 6, _units(change), lang)
    for column, text in ((7, row.old_place), (8, row.new_place), (9, beside)):
        put_text(sheet, at, column, text, lang)
    texts = (row.what, row.home, "", "", "", "", row.old_place, row.new_place, beside)
    _dress(sheet, at, len(CHANGED), texts, CHANGED_WIDTHS)
    if row.beside:
        sheet.cell(at, 9).fill = FILLS["error"]


def _write_apart(sheet: Worksheet, at: int, change: Change, row: ChangeRow, lang: str) -> None:
    if change.difference is None or change.unit is None:
        put_text(sheet, at, 5, row.apart, lang)
        return
    value = in_unit(change.difference, change.unit)
    digits = len(value.as_tuple().digits)
    if digits > 15:
        put_text(sheet, at, 5, row.apart, lang)
    else:
        put_number(sheet, at, 5, value, "+#,##0.########;-#,##0.########")


def _units(change: Change) -> str:
    before, after = change.old.quantity.unit.name, change.new.quantity.unit.name
    return after if before == after else f"{before} → {after}"


def _write_lone(sheet: Worksheet, held: Sequence[tuple[ChangeSection, ChangeRow]], lang: str) -> None:
    for at, (section, row) in enumerate(held, 2):
        beside = "\n".join((*((row.quote,) if row.quote else ()), *row.beside))
        kind = change_word(f"kind-{section.key}", lang)
        texts = (kind, row.what, row.home, row.old, row.new, row.old_place, row.new_place, beside)
        for column, text in enumerate(texts, 1):
            put_text(sheet, at, column, text, lang)
        _dress(sheet, at, len(LONE), texts, LONE_WIDTHS)
    _filtered(sheet)


def _dress(sheet: Worksheet, at: int, columns: int, texts: Sequence[str], widths: Sequence[int]) -> None:
    for column in range(1, columns + 1):
        cell = sheet.cell(at, column)
        cell.font, cell.alignment, cell.border = SMALL[9], WRAP, BOX
    fit_row(sheet, at, zip(texts, widths, strict=True), 9)
