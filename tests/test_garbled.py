"""Pages whose characters are not what is printed on them: found where they are, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from tables.ocr.in_pdf import needs_ocr
from tables.pages.garbled import garbled
from tables.pages.pdfium import page_marks

SHARED = Path(__file__).resolve().parents[2] / "shared" / "corpus"
GARBAGE = SHARED / "broken" / "garbage_text_layer_huaian_2026.pdf"
SCANS = SHARED / "scans"

SOUND = {
    "prose": "2024年全县一般公共预算收入完成81,200万元，为预算的101.2%，比上年增长3.1%。其中：税收收入61,700万元。",
    "a table without words": "81,200 19,500 △9,299 -11.0% 0.0% (1,038) 608,806 6,177 45,106 10,865 6,519 241 2.3%",
    "codes and headings": "2010301 行政运行 2050201 学前教育 VALID# YBYE_Y1 2024 100 200 300 合计 A=B+C D E F G H",
    "Latin text": "General public budget revenue of the county came to 812 million yuan, up 3.1% on the year before.",
    "a title page": "2024年预算草案",
    "names of people": "王建军李秀英张伟刘芳陈静杨勇赵磊黄敏周杰吴涛徐明孙丽胡军朱强高峰林燕何鹏郭辉马超罗文梁栋宋佳郑爽谢军韩雪唐亮冯刚",
}
BROKEN = {
    "letters in place of words": "L&£¬)*®³° １３０４UV，]^OP®° ４３８４UV，±²Qiq ÒÓÔC§¨ªa}~Õ。4Z&k}~ÍÎ 5100YV Ö¥lMù",
    "symbols": "!\"#$%&'()*+,-!\"#$%２０２５&'()*;<=>?@[\\]^_`{|}~!\"#$%&'NOPQR67ST UV jddklm 1304 5100",
    "private use": "".join(chr(0xE000 + 7 * i) for i in range(80)) + "2024 81,200",
    "unknown characters": "预算收入" + "�" * 20 + "81,200万元",
    "words shuffled": "".join(chr(0x4E00 + 977 * i % 20900) for i in range(120)),
}


@pytest.mark.parametrize("text", SOUND.values(), ids=SOUND)
def test_sound_text_is_left_alone(text: str) -> None:
    """What official pages hold is never taken for garbage."""
    assert not garbled(text)


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_garbage_is_told_from_its_characters(text: str) -> None:
    """Letters, symbols and rare characters where Chinese should stand."""
    assert garbled(text)


def pages_to_recognise(path: Path) -> list[int]:
    """The pages, counted from 1, that have to be read off their picture."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [i + 1 for i in range(len(document)) if needs_ocr(document, i, page_marks(document, i))]
    finally:
        document.close()


@pytest.mark.skipif(not SHARED.is_dir(), reason="the sample documents are not here")
def test_no_false_alarm_on_published_documents() -> None:
    """Of all pages of published documents with text, none is sent to the recogniser."""
    paths = [path for folder in ("pdf", "pairs", "debt-forms") for path in sorted((SHARED / folder).glob("*.pdf"))]
    assert paths
    assert {path.name: found for path in paths if (found := pages_to_recognise(path))} == {}


@pytest.mark.skipif(not SHARED.is_dir(), reason="the sample documents are not here")
def test_scans_and_garbage_are_found() -> None:
    """Every page of the scans, and every page of the document whose text layer is garbage."""
    assert pages_to_recognise(GARBAGE) == list(range(1, 13))
    for path in sorted(SCANS.glob("*.pdf")):
        assert pages_to_recognise(path) == list(range(1, len(pypdfium2.PdfDocument(path)) + 1))
