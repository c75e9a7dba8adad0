"""The id of a finding (SARIF's fingerprint) outlives an edit elsewhere: baselines and code scanning rely on it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reconcile.engine import review as review_of
from reconcile.reports.machine.to_sarif import FINGERPRINT, to_sarif
from tests.drawn_pdf import Page, draw_table, pdf

ROOT = Path(__file__).resolve().parent.parent
WRONG = ROOT / "data" / "wrong" / "02-说明与附表.txt"
ROWS = (
    ("项目", "预算数", "调整预算数"),
    ("税收收入", "80,000", "81,200"),
    ("非税收入", "20,000", "19,500"),
    ("转移性收入", "5,000", "5,300"),
    ("合计", "105,000", "106,300"),
)
BEFORE = "现将有关情况报告如下，请予审议。\n\n有关工作得到各方面的支持。\n\n"


def fingerprints(source: Path) -> list[tuple[str, str]]:
    """The code and fingerprint of each finding, as SARIF tells them."""
    results = json.loads(to_sarif(review_of([source])))["runs"][0]["results"]
    return sorted((one["ruleId"], one["partialFingerprints"][FINGERPRINT]) for one in results)


@pytest.mark.parametrize("count", [1, 7])
def test_paragraphs_before_leave_the_ids_of_a_text_alone(count: int, tmp_path: Path) -> None:
    """Every finding of a text has the id it had when paragraphs come before, though line and paragraph are others."""
    moved = tmp_path / WRONG.name
    moved.write_text(BEFORE * count + WRONG.read_text(encoding="utf-8"), encoding="utf-8")
    assert fingerprints(moved) == fingerprints(WRONG)
    assert len(fingerprints(WRONG)) > 5


def test_paragraphs_between_leave_the_ids_of_a_text_alone(tmp_path: Path) -> None:
    """The same for a paragraph in the middle of the text, before the tables begin."""
    lines = WRONG.read_text(encoding="utf-8").split("\n")
    middle = next(at for at, line in enumerate(lines) if at > 40 and not line)
    moved = tmp_path / WRONG.name
    moved.write_text("\n".join((*lines[:middle], "", BEFORE, *lines[middle:])), encoding="utf-8")
    assert fingerprints(moved) == fingerprints(WRONG)


def drawn(before: int, sentences: int = 0) -> bytes:
    """A drawn budget of one table whose adjusted total is 300 too large, after so many pages and sentences."""
    pages = []
    for number in range(before):
        page = Page()
        page.text(60, 100, f"第{'一二三四五'[number]}部分 有关情况的说明")
        page.text(60, 130, "现将有关情况报告如下，请予审议。")
        pages.append(page)
    page = Page()
    for number in range(sentences):
        page.text(60, 50 + 18 * number, "有关工作得到各方面的支持。")
    page.text(60, 60 + 18 * sentences, "附表1 2025年一般公共预算收入调整表")
    page.text(400, 80 + 18 * sentences, "单位：万元")
    draw_table(page, ROWS, "ruled", top=90 + 18 * sentences)
    return pdf([*pages, page])


@pytest.mark.parametrize(("before", "sentences"), [(1, 0), (5, 0), (0, 4), (3, 4)])
def test_pages_before_leave_the_ids_of_a_pdf_alone(before: int, sentences: int, tmp_path: Path) -> None:
    """A total that does not come out keeps its id when pages and sentences come before its table."""
    plain, moved = tmp_path / "预算.pdf", tmp_path / "再次.pdf"
    plain.write_bytes(drawn(0))
    moved.write_bytes(drawn(before, sentences))
    assert fingerprints(plain), "the wrong total is found"
    assert fingerprints(moved) == fingerprints(plain)
