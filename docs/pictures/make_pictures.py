"""Makes the pictures of README.zh-CN.md anew from the example dossier; run by hand, with the Python of .venv.

Needs the program installed (`make ocr`, which brings pillow), and soffice and chromium-headless-shell on
the path, with Noto's Chinese fonts. What it writes: check.png, findings.png, table.png, report.png beside this file.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.properties import PageSetupProperties
from PIL import Image, ImageChops, ImageOps

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
DOSSIER = "data/yunxi-2020-adjustment"
TABLE = "附表5"
COLUMNS = 108
WIDTH = 1400
FACE, GROUND, INK = "Noto Sans Mono CJK SC", "1F2430", "E6E6E6"
FIRST_ALONE = (
    "nav, #charts, #summary .wide, #unchecked, #about, article:not(#finding-1), h3 ~ h3, h3 ~ h3 ~ p { display: none }"
)
"""The picture has room for the summary and one finding."""
PAINT = {"错误": "FF7B72", "提醒": "E3B341", "提示": "79C0FF"}


def main() -> None:
    """Writes the four pictures."""
    with tempfile.TemporaryDirectory() as folder:
        _screen(Path(folder))
        _sheets(Path(folder))
        _report(Path(folder))


def _run(*command: str | Path) -> str:
    done = subprocess.run([str(part) for part in command], cwd=ROOT, check=True, capture_output=True)
    return done.stdout.decode()


def _pdf(source: Path) -> Path:
    profile = (source.parent / "profile").as_uri()
    _run(
        "soffice",
        "--headless",
        f"-env:UserInstallation={profile}",
        "--convert-to",
        "pdf",
        "--outdir",
        source.parent,
        source,
    )
    return source.with_suffix(".pdf")


def _picture(pdf: Path, page: int, name: str, chopped: int = 0, shaved: int = 0, ground: str = "white") -> None:
    """One page of `pdf` as a small PNG, its blank margins cut off."""
    document = pypdfium2.PdfDocument(pdf)
    drawn = document[page - 1].render(scale=240 / 72).to_pil().convert("RGB")
    document.close()
    _small(drawn, name, chopped, shaved, ground)


def _small(drawn: Image.Image, name: str, chopped: int = 0, shaved: int = 0, ground: str = "white") -> None:
    """What was drawn as a PNG of few colours: `chopped` pixels off its foot, trimmed, `shaved` all round, framed."""
    whole = drawn.crop((0, 0, drawn.width, drawn.height - chopped))
    blank = Image.new("RGB", whole.size, whole.getpixel((0, 0)))
    left, top, right, bottom = ImageChops.difference(whole, blank).getbbox() or (0, 0, *whole.size)
    trimmed = whole.crop((left + shaved, top + shaved, right - shaved, bottom - shaved))
    framed = ImageOps.expand(trimmed, 20, ground)
    small = framed.resize((WIDTH, framed.height * WIDTH // framed.width), Image.Resampling.LANCZOS)
    small.quantize(160, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(HERE / f"{name}.png", optimize=True)


# --- the screen --------------------------------------------------------------------------------------------------


def _screen(folder: Path) -> None:
    """The first finding and the closing lines, as a terminal shows them."""
    shown = _run(sys.executable, "-m", "reconcile.cli", "check", DOSSIER, "--fail-on", "never").splitlines()
    blank = [number for number, line in enumerate(shown) if not line]
    lines = [f"$ fiscal check {DOSSIER}", "", *shown[: blank[0]], "", "……（其余几条从略）", "", *shown[blank[-1] + 1 :]]
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.column_dimensions["A"].width = COLUMNS * 4 // 5
    sheet.page_setup.fitToHeight = sheet.page_setup.fitToWidth = 1
    sheet.page_setup.paperSize, sheet.page_setup.orientation = sheet.PAPERSIZE_A4, "landscape"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    text = [(part, number == 0) for line in lines for number, part in enumerate(_wrapped(line))]
    for row, (line, first) in enumerate(text, 1):
        cell = sheet.cell(row, 1, _painted(line, first))
        cell.font, cell.fill = Font(name=FACE, size=11, color=INK), PatternFill("solid", start_color=GROUND)
        cell.alignment = Alignment(vertical="center", indent=1)
        sheet.row_dimensions[row].height = 18
    source = folder / "screen.xlsx"
    book.save(source)
    _picture(_pdf(source), 1, "check", shaved=3, ground=f"#{GROUND}")


def _wide(one: str) -> int:
    return 2 if unicodedata.east_asian_width(one) in "WFA" else 1


def _wrapped(line: str) -> Iterator[str]:
    """The pieces of a line as a terminal of COLUMNS columns breaks it."""
    piece, used = "", 0
    for one in line:
        if used + _wide(one) > COLUMNS:
            yield piece
            piece, used = "", 0
        piece, used = piece + one, used + _wide(one)
    yield piece


def _painted(line: str, first: bool) -> CellRichText | str:
    """The line; the code and weight at the head of a finding in its colour."""
    head, colon, rest = line.partition(":")
    weight = head.rpartition(" ")[2]
    if not (first and colon and weight in PAINT) or line.startswith(" "):
        return line
    fonts = (InlineFont(rFont=FACE, sz=11, b=True, color=PAINT[weight]), InlineFont(rFont=FACE, sz=11, color=INK))
    return CellRichText(TextBlock(fonts[0], head), TextBlock(fonts[1], colon + rest))


# --- the workbook ------------------------------------------------------------------------------------------------


def _sheets(folder: Path) -> None:
    """The list of findings, and the sheet of one table with its checking columns, as they print."""
    book = folder / "book.xlsx"
    _run(sys.executable, "-m", "reconcile.cli", "export", DOSSIER, "-o", book)
    pdf = _pdf(book)
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_range().lstrip() for page in document]
    document.close()
    table = next(number for number, page in enumerate(pages, 1) if page.startswith(TABLE))
    _picture(pdf, 2, "findings", chopped=160)
    _picture(pdf, table, "table", chopped=160)


# --- the report for a browser ------------------------------------------------------------------------------------


def _report(folder: Path) -> None:
    """The first finding of the HTML report, from its title on, as a browser shows it."""
    page = folder / "report.html"
    how = ("--fail-on", "never", "--format", "html", "-o", page)
    _run(sys.executable, "-m", "reconcile.cli", "check", DOSSIER, *how)
    shown = page.read_text(encoding="utf-8").replace("</head>", f"<style>{FIRST_ALONE}</style></head>", 1)
    page.write_text(shown, encoding="utf-8")
    drawn = folder / "report-drawn.png"
    window = ("--window-size=1000,1660", "--hide-scrollbars", "--force-device-scale-factor=2")
    _run("chromium-headless-shell", "--no-sandbox", "--disable-gpu", *window, f"--screenshot={drawn}", page.as_uri())
    with Image.open(drawn) as shot:
        _small(shot.convert("RGB"), "report")


if __name__ == "__main__":
    main()
