"""Draws one page of a PDF as wide as it is looked at, in its colours; its boxes lie where those of figures are.

Runs in a process of its own that stays: the file it drew from last is kept open.
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
from tables.pages.png import colour_png, grey_png
from tables.remarks.drawn_page import Drawing

MOST_PIXELS = 8_000_000
EFFORT = 4
"""How hard pictures are packed: they travel inside the machine, and drawing must not wait for the packing."""

Pixels = npt.NDArray[np.uint8]
_open: dict[tuple[Path, int, int], pypdfium2.PdfDocument] = {}


def page_here(path: Path, number: int, wide: int, threads: int, progress: Callable[[int, int], None]) -> Drawing:
    """Page `number` (from 1) of the PDF at `path`, `wide` pixels wide or as wide as MOST_PIXELS allow.

    Raises UnreadableDocument with reason "no-page" or "damaged" or those of the reader, OSError.
    """
    document = _opened(path)
    if not 0 < number <= len(document):
        raise UnreadableDocument("no-page")
    try:
        if needs_ocr(document, number - 1, page_marks(document, number - 1)):
            return _scan(document, number - 1, wide, threads)
        return _text(document, number - 1, wide)
    except (pypdfium2.PdfiumError, ValueError):
        raise UnreadableDocument("damaged") from None


def ready_here(progress: Callable[[int, int], None]) -> None:
    """Returns when what drawing takes has been loaded."""


def _opened(path: Path) -> pypdfium2.PdfDocument:
    status = path.stat()
    key = path, status.st_size, status.st_mtime_ns
    if key not in _open:
        for one in _open.values():
            one.close()
        _open.clear()
        _open[key] = opened(bytes_of(path))
    return _open[key]


def _text(document: pypdfium2.PdfDocument, index: int, wide: int) -> Drawing:
    turn = turn_of(document, index)
    page = document[index]
    before = page.get_mediabox(), page.get_cropbox(), page.get_rotation()
    try:
        edges = [edge / 100 for edge in (turn.left, turn.bottom, turn.right, turn.top)]
        page.set_mediabox(*edges)
        page.set_cropbox(*edges)
        page.set_rotation(90 * turn.quarter)
        width, height = max(turn.width, 1), max(turn.height, 1)
        wide = _within(wide, width, height)
        bitmap = page.render(scale=wide * 100 / width, rev_byteorder=True, no_smoothpath=False)
        try:
            return Drawing(_packed(bitmap.to_numpy()), turn.width, turn.height)
        finally:
            bitmap.close()
    finally:
        # The document stays open: the next to look at the page must find it as its author left it.
        page.set_mediabox(*before[0])
        page.set_cropbox(*before[1])
        page.set_rotation(before[2])
        page.close()


def _scan(document: pypdfium2.PdfDocument, index: int, wide: int, threads: int) -> Drawing:
    import cv2

    from tables.ocr.page import upright

    picture = upright(drawn_scan(document, index), threads)[0]
    wide = min(_within(wide, picture.width, picture.height), picture.width)
    size = wide, max(picture.height * wide // picture.width, 1)
    small: Pixels = np.asarray(cv2.resize(picture.grey, size, interpolation=cv2.INTER_AREA), np.uint8)
    return Drawing(grey_png(small, EFFORT), picture.hundredths(picture.width), picture.hundredths(picture.height))


def _within(wide: int, width: int, height: int) -> int:
    """`wide`, or less where a page of this shape would have more than MOST_PIXELS."""
    while wide > 1 and wide * wide * height // width > MOST_PIXELS:
        wide = wide * 9 // 10
    return max(wide, 1)


def _packed(pixels: Pixels) -> bytes:
    """The PNG file of what was drawn, grey where no pixel has a colour."""
    colours = pixels[:, :, :3]
    if (colours[:, :, 0] == colours[:, :, 1]).all() and (colours[:, :, 1] == colours[:, :, 2]).all():
        return grey_png(np.ascontiguousarray(colours[:, :, 0]), EFFORT)
    return colour_png(colours, EFFORT)
