"""A review as an Excel workbook: 目录, 问题清单, one sheet per table with live formulas, 债务, 可能的差异, 已说明的问题,
勾稽关系, 覆盖情况, 运行说明.

The same review gives the same bytes: the file carries no time. A new workbook is written, none is ever changed.
"""

from __future__ import annotations

import errno
import io
import os
import tempfile

from lxml.etree import SerialisationError
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook

from fiscal.document import Document
from reconcile.reports.machine.listings import file_stem
from reconcile.reports.quoted.fixed_archive import EPOCH, without_times
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.workbook.cell_checks import cell_checks
from reconcile.reports.workbook.cell_notes import cell_notes
from reconcile.reports.workbook.check_formulas import Placed, check_formulas
from reconcile.reports.workbook.checks_beside import checks_beside
from reconcile.reports.workbook.contents_sheet import write_contents
from reconcile.reports.workbook.debt_sheet import write_debt
from reconcile.reports.workbook.finding_sheets import write_accepted, write_findings, write_possible
from reconcile.reports.workbook.list_sheets import write_about, write_coverage
from reconcile.reports.workbook.live_formulas import live_formulas
from reconcile.reports.workbook.relation_sheet import write_relations
from reconcile.reports.workbook.sheet_layout import Mark, layouts
from reconcile.reports.workbook.table_sheets import Extras, write_table
from reconcile.review import Coverage, Review
from reconcile.words.messages import accepted_word, label
from reconcile.words.messages import workbook_word as word

LISTS = ("sheet_findings", "sheet_relations", "sheet_coverage", "sheet_about", "sheet_debt", "sheet_possible")


def to_workbook(review: Review) -> bytes:
    """The workbook as the bytes of an .xlsx file."""
    lookup, lang = Lookup.of(review), review.lang
    names = reserved_names(lang)
    checks = cell_checks(review, lookup)
    places = layouts(review, lookup, names, checks)
    book = empty_book()
    write_findings(book, names[0], review, lookup, places)
    live = live_formulas(review, lookup, places)
    formulas = check_formulas(checks, Placed(lookup, places, live))
    beside = checks_beside(checks, formulas, lookup, lang)
    extras = Extras(_marks(review, lookup), live, cell_notes(review, lookup), beside)
    for layout in places.values():
        write_table(book, layout, lookup, lang, extras)
    write_debt(book, names[4], review, lookup, places)
    write_possible(book, names[5], review, lookup, places)
    write_accepted(book, names[6], review, lookup, places)
    write_relations(book, names[1], review, lookup, places)
    write_coverage(book, names[2], review, lookup, places)
    write_about(book, names[3], review)
    write_contents(book, names[7], review, lookup, places)
    for name in (*names[:2], *names[5:7]):
        if name not in book.sheetnames:
            continue
        sheet = book[name]
        sheet.auto_filter.ref = f"A1:{get_column_letter(sheet.max_column)}{max(sheet.max_row, 2)}"
    return saved(book)


def reserved_names(lang: str) -> tuple[str, ...]:
    """The names of the sheets that are no tables."""
    return (*(label(key, lang) for key in LISTS), accepted_word("sheet", lang), word("sheet_contents", lang))


def tables_workbooks(review: Review) -> dict[str, bytes]:
    """One workbook of tables for each document that has any, by file name, without any word on whether they agree."""
    return {
        f"{file_stem(document)}.xlsx": _tables_workbook(document, review.lang)
        for document in review.documents
        if document.tables
    }


def _tables_workbook(document: Document, lang: str) -> bytes:
    alone = Review((document,), (), (), Coverage(0, 0, 0, ()), lang)
    lookup, book = Lookup.of(alone), empty_book()
    for layout in layouts(alone, lookup, ()).values():
        write_table(book, layout, lookup, lang, Extras())
    return saved(book)


def _marks(review: Review, lookup: Lookup) -> dict[str, Mark]:
    """The weightiest finding at each figure whose place a finding names."""
    marks: dict[str, Mark] = {}
    for number, finding in sorted(enumerate(review.findings, 1), key=lambda one: one[1].severity.rank):
        for figure in lookup.figures_of(finding):
            if figure.place == finding.place:
                marks.setdefault(figure.id, Mark(number, finding.severity))
    return marks


def empty_book() -> Workbook:
    """A workbook of ours without sheets."""
    book = Workbook()
    if book.active is not None:
        book.remove(book.active)
    book.properties.creator = "fiscal"
    book.properties.created = EPOCH.replace(tzinfo=None)
    return book


def saved(book: Workbook) -> bytes:
    """The bytes of the file, without times.

    Raises OSError where the temporary folder, in which sheets are put together, is full.
    """
    written = io.BytesIO()
    try:
        book.save(written)
    except SerialisationError as error:
        code = getattr(errno, str(error).removeprefix("IO_"), errno.EIO)
        raise OSError(code, os.strerror(code), tempfile.gettempdir()) from error
    return without_times(written.getvalue())
