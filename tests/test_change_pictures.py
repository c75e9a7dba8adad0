"""Both places of a change side by side: small pieces of the originals in the page that says what changed."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from reconcile.cli import run
from reconcile.engine import review
from reconcile.web.desk.export_process import changes
from tests.drawn_pdf import Page, draw_table, pdf

SVG = "{http://www.w3.org/2000/svg}"


def draft(path: Path, education: str, total: str, words: str) -> Path:
    """A page with a sentence and a table."""
    page = Page()
    page.text(60, 60, f"2024年全市支出合计{words}万元。")
    page.text(200, 90, "附表1 甲市2024年支出表", 12)
    page.text(320, 110, "单位：万元")
    rows = (("项目", "决算数"), ("教育支出", education), ("卫生健康支出", "2,345"), ("合计", total))
    draw_table(page, rows, "ruled")
    path.write_bytes(pdf([page]))
    return path


@pytest.fixture
def drafts(tmp_path: Path) -> tuple[Path, Path]:
    """The education of the new draft is another, its total too, the sentence is not."""
    return draft(tmp_path / "old.pdf", "1,234", "3,579", "3,579"), draft(
        tmp_path / "new.pdf", "1,334", "3,679", "3,579"
    )


def test_every_change_shows_both_places(drafts: tuple[Path, Path], tmp_path: Path) -> None:
    """The place left behind too, the first section unfolded; each page stands in the file once, a piece is small."""
    target = tmp_path / "out.html"
    assert run(["diff", *map(str, drafts), "--format", "html", "-o", str(target)]) == 1
    shown = target.read_text(encoding="utf-8")
    tree = ElementTree.fromstring(shown.removeprefix("<!DOCTYPE html>\n"))
    assert sorted(image.get("id", "") for image in tree.iter(f"{SVG}image")) == ["new-page-d0-1", "old-page-d0-1"]
    pieces = [svg for svg in tree.iter(f"{SVG}svg") if svg.get("role") == "img"]
    assert [piece.find(f"{SVG}use").get("href", "") for piece in pieces] == [  # type: ignore[union-attr]
        "#old-page-d0-1",
        "#new-page-d0-1",
        "#new-page-d0-1",
        "#old-page-d0-1",
        "#new-page-d0-1",
    ]
    assert all(int(piece.get("viewBox", "").split()[3]) < 8000 for piece in pieces)
    assert shown.count('<details class="crops" open="open">') == 1 and shown.count('<details class="crops">') == 1
    assert not re.search(r'(?:src|href)="(?!#|data:)', shown)


def test_a_saved_review_has_no_pictures_and_the_other_side_has(drafts: tuple[Path, Path], tmp_path: Path) -> None:
    """What was read back from JSON has no pages."""
    old, new = drafts
    saved, target = tmp_path / "old.json", tmp_path / "out.html"
    run(["check", str(old), "--format", "json", "-o", str(saved), "--fail-on", "never"])
    assert run(["diff", str(saved), str(new), "--format", "html", "-o", str(target)]) == 1
    shown = target.read_text(encoding="utf-8")
    assert "new-page-d0-1" in shown and "old-page-d0-1" not in shown


def test_the_review_page_shows_them_too(drafts: tuple[Path, Path]) -> None:
    """With the files that are still as they were read; without them the rest."""
    old, new = (review([path]) for path in drafts)
    files = [{"d0": str(path)} for path in drafts]
    assert changes(old, new, files).count(b"<image ") == 2
    assert changes(old, new, [{}, {}]).count(b"<image ") == 0
