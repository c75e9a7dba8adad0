"""A page of a PDF, through pdfium, as its marks: characters by their loose boxes and origins, rules from its paths.

Loose boxes are used because tight ones make the comma and the dash as thin as they are drawn; lines are clustered on
the origin of the characters, which every font sets on the baseline.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from tables.layout import Box
from tables.pages.direct_calls import plain, whole_number_of
from tables.pages.marks import Glyph, PageMarks
from tables.pages.paths import rules_of
from tables.pages.turning import Mark, Turn, upright_glyphs, upright_rule

MOST_GLYPHS = 60_000
"""Characters of one page that are read; a full page of small print has about 5,000."""

MOST_TURNED = 30
"""Characters of one page that may run in another direction than the others and not be missed: a running head."""

MOST_ANNOTATIONS = 1000
"""Links, comments and the like of one page that are looked at."""

LARGEST = 1_000_000
"""Points from the corner of a page beyond which nothing is printed: no page is larger than 14,400."""

_HYPHEN = 0x2D
_APART = 70
"""Prints at most 0.7 points apart are one character; the narrowest digits of the smallest type are twice that apart."""

_LOW = (1 << 23) - 1
_AHEAD = (1, (1 << 24) - 1, 1 << 24, (1 << 24) + 1)
_AROUND = (0, *_AHEAD, *(-step for step in _AHEAD))
_UNSEEN = frozenset((0xA0, 0x3000, 0xFFFE, 0xFFFF))

_unicode_of = whole_number_of(pdfium.FPDFText_GetUnicode)
_loose_box = whole_number_of(pdfium.FPDFText_GetLooseCharBox)
_matrix_of = whole_number_of(pdfium.FPDFText_GetMatrix)
_origin_of = whole_number_of(pdfium.FPDFText_GetCharOrigin)


def page_marks(document: pypdfium2.PdfDocument, index: int) -> PageMarks:
    """The marks of page `index` (from 0), turned so that most of its characters stand upright.

    Raises pypdfium2.PdfiumError where pdfium cannot load the page.
    """
    unread: set[str] = set()
    page = document[index]
    try:
        raw, turn = _turned(page, unread)
        horizontals, verticals = upright_rule(turn, *rules_of(page, unread))
        if _laid_over(page):
            unread.add("annotations")
    finally:
        page.close()
    kept = [mark for mark in raw if mark[7] == turn.quarter]
    if len(raw) - len(kept) > MOST_TURNED:
        unread.add("turned")
    found = tuple(_without_doubles(upright_glyphs(turn, kept)))
    return PageMarks(index + 1, turn.width, turn.height, found, horizontals, verticals, unread=tuple(sorted(unread)))


def turn_of(document: pypdfium2.PdfDocument, index: int) -> Turn:
    """How `page_marks` turns page `index` (from 0). Raises pypdfium2.PdfiumError where pdfium cannot load the page."""
    page = document[index]
    try:
        return _turned(page, set())[1]
    finally:
        page.close()


def _turned(page: pypdfium2.PdfPage, unread: set[str]) -> tuple[list[Mark], Turn]:
    """The characters of a page, and how it is turned so that most of them stand upright."""
    text = page.get_textpage()
    try:
        raw, quarter = _characters(text.raw, unread)
    finally:
        text.close()
    return raw, Turn(quarter, *_box(page))


def _box(page: pypdfium2.PdfPage) -> Box:
    """The page box in hundredths of a point; that of A4 where the file states none that makes sense."""
    edges = page.get_mediabox()
    if not all(-LARGEST < edge < LARGEST for edge in edges):
        return 0, 0, 59500, 84200
    left, bottom, right, top = (int(edge * 100) for edge in edges)
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _laid_over(page: pypdfium2.PdfPage) -> bool:
    """True if comments, stamps or fields of forms lie on the page: what they say is no part of its text."""
    speaking = (pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP, pdfium.FPDF_ANNOT_WIDGET)
    for at in range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), MOST_ANNOTATIONS)):
        note = pdfium.FPDFPage_GetAnnot(page.raw, at)
        if note:
            kind = pdfium.FPDFAnnot_GetSubtype(note)
            pdfium.FPDFPage_CloseAnnot(note)
            if kind in speaking:
                return True
    return False


def _characters(text: Any, unread: set[str]) -> tuple[list[Mark], int]:
    """Every visible character with its box, origin, size and quarter turns, and the quarter turns of most of them."""
    count = pdfium.FPDFText_CountChars(text)
    if count > MOST_GLYPHS:
        unread.add("glyphs")
    box, matrix, x, y = pdfium.FS_RECTF(), pdfium.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    to_box, to_matrix, to_x, to_y = map(ctypes.byref, (box, matrix, x, y))
    page = plain(text)
    found: list[Mark] = []
    for at in range(min(count, MOST_GLYPHS)):
        code = _unicode_of(page, at)
        if 0 <= code <= 32 or code in _UNSEEN:
            continue
        if code == _HYPHEN and pdfium.FPDFText_IsGenerated(text, at) == 1:
            continue  # of what pdfium adds itself, blanks, line ends and hyphens, only hyphens look like print
        if not _loose_box(page, at, to_box) or not _matrix_of(page, at, to_matrix):
            continue
        along, across = matrix.a, matrix.b
        quarter = 0 if across == 0 and along > 0 else _quarter(along, across)
        if quarter is None:
            continue
        _origin_of(page, at, to_x, to_y)
        # Written so that what is no number at all fails it too.
        if not (
            abs(box.left) + abs(box.right) + abs(box.top) + abs(box.bottom) + abs(x.value) + abs(y.value) < LARGEST
        ):
            unread.add("far")
            continue
        found.append(
            (
                chr(code) if 0 <= code < 0x110000 else "\ufffd",
                int(box.left * 100),
                int(box.bottom * 100),
                int(box.right * 100),
                int(box.top * 100),
                int(x.value * 100),
                int(y.value * 100),
                quarter,
            )
        )
    votes = Counter([mark[7] for mark in found])
    return found, votes.most_common(1)[0][0] if votes else 0


def _quarter(a: Any, b: Any) -> int | None:
    """How many quarter turns to the left the writing is turned by; None for slanting writing (a watermark)."""
    along, across = abs(a), abs(b)
    if along >= 4 * across:
        return 0 if a > 0 else 2
    if across >= 4 * along:
        return 1 if b > 0 else 3
    return None


def _printed_over(one: Glyph, other: Glyph) -> bool:
    """True if two prints of one sign lie over each other by more than half; in tiny type two digits stand close by."""
    return 2 * abs(one.left - other.left) < min(one.right - one.left, other.right - other.left)


def _without_doubles(glyphs: Sequence[Glyph]) -> Sequence[Glyph]:
    """The glyphs without those printed twice a little apart, which is how some programs make bold type."""
    # Text, height and place as one number: its neighbours up, down, left and right are a plain sum away.
    keys = [
        (ord(text) << 48) + ((baseline // 100 & _LOW) << 24) + (left // _APART & _LOW)
        for text, left, _, _, _, baseline, _, _ in glyphs
    ]
    every = set(keys)
    if len(every) == len(keys) and all(every.isdisjoint(map(step.__add__, keys)) for step in _AHEAD):
        return glyphs  # nearly every page
    seen: dict[int, Glyph] = {}
    kept = []
    for key, glyph in zip(keys, glyphs, strict=True):
        near = (seen.get(key + step) for step in _AROUND)
        if not any(other is not None and _printed_over(glyph, other) for other in near):
            seen[key] = glyph
            kept.append(glyph)
    return kept
