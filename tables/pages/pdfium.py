"""A page of a PDF, through pdfium, as its marks: characters by their loose boxes and origins, rules from its paths.

Loose boxes are used because tight ones make the comma and the dash as thin as they are drawn; lines are clustered on
the origin of the characters, which every font sets on the baseline.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from tables.layout import Box
from tables.pages.blind_words import without_blind_words
from tables.pages.characters import LARGEST, Extent, characters
from tables.pages.doubles import without_doubles
from tables.pages.drawn_minus import with_drawn_minuses
from tables.pages.marks import PageMarks, Rule
from tables.pages.meant_marks import with_meaning
from tables.pages.note_marks import without_note_marks
from tables.pages.paths import SHORTEST, rules_of
from tables.pages.turning import Mark, Turn, upright_glyphs, upright_rule
from tables.pages.unprinted import unprinted

MOST_TURNED = 30
"""Characters of one page that may run in another direction than the others and not be missed: a running head."""

MOST_ANNOTATIONS = 1000
"""Links, comments and the like of one page that are looked at."""


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
    meant = with_meaning(upright_glyphs(turn, kept), _upright_ink(kept, ink, turn.quarter))
    printed = without_note_marks(without_doubles(meant))
    signed, lying = with_drawn_minuses(printed, horizontals)
    found, blind = without_blind_words(signed)
    flat, steep = _rules(lying), _rules(verticals)
    parts = tuple(sorted(unread))
    return PageMarks(index + 1, turn.width, turn.height, tuple(found), flat, steep, unread=parts, blind=blind)


def _rules(drawn: Sequence[Rule]) -> tuple[Rule, ...]:
    """Those of the strokes `drawn` that are long enough to be rules."""
    return tuple(rule for rule in drawn if rule.end - rule.start >= SHORTEST)


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
        skipped = _unprinted(page, text.raw)
        if skipped:
            unread.add("hidden")
        raw, ink, quarter = characters(text.raw, unread, skipped, _shown(page))
    finally:
        text.close()
    return raw, ink, Turn(quarter, *_box(page))


def _unprinted(page: pypdfium2.PdfPage, text: Any) -> frozenset[int]:
    try:
        return unprinted(page, text)
    except pypdfium2.PdfiumError:
        return frozenset()  # it cannot be drawn: then nobody can say what is hidden


def _shown(page: pypdfium2.PdfPage) -> Box | None:
    """The part of the page that viewers show, in points, where it is less than the page."""
    whole, crop = page.get_mediabox(), page.get_cropbox()
    if tuple(whole) == tuple(crop) or not all(-LARGEST < edge < LARGEST for edge in (*whole, *crop)):
        return None
    left, bottom, right, top = (int(edge) for edge in crop)
    shown = max(left, int(whole[0])) - 1, max(bottom, int(whole[1])) - 1, right + 1, top + 1
    return shown if shown[0] + 20 < shown[2] and shown[1] + 20 < shown[3] else None


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
