"""A page of a PDF, through pdfium, as its marks: characters by their loose boxes and origins, rules from its paths.

Loose boxes are used because tight ones make the comma and the dash as thin as they are drawn; lines are clustered on
the origin of the characters, which every font sets on the baseline.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pypdfium2
import pypdfium2.raw as pdfium

from tables.layout import Box
from tables.pages.characters import LARGEST, Extent, characters
from tables.pages.marks import Glyph, PageMarks
from tables.pages.meant_marks import with_meaning
from tables.pages.paths import rules_of
from tables.pages.turning import Mark, Turn, upright_glyphs, upright_rule

MOST_TURNED = 30
"""Characters of one page that may run in another direction than the others and not be missed: a running head."""

MOST_ANNOTATIONS = 1000
"""Links, comments and the like of one page that are looked at."""

_APART = 70
"""Prints at most 0.7 points apart are one character; the narrowest digits of the smallest type are twice that apart."""

_LOW = (1 << 23) - 1
_AHEAD = (1, (1 << 24) - 1, 1 << 24, (1 << 24) + 1)
_AROUND = (0, *_AHEAD, *(-step for step in _AHEAD))


def page_marks(document: pypdfium2.PdfDocument, index: int) -> PageMarks:
    """The marks of page `index` (from 0), turned so that most of its characters stand upright.

    Raises pypdfium2.PdfiumError where pdfium cannot load the page.
    """
    unread: set[str] = set()
    page = document[index]
    try:
        raw, ink, turn = _turned(page, unread)
        horizontals, verticals = upright_rule(turn, *rules_of(page, unread))
        if _laid_over(page):
            unread.add("annotations")
    finally:
        page.close()
    kept = [mark for mark in raw if mark[7] == turn.quarter]
    if len(raw) - len(kept) > MOST_TURNED:
        unread.add("turned")
    found = tuple(_without_doubles(with_meaning(upright_glyphs(turn, kept), _upright_ink(kept, ink, turn.quarter))))
    return PageMarks(index + 1, turn.width, turn.height, found, horizontals, verticals, unread=tuple(sorted(unread)))


def turn_of(document: pypdfium2.PdfDocument, index: int) -> Turn:
    """How `page_marks` turns page `index` (from 0). Raises pypdfium2.PdfiumError where pdfium cannot load the page."""
    page = document[index]
    try:
        return _turned(page, set())[2]
    finally:
        page.close()


def _turned(page: pypdfium2.PdfPage, unread: set[str]) -> tuple[list[Mark], dict[int, Extent], Turn]:
    """The characters of a page, the ink of those that need it, and how it is turned so that most stand upright."""
    text = page.get_textpage()
    try:
        raw, ink, quarter = characters(text.raw, unread)
    finally:
        text.close()
    return raw, ink, Turn(quarter, *_box(page))


def _upright_ink(kept: Sequence[Mark], ink: Mapping[int, Extent], quarter: int) -> dict[int, Extent]:
    """The ink of the marks `kept`, by their places among them, as it lies on the upright page."""
    if not ink:
        return {}
    found = ((at, ink[id(mark)]) for at, mark in enumerate(kept) if id(mark) in ink)
    return {at: (wide, high) if quarter % 2 == 0 else (high, wide) for at, (wide, high) in found}


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
    seen: set[int] = set()
    kept = []
    for key, glyph in zip(keys, glyphs, strict=True):
        if not any(map(seen.__contains__, map(key.__add__, _AROUND))):
            seen.add(key)
            kept.append(glyph)
    return kept
