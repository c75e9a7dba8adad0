"""A title in a font that does not say which characters it prints: read off the page, or told; never an empty name."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageDraw

from fiscal.document import Document
from fiscal.place import Place
from fiscal.table import Table
from reconcile.words.wording import where
from tables.compose import Source
from tables.formats.pdf import read_layout
from tables.from_layout import document_of
from tables.pages.pdfium import page_marks
from tables.reading_options import Reading
from tests.drawn_pdf import Page, draw_table
from tests.pdf_factory import pdf, stream
from tests.scan_factory import font, needs_recogniser
from tests.test_ocr import run_without_recogniser

TITLE = "东湖区本年度一般公共预算支出决算表"
ROWS = [["项目", "预算数", "决算数"], ["教育支出", "100", "90"], ["卫生健康支出", "50", "40"], ["合计", "150", "130"]]
DOTS = 96


def glyph(char: str) -> bytes:
    """The procedure of a Type 3 font that draws a character from its picture."""
    image = Image.new("L", (DOTS, DOTS), 0)
    ImageDraw.Draw(image).text((DOTS // 2, DOTS // 2), char, font=font(DOTS * 9 // 10), fill=255, anchor="mm")
    bits = np.packbits(np.asarray(image) > 127, axis=1).tobytes()
    head = f"1000 0 0 -120 1000 880 d1 q 1000 0 0 1000 0 -120 cm BI /W {DOTS} /H {DOTS} /IM true /D [1 0] /BPC 1 ID "
    return head.encode() + bits + b" EI Q"


def file(meaning: Callable[[int], int] | None, number: bool = True) -> bytes:
    """A page with a title whose font maps its n-th character to the code `meaning(n)`, or maps nothing."""
    page = Page()
    if number:
        page.text(60, 60, "表10")
    page.text(480, 110, "单位：万元")
    draw_table(page, ROWS, "ruled", top=120)
    codes = "".join(f"{at:02x}" for at in range(65, 65 + len(TITLE)))
    page.marks.append(f"BT /F2 16 Tf 1 0 0 1 140 752 Tm <{codes}> Tj ET")
    count = len(TITLE)
    procedures = " ".join(f"/g{at} {10 + at} 0 R" for at in range(count))
    names = " ".join(f"/g{at}" for at in range(count))
    mapped = "" if meaning is None else "/ToUnicode 9 0 R"
    rows = "" if meaning is None else "".join(f"<{65 + at:02x}> <{meaning(at):04x}>\n" for at in range(count))
    table = f"begincmap 1 begincodespacerange <00> <ff> endcodespacerange {count} beginbfchar\n{rows}endbfchar endcmap"
    fonts = "/F1 5 0 R/F2 7 0 R"
    return pdf(
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<<{fonts}>>>>>>",
            stream(page.stream()),
            "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>",
            "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/W[1 95 500]"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>",
            f"<</Type/Font/Subtype/Type3/FontBBox[0 -120 1000 880]/FontMatrix[.001 0 0 .001 0 0]/FirstChar 65"
            f"/LastChar {64 + count}/Widths[{' 1000' * count}]/CharProcs<<{procedures}>>"
            f"/Encoding<</Type/Encoding/Differences[65 {names}]>>{mapped}>>",
            "<<>>",
            stream(zlib.compress(table.encode()), "/Filter/FlateDecode"),
            *(stream(glyph(char)) for char in TITLE),
        ]
    )


MEANINGS: dict[str, Callable[[int], int] | None] = {
    "blanks": lambda _: 0x20,
    "fixed blanks": lambda _: 0xA0,
    "wide blanks": lambda _: 0x3000,
    "nothing": lambda _: 0,
    "unknown": lambda _: 0xFFFD,
    "private": lambda at: 0xE100 + 7 * at,
    "symbols": lambda at: 0x21 + 5 * at % 62,
}


def blind(data: bytes) -> tuple[str, int]:
    """What is read of the page without the words nobody can read, and how many of these there are."""
    document = pypdfium2.PdfDocument(data)
    try:
        marks = page_marks(document, 0)
    finally:
        document.close()
    return "".join(mark.text for mark in marks.glyphs), len(marks.blind)


@pytest.mark.parametrize("name", MEANINGS)
def test_words_without_a_meaning_are_set_apart(name: str) -> None:
    """The rest of the page is read as it stands."""
    text, count = blind(file(MEANINGS[name]))
    assert count == 1
    assert text.startswith("表10单位：万元项目") and text.endswith("150130")


def read(data: bytes) -> Document:
    """The document of a file."""
    layout = read_layout(data, Reading())
    return document_of(layout, Source.of(data, "d0", "d0.pdf", layout.format, layout.pages))


@needs_recogniser
@pytest.mark.parametrize("name", ["blanks", "nothing", "symbols"])
def test_a_title_without_a_meaning_is_read_off_the_page(name: str) -> None:
    """The figures stay text, a note names the page."""
    document = read(file(MEANINGS[name]))
    (table,) = document.tables
    assert (table.number, table.title) == ("表10", TITLE)
    assert {figure.confidence for figure in document.figures()} == {None}
    assert [(note.code, note.message) for note in document.notes] == [("DOC41", "words: 1")]


def test_without_the_recogniser_it_is_said_that_the_title_cannot_be_read(tmp_path: Path) -> None:
    """In a sentence that names the page; the figures are checked all the same."""
    path = tmp_path / "无字.pdf"
    path.write_bytes(file(MEANINGS["fixed blanks"]))
    said = run_without_recogniser(["check", str(path)], tmp_path)
    assert "第1页有些文字（可能是表名）" in said and "《》" not in said
    assert "DOC40" not in said


def test_a_table_without_a_title_is_called_by_its_number() -> None:
    """Nothing stands in empty marks of quotation."""
    place = Place("d0", page=3, table="d0.t0")
    table = Table("d0.t0", "d0", "", "表10", None, (), (), place)
    assert where(place, table, None, "zh") == "第3页 表10"
    assert "《》" not in where(place, table, None, "en") and "“”" not in where(place, table, None, "en")
