"""A page of a PDF, through pdfium, as its marks: characters by their loose boxes and origins, rules from its paths.

Loose boxes are used because tight ones make the comma and the dash as thin as they are drawn; lines are clustered on
the origin of the characters, which every font sets on the baseline.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator
from typing import TypeAlias

import pypdfium2
import pypdfium2.raw as pdfium

from tables.pages.marks import Glyph, PageMarks, Rule
from tables.pages.paths import rules_of
from tables.pages.turning import Turn, upright_glyph, upright_rule

MOST_GLYPHS = 60_000
"""Characters of one page that are read; a full page of small print has about 5,000."""

_Raw: TypeAlias = tuple[str, int, int, int, int, int, int, int]


def page_marks(document: pypdfium2.PdfDocument, index: int) -> PageMarks:
    """The marks of page `index` (from 0), turned so that most of its characters stand upright.

    Raises pypdfium2.PdfiumError where pdfium cannot load the page.
    """
    page = document[index]
    try:
        text = page.get_textpage()
        try:
            raw, quarter = _characters(text.raw)
        finally:
            text.close()
        left, bottom, right, top = (int(edge * 100) for edge in page.get_mediabox())
        turn = Turn(quarter, left, bottom, right, top)
        horizontals, verticals = upright_rule(turn, *rules_of(page))
    finally:
        page.close()
    glyphs = _without_doubles(upright_glyph(turn, mark[:7]) for mark in raw if mark[7] == quarter)
    return PageMarks(index + 1, turn.width, turn.height, tuple(glyphs), horizontals, verticals)


def _characters(text: object) -> tuple[list[_Raw], int]:
    """Every visible character with its box, origin, size and quarter turns, and the quarter turns of most of them."""
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    votes: Counter[int] = Counter()
    found: list[_Raw] = []
    for at in range(min(pdfium.FPDFText_CountChars(text), MOST_GLYPHS)):
        code = pdfium.FPDFText_GetUnicode(text, at)
        if code <= 32 or code in (0xA0, 0x3000, 0xFFFE, 0xFFFF) or pdfium.FPDFText_IsGenerated(text, at) == 1:
            continue
        if not pdfium.FPDFText_GetLooseCharBox(text, at, box) or not pdfium.FPDFText_GetMatrix(text, at, matrix):
            continue
        quarter = _quarter(matrix.a, matrix.b)
        if quarter is None:
            continue
        pdfium.FPDFText_GetCharOrigin(text, at, x, y)
        votes[quarter] += 1
        found.append(
            (
                chr(code) if code < 0x110000 else "\ufffd",
                int(box.left * 100),
                int(box.bottom * 100),
                int(box.right * 100),
                int(box.top * 100),
                int(x.value * 100),
                int(y.value * 100),
                quarter,
            )
        )
    return found, votes.most_common(1)[0][0] if votes else 0


def _quarter(a: object, b: object) -> int | None:
    """How many quarter turns to the left the writing is turned by; None for slanting writing (a watermark)."""
    along, across = abs(a), abs(b)  # type: ignore[arg-type]
    if along >= 4 * across:
        return 0 if a > 0 else 2  # type: ignore[operator]
    if across >= 4 * along:
        return 1 if b > 0 else 3  # type: ignore[operator]
    return None


def _without_doubles(glyphs: Iterator[Glyph]) -> Iterator[Glyph]:
    """The glyphs without those printed twice a little apart, which is how some programs make bold type."""
    seen: dict[tuple[str, int], list[int]] = {}
    for glyph in glyphs:
        step = max(glyph.size // 8, 60)
        key = glyph.baseline // 100
        if any(
            abs(left - glyph.left) <= step
            for near in (key - 1, key, key + 1)
            for left in seen.get((glyph.text, near), ())
        ):
            continue
        seen.setdefault((glyph.text, key), []).append(glyph.left)
        yield glyph


__all__ = ["Rule", "page_marks"]
