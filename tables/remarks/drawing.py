"""Draws pages of a PDF as a reader holds them, so that the boxes of figures lie where the figures are.

A page of text is turned as its writing runs and shown to the edges of its page box; a scan is set straight as the
recogniser set it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pypdfium2

from tables.decode import UnreadableDocument
from tables.file_bytes import bytes_of
from tables.formats.pdf import opened
from tables.ocr.in_pdf import drawn as drawn_scan
from tables.ocr.in_pdf import needs_ocr
from tables.pages.pdfium import page_marks, turn_of
from tables.pages.png import grey_png
from tables.remarks.drawn_page import Drawing
from tables.remarks.page_cuts import page_cuts

DPI = 108
"""Resolution: small print can be read, and a page of text takes some 60 kB."""

WIDEST = 1800
"""Pixels of the longer side at most."""

Pixels = npt.NDArray[np.uint8]


def drawings_here(
    path: Path, numbers: tuple[int, ...], room: int, threads: int, progress: Callable[[int, int], None]
) -> list[Drawing | None]:
    """The pages `numbers` (from 1) of the PDF at `path` in their order, until their files fill `room` bytes; None for a
    page that cannot be drawn. Raises UnreadableDocument, OSError.
    """
    document = opened(bytes_of(path))
    try:
        found: list[Drawing | None] = []
        for number in numbers:
            made = _drawing(document, number - 1, threads)
            room -= len(made.png) if made else 0
            if room < 0:
                break
            found.append(made)
            progress(len(found), len(numbers))
        return found
    finally:
        document.close()


def _drawing(document: pypdfium2.PdfDocument, index: int, threads: int) -> Drawing | None:
    try:
        if not 0 <= index < len(document):
            return None
        if needs_ocr(document, index, page_marks(document, index)):
            return _scan(document, index, threads)
        return _text(document, index)
    except (pypdfium2.PdfiumError, UnreadableDocument, ValueError):
        return None


def _text(document: pypdfium2.PdfDocument, index: int) -> Drawing:
    turn = turn_of(document, index)
    dpi = min(DPI, WIDEST * 7200 // max(turn.width, turn.height, 1))
    page = document[index]
    try:
        edges = [edge / 100 for edge in (turn.left, turn.bottom, turn.right, turn.top)]
        page.set_mediabox(*edges)
        page.set_cropbox(*edges)
        page.set_rotation(90 * turn.quarter)
        if dpi < 10:
            raise pypdfium2.PdfiumError("nothing could be told on a page of this size")
        bitmap = page.render(scale=dpi / 72, grayscale=True)
        try:
            pixels = bitmap.to_numpy()
            grey = pixels.reshape(pixels.shape[:2])
            return Drawing(grey_png(grey), turn.width, turn.height, page_cuts(grey, turn.width))
        finally:
            bitmap.close()
    finally:
        page.close()


def _scan(document: pypdfium2.PdfDocument, index: int, threads: int) -> Drawing:
    import cv2

    from tables.ocr.page import upright

    picture = upright(drawn_scan(document, index), threads)[0]
    longest = max(picture.width, picture.height)
    wanted = min(longest * DPI // picture.dpi, WIDEST)
    size = (max(picture.width * wanted // longest, 1), max(picture.height * wanted // longest, 1))
    small: Pixels = np.asarray(cv2.resize(picture.grey, size, interpolation=cv2.INTER_AREA), np.uint8)
    width = picture.hundredths(picture.width)
    return Drawing(grey_png(small), width, picture.hundredths(picture.height), page_cuts(small, width))
