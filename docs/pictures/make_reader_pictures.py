"""Draws the pictures of docs/readers.md: pages drawn for the tests, with what the reader found marked on them.

    .venv/bin/python docs/pictures/make_reader_pictures.py

Every cell is framed in blue, every line of prose in green; the files are readers-styles.png and readers-page.png.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from tables.formats.pdf import read_layout  # noqa: E402
from tables.layout import Layout, Segment  # noqa: E402
from tables.reading_options import USUAL  # noqa: E402
from tests.drawn_pdf import STYLES, Page, draw_table, pdf  # noqa: E402

HERE = Path(__file__).resolve().parent
SAMPLE = ROOT / "data" / "yunxi-2024-formats" / "云溪区2024年区级预算调整方案.pdf"
SCALE = 2
CELL, LINE = (40, 90, 200), (30, 150, 70)
TABLE = (
    ("项目", "预算数", "调整数", "调整预算数"),
    ("一般公共服务支出", "31,799", "-8,380", "23,419"),
    ("国防支出", "528", "-30", "498"),
    ("国有土地使用权出让收入对应专项债务收入安排的支出", "43,528", "1,000", "44,528"),
    ("其他支出", "", "77", "77"),
    ("合计", "75,855", "-7,333", "68,522"),
)


def marked(data: bytes, index: int, layout: Layout) -> Image.Image:
    """Page `index` (from 0) of a PDF with its cells and lines framed."""
    page = pypdfium2.PdfDocument(data)[index]
    picture = page.render(scale=SCALE).to_pil().convert("RGB")
    draw = ImageDraw.Draw(picture)
    for block in layout.blocks:
        if block.page != index + 1:
            continue
        parts = block.cells if isinstance(block, Segment) else (block,)
        for part in parts:
            if part.box is not None:
                left, top, right, bottom = (edge * SCALE // 100 for edge in part.box)
                colour = CELL if isinstance(block, Segment) else LINE
                draw.rectangle((left - 2, top - 2, right + 2, bottom + 2), outline=colour, width=2)
    return picture


def styles() -> Image.Image:
    """One table in every style, side by side."""
    pictures = []
    for style in STYLES:
        page = Page(500, 190)
        draw_table(page, TABLE, style, top=20, left=40)
        data = pdf([page])
        pictures.append(marked(data, 0, read_layout(data, USUAL)))
    wide, high = pictures[0].size
    sheet = Image.new("RGB", (2 * wide, (len(pictures) + 1) // 2 * high), "white")
    for at, picture in enumerate(pictures):
        sheet.paste(picture, (at % 2 * wide, at // 2 * high))
    return sheet.resize((sheet.width // 2, sheet.height // 2))


def sample() -> Image.Image:
    """The first two pages of the sample dossier's PDF."""
    data = SAMPLE.read_bytes()
    layout = read_layout(data, USUAL)
    pictures = [marked(data, index, layout) for index in (0, 2)]
    cut = [picture.crop((0, 0, picture.width, picture.height * 45 // 100)) for picture in pictures]
    sheet = Image.new("RGB", (sum(picture.width for picture in cut), cut[0].height), "white")
    sheet.paste(cut[0], (0, 0))
    sheet.paste(cut[1], (cut[0].width, 0))
    return sheet.resize((sheet.width // 2, sheet.height // 2))


if __name__ == "__main__":
    styles().save(HERE / "readers-styles.png", optimize=True)
    sample().save(HERE / "readers-page.png", optimize=True)
