"""Pictures of pages: the boxes of figures lie on the figures however the page is turned; limits; broken files."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from reconcile.cli import run
from reconcile.engine import review
from reconcile.reports.quoted.page_pictures import box_of
from tables.pages.png import grey_png
from tables.remarks.page_images import page_pictures
from tests.drawn_pdf import Page, draw_table, pdf

ROWS = (
    ("项目", "预算数", "调整预算数"),
    ("税收收入", "80,000", "81,200"),
    ("非税收入", "20,000", "19,500"),
    ("合计", "100,000", "101,000"),
)
TURNS = {
    "upright": Page(),
    "turned and marked so": Page(842, 595, turn=90, matrix=True),
    "turned": Page(matrix=True),
    "turned only by its mark": Page(turn=180),
}


def wrong_table(page: Page) -> Page:
    """A page with a table whose last total is 300 too large."""
    page.text(60, 80, "附表1 2024年一般公共预算收入调整表", 12)
    page.text(400, 100, "单位：万元")
    draw_table(page, ROWS, "ruled")
    return page


@pytest.fixture(scope="module")
def turned_pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same table on pages turned in every way."""
    path = tmp_path_factory.mktemp("turned") / "turned.pdf"
    path.write_bytes(pdf([wrong_table(page) for page in TURNS.values()]))
    return path


@pytest.mark.parametrize("number", range(1, len(TURNS) + 1), ids=list(TURNS))
def test_boxes_lie_on_their_figures(turned_pdf: Path, number: int) -> None:
    """In every box of a figure there is ink, and right of its number the cell is empty."""
    drawing = page_pictures(turned_pdf, [number], 1 << 20)[number]
    assert drawing is not None
    pixels = np.asarray(Image.open(io.BytesIO(drawing.png)).convert("L"))
    assert pixels.shape[1] * 7200 // drawing.width in (107, 108)
    document = review([turned_pdf]).documents[0]
    boxes = [box_of(figure.place) for figure in document.figures() if figure.place.page == number]
    assert len(boxes) == 6
    for box in boxes:
        assert box is not None
        left, top, right, bottom = (edge * pixels.shape[1] // drawing.width for edge in box)
        assert pixels[top:bottom, left:right].min() < 100
        assert pixels[top + 2 : bottom - 2, left - 12 : left - 3].min() > 200


def test_there_is_room_for_so_much(turned_pdf: Path) -> None:
    """Pages beyond the room are left out, pages that do not exist cannot be drawn, nor those of what is no PDF."""
    every = page_pictures(turned_pdf, [1, 2, 3, 9], 1 << 20)
    assert [made is None for made in every.values()] == [False, False, False, True]
    assert every[1] is not None
    assert list(page_pictures(turned_pdf, [1, 2, 3], len(every[1].png))) == [1]
    assert page_pictures(turned_pdf.parent / "none.pdf", [1], 1 << 20) == {1: None}
    broken = turned_pdf.parent / "broken.pdf"
    broken.write_bytes(turned_pdf.read_bytes()[:200])
    assert page_pictures(broken, [1, 2], 1 << 20) == {1: None, 2: None}


@pytest.mark.parametrize("shape", [(1, 1), (3, 2), (2, 3), (5, 7)])
def test_png_is_what_another_program_reads(shape: tuple[int, int]) -> None:
    """Every pixel comes back in its shade of sixteen."""
    count = shape[0] * shape[1]
    pixels = (np.arange(count, dtype=np.uint8) * 17 % 251).reshape(shape)
    read = np.asarray(Image.open(io.BytesIO(grey_png(pixels))).convert("L"))
    assert (read == pixels // 16 * 17).all()


def test_the_report_of_a_pdf_shows_its_pages(turned_pdf: Path, tmp_path: Path) -> None:
    """`fiscal check --format html` shows a picture under every finding of a PDF, and each page once."""
    target = tmp_path / "report.html"
    assert run(["check", str(turned_pdf), "--format", "html", "-o", str(target)]) == 1
    text = target.read_text(encoding="utf-8")
    assert text.count("<figure>") == 4
    assert text.count("data:image/png;base64,") == 4
