"""Words of a PDF page whose font does not say which characters they are, read off the picture of the page."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium
from msgspec.structs import replace

from tables.ocr.in_pdf import drawn
from tables.ocr.models import installed
from tables.pages.marks import Glyph, PageMarks
from tables.pages.pdfium import turn_of
from tables.pages.turning import Turn

if TYPE_CHECKING:
    from tables.ocr.ink import Pixels
    from tables.ocr.recognise import Sign

MOST_WORDS = 2000
"""Words of one page that are read so."""

LEAST_SURE = 50
"""Percent: what is read with less is no title."""


def with_seen_words(document: pypdfium2.PdfDocument, index: int, marks: PageMarks, threads: int = 0) -> PageMarks:
    """`marks` of page `index` (from 0) with the characters of its blind words, or saying that these were not read.

    Raises pypdfium2.PdfiumError where the page cannot be drawn.
    """
    if not marks.blind:
        return marks
    unread = replace(marks, blind=(), unread=tuple(sorted({*marks.unread, "unmapped"})))
    if not installed():
        return unread
    from tables.ocr.recognise import recognise
    from tables.ocr.separators import mended

    words = marks.blind[:MOST_WORDS]
    answers = recognise(_pictures(document, index, words), threads)
    read = [(word, mended(signs)) for word, signs in zip(words, answers, strict=True) if _is_sure(signs)]
    if not read:
        return unread
    found = tuple(glyph for word, signs in read for glyph in _placed(word, signs))
    whole = replace(marks, glyphs=(*marks.glyphs, *found), blind=(), seen=("words",))
    return whole if len(read) == len(marks.blind) else replace(whole, unread=unread.unread)


def _is_sure(signs: Sequence[Sign]) -> bool:
    return bool(signs) and sum(sign.confidence for sign in signs) >= LEAST_SURE * len(signs)


def _placed(word: Glyph, signs: Sequence[Sign]) -> list[Glyph]:
    """The characters of a word, each up to halfway to its neighbours."""
    wide = word.right - word.left
    middles = [word.left + sign.middle * wide // 1000 for sign in signs]
    cuts = [word.left, *((a + b) // 2 for a, b in zip(middles, middles[1:], strict=False)), word.right]
    return [
        word._replace(text=sign.text, left=left, right=right, confidence=min(sign.confidence, 99))
        for sign, left, right in zip(signs, cuts, cuts[1:], strict=False)
        if sign.text.strip()
    ]


def _pictures(document: pypdfium2.PdfDocument, index: int, words: Sequence[Glyph]) -> list[Pixels]:
    """Each word cut out of the picture of the page, upright, with some paper around it."""
    import numpy as np

    turn = turn_of(document, index)
    grey = drawn(document, index).grey
    page = document[index]
    try:
        found = []
        for word in words:
            by = max((word.bottom - word.top) // 8, 50)
            ax, ay = _pixel(page, turn, (word.left - by, word.top - by), grey)
            bx, by_ = _pixel(page, turn, (word.right + by, word.bottom + by), grey)
            part = grey[max(min(ay, by_), 0) : max(ay, by_) + 1, max(min(ax, bx), 0) : max(ax, bx) + 1]
            found.append(np.ascontiguousarray(np.rot90(part, _quarters(ax, ay, bx, by_))))
        return found
    finally:
        page.close()


def _quarters(ax: int, ay: int, bx: int, by: int) -> int:
    """By how many quarters to the left a cut is turned so that its first corner, (ax, ay), is its top left one."""
    if ax <= bx:
        return 0 if ay <= by else 3
    return 1 if ay <= by else 2


def _pixel(page: pypdfium2.PdfPage, turn: Turn, point: tuple[int, int], grey: Pixels) -> tuple[int, int]:
    """Where a point of the upright page lies in its picture."""
    across, up = turn.back(*point)
    x, y = ctypes.c_int(), ctypes.c_int()
    high, wide = grey.shape[:2]
    pdfium.FPDF_PageToDevice(page.raw, 0, 0, wide, high, 0, across / 100, up / 100, x, y)
    return x.value, y.value
