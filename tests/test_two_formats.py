"""One real document in two formats: as published, and as LibreOffice prints it. Nothing has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from reconcile.drafts.compare import compare
from reconcile.engine import review
from tests.libreoffice import converted, needs_libreoffice

PRINTED = {
    "more/office/xinjiang_2022.xlsx": 153,  # columns over two pages
    "more/office/inner_mongolia_xingan_2018.xlsx": 255,  # several rows beside one label, columns over ten pages
    "more/office/inner_mongolia_bayannur_2018.xlsx": 54,  # columns over four pages, the last alone
    "office/hotan_2025_final_budget_decision.docx": 6411,  # numbers broken in narrow cells
}


@needs_libreoffice
@pytest.mark.parametrize("name", PRINTED)
def test_a_document_and_its_print_say_the_same(name: str, shared: Path, tmp_path: Path) -> None:
    """Every figure has its counterpart with the same amount."""
    source = shared / "corpus" / name
    comparison = compare(review([source]), review([converted(source, tmp_path, "pdf")]))
    assert not comparison.anything
    assert len(comparison.counterparts) == PRINTED[name]
