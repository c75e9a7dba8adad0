"""Pictures of pages: what was printed is what is read, whichever way the page lay; what cannot be read is said."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from fiscal.document import Document
from reconcile.engine import review
from reconcile.review import Outcome, Review, Severity
from tables.decode import UnreadableDocument
from tables.formats.image import MOST_PIXELS, read_layout
from tables.layout import Segment
from tables.reading.readers import layout_of, read
from tables.reading_options import USUAL
from tests.scan_factory import drawn, needs_recogniser, scanned

CAPTION = ("附表1：2024年一般公共预算收入预算表", "单位：万元")
HEAD = ("项目", "预算数", "调整数", "增减%")
ROWS = (
    ("增值税", "1,281,200", "△9,299", "-11.0%"),
    ("企业所得税", "19,500", "0", "0.0%"),
    ("个人所得税", "—", "1,038", "38.6%"),
    ("国有资本经营收入", "608,806", "(3,880)", "6.9%"),
    ("……", "……", "……", "……"),
    ("合计", "1,909,506", "7,083", "1.5%"),
)
SUM = (
    ("项目", "预算数"),
    ("税收收入", "1,281,200"),
    ("非税收入", "19,500"),
    ("收入合计", "1,300,700"),
)
ROWS_OF_OUTLAYS = (("教育支出", "3,476"), ("农林水支出", "25,416"), ("支出合计", "28,892"))


def rows_of(segment: Segment) -> list[tuple[str, ...]]:
    """The rows as printed, without blanks."""
    return [tuple("".join(cell.split()) for cell in row) for row in segment.rows()]


def saved(image: Image.Image, path: Path, **options: Any) -> Path:
    """The picture as a file."""
    image.save(path, dpi=(200, 200), **options)
    return path


def reviewed(image: Image.Image, path: Path) -> Review:
    """The review of the picture as a document."""
    return review([saved(image, path)])


@needs_recogniser
@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_a_ruled_table_is_read_whichever_way_the_page_lay(turns: int, tmp_path: Path) -> None:
    """Signs, brackets, dashes, dots and separators are those that were printed."""
    page = scanned(drawn(CAPTION, (HEAD, *ROWS)), turns=turns)
    (segment,) = layout_of(saved(page, tmp_path / "页.png")).segments()
    assert rows_of(segment) == [HEAD, *ROWS]
    assert all(cell.confidence is not None for cell in segment.cells if cell.text)


@needs_recogniser
def test_a_table_without_rules_is_read(tmp_path: Path) -> None:
    """Columns are told by the white between them."""
    page = scanned(drawn(CAPTION, (HEAD, *ROWS[:4], ROWS[5]), ruled=False), angle=-13)
    (segment,) = layout_of(saved(page, tmp_path / "页.jpg", quality=70)).segments()
    assert rows_of(segment) == [HEAD, *ROWS[:4], ROWS[5]]


@needs_recogniser
def test_a_scanned_total_that_holds_is_confirmed(tmp_path: Path) -> None:
    """A scan is checked like any other document; its figures keep page, box and confidence."""
    judged = reviewed(scanned(drawn(CAPTION, SUM)), tmp_path / "表.png")
    held = [verdict for verdict in judged.verdicts if verdict.relation.code == "TOT01"]
    assert [verdict.outcome for verdict in held] == [Outcome.EXACT]
    figures = [figure for figure in judged.documents[0].figures() if figure.source == "cell"]
    assert [figure.quantity.text for figure in figures] == ["1,281,200", "19,500", "1,300,700"]
    assert all(figure.place.page == 1 and figure.place.bbox for figure in figures)
    assert all(figure.confidence is not None and figure.confidence >= 80 for figure in figures)
    assert [(finding.code, finding.severity) for finding in judged.findings] == [("DOC41", Severity.NOTE)]


@needs_recogniser
def test_a_scanned_total_that_does_not_hold_sends_to_the_original(tmp_path: Path) -> None:
    """No error on the word of a recogniser: a warning, with the misreading that would make the sum come out."""
    rows = (SUM[0], ("税收收入", "4,144,214"), ("非税收入", "24,141"), ("收入合计", "4,163,355"))
    judged = reviewed(scanned(drawn(CAPTION, rows)), tmp_path / "表.png")
    (finding,) = [finding for finding in judged.findings if finding.code == "TOT01"]
    assert finding.severity is Severity.WARNING
    assert finding.message.startswith("请看原件")
    assert finding.suspect is not None
    assert (finding.suspect.suggested, finding.suspect.reason) == ("4,168,355", "alike")
    assert "请看原件" in finding.working


@needs_recogniser
def test_every_scanned_page_of_a_pdf_is_read(tmp_path: Path) -> None:
    """A page that is a picture is recognised, and a note names it."""
    path = tmp_path / "扫描.pdf"
    other = ("附表2：2024年一般公共预算支出决算表", "单位：万元")
    first, second = (
        scanned(drawn(CAPTION, SUM)),
        scanned(drawn(other, (("项目", "决算数"), *ROWS_OF_OUTLAYS)), angle=-5),
    )
    first.save(path, resolution=200, save_all=True, append_images=[second])
    document = read(path)
    assert document.pages == 2
    assert [table.place.page for table in document.tables] == [1, 2]
    assert [(note.code, note.message) for note in document.notes] == [("DOC41", "recognised: 1—2")]


@needs_recogniser
def test_every_page_of_a_tiff_is_read(tmp_path: Path) -> None:
    """A fax is one file with a picture for every page."""
    path = tmp_path / "传真.tif"
    pages = [scanned(drawn(CAPTION, SUM), seed=seed) for seed in (1, 2)]
    pages[0].save(path, save_all=True, append_images=pages[1:], compression="tiff_lzw")
    assert [segment.page for segment in layout_of(path).segments()] == [1, 2]


@needs_recogniser
def test_reading_is_silent_and_repeatable(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Nothing is printed, and the same picture gives the same document."""
    path = saved(scanned(drawn(CAPTION, SUM)), tmp_path / "表.png")
    assert read(path) == read(path)
    assert capfd.readouterr() == ("", "")


@needs_recogniser
def test_an_empty_page_holds_nothing(tmp_path: Path) -> None:
    """Noise is no text."""
    blank = scanned(Image.new("L", (1654, 2339), 255))
    assert layout_of(saved(blank, tmp_path / "空白.png")).blocks == ()


def png(image: Image.Image) -> bytes:
    """The picture as the bytes of a PNG file."""
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


@needs_recogniser
@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(png(Image.new("1", (12000, MOST_PIXELS // 12000 + 1))), "image-too-large", id="unfolds too far"),
        pytest.param(png(Image.new("L", (300, 300), 255))[:60], "image", id="cut off"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + b"?" * 200, "image", id="no picture inside"),
    ],
)
def test_pictures_that_cannot_be_read_say_why(data: bytes, reason: str) -> None:
    """Damaged or hostile pictures end in one word for the finding, never in a traceback."""
    with pytest.raises(UnreadableDocument) as caught:
        read_layout(data, USUAL)
    assert caught.value.reason == reason


WITHOUT = """
import sys
class Hidden:
    def __init__(self, finder): self.finder = finder
    def find_spec(self, name, path=None, target=None):
        hidden = name.partition(".")[0] in ("rapidocr", "onnxruntime")
        return None if hidden else self.finder.find_spec(name, path, target)
sys.meta_path[:] = [Hidden(finder) for finder in sys.meta_path]
"""
"""Runs at the start of every Python, that of the reading process too, if it is called sitecustomize."""


def run_without_recogniser(arguments: Sequence[str], folder: Path) -> str:
    """What `fiscal` says in a Python where rapidocr and onnxruntime are not installed."""
    (folder / "sitecustomize.py").write_text(WITHOUT, encoding="utf-8")
    root = Path(__file__).resolve().parent.parent
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), str(root)])}
    command = [sys.executable, "-m", "reconcile.cli", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert "Traceback" not in done.stderr
    return done.stdout


@pytest.mark.parametrize("suffix", ["png", "pdf"])
def test_without_the_recogniser_a_scan_says_what_to_install(suffix: str, tmp_path: Path) -> None:
    """One clear sentence, in either language, and the exit code of an unreadable document."""
    path = tmp_path / f"scan.{suffix}"
    Image.new("L", (1654, 2339), 200).save(path)
    assert 'pip install "fiscal[ocr]"' in run_without_recogniser(["check", str(path)], tmp_path)
    assert "to read it run pip install" in run_without_recogniser(["check", str(path), "--lang", "en"], tmp_path)


def documents_agree(one: Document, two: Document) -> bool:
    """True if both hold the same figures."""
    return [f.quantity for f in one.figures()] == [f.quantity for f in two.figures()]


@needs_recogniser
def test_a_photograph_says_itself_which_way_is_up(tmp_path: Path) -> None:
    """The turn noted by a camera (EXIF) is undone before anything is looked for."""
    page = scanned(drawn(CAPTION, SUM))
    turned = page.transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned clockwise by a quarter
    noted = saved(turned, tmp_path / "照片.jpg", quality=92, exif=exif)
    assert documents_agree(read(noted), read(saved(page, tmp_path / "直.jpg", quality=92)))
