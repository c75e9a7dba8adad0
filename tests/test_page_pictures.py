"""Pictures of pages: the boxes of figures lie on the figures however the page is turned; limits; broken files."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from reconcile.cli import run
from reconcile.commands.original_pages import drawn_pages
from reconcile.commands.progress import progress_line
from reconcile.engine import review
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.page_pictures import Picture, box_of, views
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


SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus" / "pdf"


def cut_clean(picture: Picture, place: int) -> bool:
    """True if a cut at `place` goes along a ruling or through nothing but upright rulings."""
    pixels = np.asarray(Image.open(io.BytesIO(picture.png)).convert("L"))
    at = place * pixels.shape[1] // picture.width
    for row in pixels[max(at - 2, 0) : at + 3] < 150:
        edges = np.flatnonzero(np.diff(np.concatenate(([0], row.astype(np.int8), [0]))))
        widths = edges[1::2] - edges[::2]
        if not widths.size or widths.max() > row.size // 4 or widths.max() <= 3:
            return True
    return not 0 < at < len(pixels) - 1


@pytest.mark.parametrize("name", ["turned", "shizuishan_2025.pdf"])
def test_strips_are_cut_beside_the_print_under_the_heads(name: str, turned_pdf: Path) -> None:
    """No strip of a page begins or ends in a line of print, and each shows the heads of its table, if need be above."""
    path = turned_pdf if name == "turned" else SHARED / name
    if not path.exists():
        pytest.skip("the published documents are not here")
    found = review([path])
    lookup = Lookup.of(found)
    with progress_line(1, "zh") as watch:
        pictures = drawn_pages(found, [path], watch)
    held = [view for finding in found.findings for view in views(finding, lookup, pictures)]
    assert held
    for view in held:
        picture = pictures[view.page]
        assert picture is not None
        edges = (view.top, view.bottom, *(view.head or ()))
        assert [edge for edge in edges if not cut_clean(picture, edge)] == []
        assert all(view.top <= box[1] and box[3] <= view.bottom for _, box in view.marks)
        first = min(
            box[1]
            for table in lookup.tables.values()
            for row in table.rows
            for cell in row.cells
            if cell is not None and cell.place.page == view.page[1] and (box := box_of(cell.place)) is not None
        )
        assert view.head is not None or view.top < first - 1000


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
