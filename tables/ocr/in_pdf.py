"""Pages of a PDF that have to be read off their picture: which they are, and their marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium
from msgspec.structs import replace

from fiscal.document import Note
from tables.decode import UnreadableDocument
from tables.ocr.models import installed
from tables.pages.garbled import garbled
from tables.pages.marks import PageMarks
from tables.pages.unread_parts import page_list

if TYPE_CHECKING:
    from tables.ocr.ink import Picture

DPI = 200
"""Resolution at which a page is drawn: what office scanners use. More costs time and reads no better."""

LONGEST = 5000
"""Pixels of the longer side at most; a larger sheet is drawn coarser."""

COARSEST = 10
"""Dots per inch below which no character can be told: a sheet of more than twelve metres."""

FEW = 30
"""A page with fewer characters of its own is a picture if a picture covers it."""

MOST_BESIDE = 300
"""A page with fewer characters may have its words as pictures; a full page of prose has five hundred."""

FEWEST_LINES, LOWEST, HIGHEST = 8, 500, 4000
"""So many pictures as high as a line of print, in hundredths of a point, are words drawn one by one."""

COVERED = 50
"""Percent of the page that pictures cover on a scan; logos and seals cover less."""

OUTLINES = 300
"""So many drawn paths without a single character are text that was turned into outlines."""


def needs_ocr(document: pypdfium2.PdfDocument, index: int, marks: PageMarks) -> bool:
    """True if the characters `marks` of page `index` (from 0) are not what is printed on it."""
    blind = sum(len(word.text) for word in marks.blind)
    if blind > max(len(marks.glyphs), FEW) or garbled(glyph.text for glyph in marks.glyphs):
        return True
    if len(marks.glyphs) >= MOST_BESIDE:
        return False
    try:
        page = document[index]
        try:
            few = len(marks.glyphs) < FEW
            return (few and _pictured(page, len(marks.glyphs))) or _lines_in_pictures(page, marks)
        finally:
            page.close()
    except pypdfium2.PdfiumError:
        return False  # a broken drawing: what could be read of the page has been read


def _lines_in_pictures(page: pypdfium2.PdfPage, marks: PageMarks) -> bool:
    """True if pictures as high as a line of print take up more of the page than its characters: the words are drawn,
    and only digits are text.
    """
    found = 0
    drawn = 0
    for thing in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=4):
        a, b, c, d = (int(edge * 100) for edge in thing.get_bounds())
        if LOWEST <= d - b <= HIGHEST:
            found += 1
            drawn += max(c - a, 0) * (d - b)
    printed = sum((glyph.right - glyph.left) * (glyph.bottom - glyph.top) for glyph in marks.glyphs)
    return found >= FEWEST_LINES and drawn > printed


def _pictured(page: pypdfium2.PdfPage, characters: int) -> bool:
    left, bottom, right, top = (int(edge) for edge in page.get_mediabox())
    whole = max((right - left) * (top - bottom), 1)
    covered = paths = texts = 0
    for thing in page.get_objects(max_depth=4):
        if thing.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            a, b, c, d = (int(edge) for edge in thing.get_bounds())
            covered += max(min(c, right) - max(a, left), 0) * max(min(d, top) - max(b, bottom), 0)
        paths += thing.type == pdfium.FPDF_PAGEOBJ_PATH
        texts += thing.type == pdfium.FPDF_PAGEOBJ_TEXT
    if covered * 100 >= COVERED * whole:
        return True
    return characters == 0 and (paths >= OUTLINES or texts > 0)


def drawn(document: pypdfium2.PdfDocument, index: int) -> Picture:
    """Page `index` (from 0) as a grey picture, turned as a viewer shows it.

    Raises pypdfium2.PdfiumError where it cannot be opened, or is too large to be drawn.
    """
    import numpy as np

    from tables.ocr.ink import Picture

    page = document[index]
    try:
        longest = max(int(side) for side in page.get_size())
        dpi = min(DPI, LONGEST * 72 // max(longest, 1))
        if dpi < COARSEST:
            raise pypdfium2.PdfiumError("nothing could be told on a page of this size")
        bitmap = page.render(scale=dpi / 72, grayscale=True)
        try:
            pixels = bitmap.to_numpy()
            grey = np.array(pixels, np.uint8).reshape(pixels.shape[:2])
        finally:
            bitmap.close()
    finally:
        page.close()
    return Picture(grey, dpi)


def recognised_marks(document: pypdfium2.PdfDocument, index: int, threads: int = 0) -> PageMarks:
    """The marks of page `index` (from 0) read off its picture; none where no recogniser is installed or the page cannot
    be drawn, which its marks say.
    """
    nothing = PageMarks(index + 1, 0, 0, (), recognised=True)
    if not installed():
        return nothing
    import cv2

    from tables.ocr.page import page_marks

    try:
        return page_marks(drawn(document, index), index + 1, threads)
    except (pypdfium2.PdfiumError, cv2.error, ValueError):
        return replace(nothing, unread=("damaged",))


def scan_notes(pages: Sequence[int], others: bool) -> tuple[Note, ...]:
    """What to tell of the pages that are pictures: that they were recognised, or that they were not read.

    Raises UnreadableDocument("ocr-missing") where they were not read and the document has no `others`.
    """
    if not pages:
        return ()
    if installed():
        return (Note("DOC41", f"recognised: {page_list(pages)}"),)
    if not others:
        raise UnreadableDocument("ocr-missing")
    return (Note("DOC40", f"ocr-missing: {page_list(pages)}"),)
