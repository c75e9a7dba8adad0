"""The console and concise reports against golden files, and what no report may do.

`UPDATE_SNAPSHOTS=1` in the environment rewrites the golden files instead of comparing with them.
"""

from __future__ import annotations

import pytest

from reconcile.reports.machine.listings import figures_csv, tables_csv
from reconcile.reports.machine.to_json import to_json
from reconcile.reports.screen.to_concise import to_concise
from reconcile.reports.screen.to_console import to_console
from tests.golden_files import agreed
from tests.review_factory import clean_review, hostile_review, sample_review

NAMES = {"TOT01": "rows-sum-to-total", "ADJ01": "from-to-by"}

RENDERED = {
    "console.zh.txt": lambda: to_console(sample_review(), NAMES),
    "console.en.txt": lambda: to_console(sample_review("en"), NAMES),
    "console.clean.txt": lambda: to_console(clean_review()),
    "console.colour.txt": lambda: to_console(sample_review(), NAMES, colour=True),
    "concise.zh.txt": lambda: to_concise(sample_review()),
    "concise.en.txt": lambda: to_concise(sample_review("en")),
    "review.json": lambda: to_json(sample_review()),
    "figures.csv": lambda: figures_csv(sample_review()),
    "table.csv": lambda: next(iter(tables_csv(sample_review()).values())),
}


@pytest.mark.parametrize("name", RENDERED)
def test_report_is_as_agreed(name: str) -> None:
    """The report is byte for byte the golden file."""
    text = RENDERED[name]()
    assert text.encode("utf-8") == agreed(name, text)


def test_no_report_lets_a_document_drive_the_terminal() -> None:
    """Escape sequences and line breaks of a document never reach the screen."""
    for text in (to_console(hostile_review()), to_concise(hostile_review())):
        assert "\x1b" not in text
        assert "\x00" not in text
    assert len(to_concise(hostile_review()).splitlines()) == 1


def test_a_clean_review_still_says_what_was_checked() -> None:
    """Silence is never a pass: without findings the summary stands, unchecked figures included."""
    text = to_console(clean_review())
    assert "核对了 1 个文件" in text
    assert "另有 1 个数没有核对到" in text


def test_csv_text_is_never_a_formula() -> None:
    """A spreadsheet that opens the CSV takes no label or header for a formula."""
    for text in [*tables_csv(hostile_review()).values(), figures_csv(hostile_review())]:
        for line in text.split("\r\n"):
            assert not line.startswith(("=", "+", "@", "\t"))
            assert ",=" not in line
