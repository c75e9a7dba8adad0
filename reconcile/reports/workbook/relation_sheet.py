"""Writes 勾稽关系: every relation with its working and a link to a cell of it, what does not hold first."""

from __future__ import annotations

from decimal import Decimal

from openpyxl.workbook import Workbook

from fiscal.place import Place
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.places import place_words
from reconcile.reports.quoted.written_numbers import in_unit
from reconcile.reports.workbook.cell_sizes import fit_row
from reconcile.reports.workbook.list_sheets import Layouts, list_sheet, small_line
from reconcile.reports.workbook.sheet_cells import link, put_number, put_text
from reconcile.review import Outcome, Review, Verdict
from reconcile.words.texts import words

RELATION_COLUMNS = (
    "code_of",
    "kind",
    "basis",
    "verdict",
    "place",
    "working",
    "computed",
    "stated",
    "gap",
    "slack",
    "unit_of",
)
RELATION_WIDTHS = (8, 11, 15, 16, 48, 42, 12, 12, 10, 9, 7)
FIRST = (Outcome.BROKEN, Outcome.ROUNDING, Outcome.EXACT, Outcome.UNDECIDED)


def write_relations(book: Workbook, name: str, review: Review, lookup: Lookup, layouts: Layouts) -> None:
    """A line for every relation, whether it holds or not."""
    lang = review.lang
    sheet = list_sheet(book, name, RELATION_COLUMNS, RELATION_WIDTHS, lang)
    for row, verdict in enumerate(sorted(review.verdicts, key=lambda one: FIRST.index(one.outcome)), 2):
        relation, shown = verdict.relation, _shown_figure(verdict, lookup)
        place = lookup.figures[shown].place if shown in lookup.figures else Place("")
        said = place_words(place, lookup, lang) if place.document else ""
        texts = (
            relation.code,
            words("kind", relation.kind, lang),
            words("basis", relation.basis, lang),
            words("outcome", verdict.outcome, lang),
            said,
            verdict.expression,
        )
        for column, text in enumerate(texts, 1):
            cell = put_text(sheet, row, column, text, lang)
            if column == RELATION_COLUMNS.index("place") + 1 and shown in lookup.cells:
                table, y, x = lookup.cells[shown]
                link(cell, layouts[table.id].name, layouts[table.id].cell(y, x))
        amounts = (verdict.computed_centre, verdict.stated_centre, verdict.difference, verdict.slack)
        for column, value in enumerate(amounts, len(texts) + 1):
            if value is not None:
                put_number(sheet, row, column, _few_places(in_unit(value, verdict.unit)), "#,##0.########")
        if verdict.unit is not None:
            put_text(sheet, row, len(RELATION_COLUMNS), verdict.unit.name, lang)
        small_line(sheet, row, len(RELATION_COLUMNS))
        fit_row(sheet, row, zip(texts[4:], RELATION_WIDTHS[4:6], strict=True), 9)


def _shown_figure(verdict: Verdict, lookup: Lookup) -> str:
    """The first figure that stands in a cell, else the first."""
    names = verdict.relation.figures()
    return next((name for name in names if name in lookup.cells), names[0] if names else "")


def _few_places(value: Decimal) -> Decimal:
    """At most eight decimals: enough for every unit, few enough for a spreadsheet."""
    exponent = value.as_tuple().exponent
    return value.quantize(Decimal("1e-8")) if isinstance(exponent, int) and exponent < -8 else value
