"""One report as Word, PDF and web page and its tables as workbook: every reader finds the same tables and figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from fiscal.document import Document
from fiscal.table import Table
from reconcile.engine import review
from tables import read

FOLDER = Path(__file__).resolve().parent.parent / "data" / "yunxi-2024-formats"
FILES = sorted(path for path in FOLDER.iterdir() if path.suffix in (".docx", ".html", ".pdf", ".xlsx"))


def told(table: Table) -> object:
    """What a table says, whatever the format it came in."""
    rows = [
        (row.label, row.level, tuple(None if cell is None else str(cell.quantity.value) for cell in row.cells))
        for row in table.rows
    ]
    return table.number, table.title, table.unit, table.side, [column.path for column in table.columns], rows


def said(document: Document) -> list[tuple[str, str]]:
    """Every amount of the narrative with its unit, in order."""
    return [
        (str(figure.quantity.value), figure.quantity.unit.name)
        for passage in document.passages
        for figure in passage.figures
        if figure.quantity.unit.is_money
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.suffix)
def test_the_tables_are_the_same(path: Path) -> None:
    """Numbers, titles, units, header paths, labels, depth and figures, as in the web page."""
    page = read(next(path for path in FILES if path.suffix == ".html"))
    assert list(map(told, read(path).tables)) == list(map(told, page.tables))
    assert len(page.tables) == 4


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix != ".xlsx"], ids=lambda path: path.suffix)
def test_the_narrative_is_the_same(path: Path) -> None:
    """All amounts of the report, in order, with their units."""
    amounts = said(read(path))
    assert amounts == said(read(next(path for path in FILES if path.suffix == ".html")))
    assert amounts[:3] == [("128600", "万元"), ("131100", "万元"), ("2500", "万元")]
    assert len(amounts) == 24


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.suffix)
def test_every_figure_has_its_place(path: Path) -> None:
    """Page and box in a PDF, sheet and cell in a workbook."""
    for figure in read(path).figures():
        place = figure.place
        assert (place.page is not None and place.bbox is not None) == (path.suffix == ".pdf")
        assert (place.sheet is not None and place.cell is not None) == (path.suffix == ".xlsx")
        assert place.line is None


def test_as_one_dossier_they_agree() -> None:
    """Nothing is found where nothing is wrong; three formats of one text are judged once, the annex beside it."""
    found = review([FOLDER])
    assert [finding.message for finding in found.findings] == []
    assert len(found.documents) == 2
    assert sorted(one.reason.partition(":")[0] for one in found.skipped) == ["format", "same-text", "same-text"]
