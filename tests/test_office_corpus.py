"""Published office files and web pages, read whole: how many tables, rows and figures each gives, and what is noted."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from fiscal.document import Document
from tables.decode import UnreadableDocument
from tables.reading.readers import read

# file: format, tables, rows, figures of tables, tables without a title, codes of notes
FILES = {
    "office/lijiang_2025_budget_attachment.xlsx": ("xlsx", 58, 2917, 12096, 0, {"DOC20", "DOC21", "DOC23"}),
    "office/河北_2023_58062.xlsx": ("xlsx", 2, 47, 71, 0, set()),
    "office/hotan_2025_final_budget_decision.docx": ("docx", 31, 2868, 6145, 0, set()),
    "broken/xlsx_named_xls_guangdong_2023.xls": ("xlsx", 2, 16, 16, 0, {"DOC20"}),
    "pairs/北京_2021_57687.xls": ("xlsx", 2, 16, 16, 0, {"DOC20"}),
    "pairs/西藏_2021_57948.xls": ("xls", 2, 16, 15, 0, {"DOC20"}),
    "html/changde_2025_budget_report.html": ("html", 18, 326, 589, 0, set()),
    "html/guangdong_jiangmen_2025.html": ("html", 0, 0, 0, 0, set()),
    "html/lijiang_2025_budget_report.html": ("html", 0, 0, 0, 0, set()),
}


@pytest.fixture(scope="session")
def corpus(shared: Path) -> Path:
    """The folder of published documents."""
    folder = shared / "corpus"
    if not folder.is_dir():
        pytest.skip("the published documents (../shared/corpus) are not on this machine")
    return folder


@cache
def document(path: Path) -> Document:
    """The Document at `path`."""
    return read(path)


@pytest.mark.parametrize("name", FILES)
def test_every_table_is_read(corpus: Path, name: str) -> None:
    """Counts that were compared with the file by eye; every table has a title and a unit."""
    found = document(corpus / name)
    cells = [cell for table in found.tables for row in table.rows for cell in row.cells if cell is not None]
    rows = sum(len(table.rows) for table in found.tables)
    nameless = sum(not table.title for table in found.tables)
    notes = {note.code for note in found.notes}
    assert (found.format, len(found.tables), rows, len(cells), nameless, notes) == FILES[name]
    assert all(table.unit is not None for table in found.tables)


def test_codes_of_a_system_are_no_data(corpus: Path) -> None:
    """Hidden columns of field names and row numbers, and those in plain sight, give neither labels nor figures."""
    for name in ("pairs/北京_2021_57687.xls", "pairs/西藏_2021_57948.xls", "office/河北_2023_58062.xlsx"):
        labels = [row.label for table in document(corpus / name).tables for row in table.rows]
        assert labels and not [label for label in labels if label.isascii()]


def test_old_and_new_format_of_one_document_are_the_same(corpus: Path) -> None:
    """The .doc, converted, gives the tables and figures of the .docx."""
    try:
        old = document(corpus / "office/hotan_2025_final_budget_decision.doc")
    except UnreadableDocument as failure:
        pytest.skip(f"LibreOffice with its writer part is needed: {failure.reason}")
    new = document(corpus / "office/hotan_2025_final_budget_decision.docx")
    said = [[(f.quantity.text, f.label, f.place.column) for f in found.figures()] for found in (old, new)]
    assert said[0] == said[1]
    assert [table.title for table in old.tables] == [table.title for table in new.tables]


def test_a_sheet_s_formulas_agree_with_what_it_shows(corpus: Path) -> None:
    """Every formula of sums in the published workbook comes to its displayed result: none is misread."""
    from reconcile.engine import judge_documents
    from reconcile.review import Outcome

    review = judge_documents([document(corpus / "office/lijiang_2025_budget_attachment.xlsx")])
    own = [verdict.outcome for verdict in review.verdicts if verdict.relation.code == "FML01"]
    assert len(own) > 1000
    assert set(own) <= {Outcome.EXACT, Outcome.ROUNDING}
