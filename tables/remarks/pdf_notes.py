"""Writes highlights with notes into a copy of a PDF: what was in the file stays byte for byte, the rest is added.

A highlight darkens, so that digits stay black, and the number of the question stands beside it, for paper has no notes.

pdfium writes them, which reads the files anyway. Every highlight brings its own picture, so that programs that draw
none themselves show it; its words open when it is clicked, and stand in the list of comments.
"""

from __future__ import annotations

import ctypes
import io
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from hashlib import blake2b

import pypdfium2
import pypdfium2.raw as pdfium

from fiscal import late_patterns as re
from tables.decode import UnreadableDocument
from tables.formats.pdf import opened
from tables.layout import Box
from tables.ocr.in_pdf import drawn, needs_ocr
from tables.pages.pdfium import page_marks, turn_of
from tables.pages.turning import Turn
from tables.reading.own_outputs import PDF_MARK
from tables.remarks.bookmarks import Bookmark, with_bookmarks
from tables.remarks.question_number import number_size, number_strokes
from tables.remarks.remark import AUTHOR, Remark

COLOURS = {"error": (255, 90, 80), "warning": (255, 190, 0), "note": (90, 160, 255), "term": (255, 235, 120)}
OPACITY = 85
"""Of 255: the print below stays readable, also on paper."""

ANNOTATING = 1 << 5
"""The permission to add comments, as a locked PDF states it."""

_IDS = re.compile(rb"/ID\[<([0-9A-F]{32})><[0-9A-F]{32}>\]")
_LIGHT = re.compile(rb"(?<=/GS<</AIS false/BM/)Normal(?=/CA )")
"""How pdfium lays a highlight upon the page; the word that keeps print black has as many letters."""
_OBJECT = re.compile(rb"\d+ 0 obj\s*<<")
PRINTED = 4
SPARE = 60
"""How far a highlight goes beyond the box of its figure, in hundredths of a point."""


def annotated_bytes(
    data: bytes, _document: str, remarks: Sequence[Remark], threads: int, progress: Callable[[int, int], None]
) -> tuple[bytes, int]:
    """The copy, and how many remarks stand in it. Raises UnreadableDocument, "locked" among others."""
    if not data.endswith((b"\n", b"\r")):
        data += b"\n"  # what is added begins on a line of its own
    document = opened(data)
    try:
        if pdfium.FPDF_GetSecurityHandlerRevision(document.raw) >= 0:
            if not pdfium.FPDF_GetDocPermissions(document.raw) & ANNOTATING:
                raise UnreadableDocument("locked")
        pages: dict[int, list[Remark]] = {}
        for remark in remarks:
            if remark.figure.place.page is not None and remark.figure.place.bbox is not None:
                pages.setdefault(remark.figure.place.page - 1, []).append(remark)
        placed = 0
        marked: list[tuple[int, Bookmark]] = []
        for done, (index, held) in enumerate(pages.items(), 1):
            stands = _on_page(document, index, held, threads)
            placed += len(stands)
            for remark, top in stands:
                marked += [(remark.number or 0, Bookmark(title, index, str(top))) for title in remark.titles]
            progress(done, len(pages))
        copy = with_bookmarks(_saved(document, data), [one for _, one in sorted(marked, key=lambda pair: pair[0])])
        return copy + PDF_MARK, placed
    finally:
        document.close()


def _saved(document: pypdfium2.PdfDocument, original: bytes) -> bytes:
    """The original with what was added behind it. pdfium numbers every copy at random: here the number follows from the
    content, so that the same copy has the same bytes.
    """
    written = io.BytesIO()
    document.save(written, flags=pdfium.FPDF_INCREMENTAL)
    copy = _mended(written.getvalue())
    copy = original + _LIGHT.sub(b"Darken", copy[len(original) :])
    stated = list(_IDS.finditer(copy, len(original)))
    if not stated:
        return copy
    found = stated[-1]
    number = blake2b(copy[: found.start()], digest_size=16).hexdigest().upper().encode()
    first = found[1] if b"/ID" in original else number
    return copy[: found.start()] + b"/ID[<" + first + b"><" + number + b">]" + copy[found.end() :]


def _mended(copy: bytes) -> bytes:
    """A list of contents that pdfium writes as an object, as newer files have it, lacks its name and its end; strict
    programs take such a file for damaged.
    """
    begins, ends = copy.rfind(b"startxref"), copy.rfind(b"%%EOF")
    place = copy[begins + 9 : ends].strip()
    at = int(place) if begins > 0 and place.isdigit() else len(copy)
    listed = copy[at:begins]
    if not _OBJECT.match(listed) or b"/Type/XRef" in listed:
        return copy
    return copy[:at] + listed.replace(b"<<", b"<</Type/XRef", 1) + b"endobj\r\n" + copy[begins:]


def _on_page(
    document: pypdfium2.PdfDocument, index: int, remarks: Iterable[Remark], threads: int
) -> list[tuple[Remark, Decimal]]:
    """The remarks that now stand on page `index`, and how high: none where it cannot be opened."""
    try:
        turn = _turn(document, index, threads)
        page = document[index]
    except (pypdfium2.PdfiumError, IndexError, ValueError):
        return []
    try:
        placed = []
        for remark in remarks:
            if _highlight(page, remark, turn):
                placed.append((remark, _in_file(remark, turn)[3]))
                _number(page, remark, turn)
        return placed
    finally:
        page.close()


def _turn(document: pypdfium2.PdfDocument, index: int, threads: int) -> Turn:
    """How the upright page, in which boxes are counted, lies in the file; a scan is seen as a viewer shows it."""
    if not needs_ocr(document, index, page_marks(document, index)):
        return turn_of(document, index)
    from tables.ocr.page import upright

    quarters = upright(drawn(document, index), threads)[2]
    page = document[index]
    try:
        left, bottom, right, top = (int(edge * 100) for edge in page.get_bbox())
        return Turn((page.get_rotation() // 90 - quarters) % 4, left, bottom, right, top)
    finally:
        page.close()


def _highlight(page: pypdfium2.PdfPage, remark: Remark, turn: Turn) -> bool:
    """True if the figure of the remark is highlighted now."""
    left, bottom, right, top = _in_file(remark, turn)
    note = pdfium.FPDFPage_CreateAnnot(page.raw, pdfium.FPDF_ANNOT_HIGHLIGHT)
    if not note:
        return False
    try:
        pdfium.FPDFAnnot_SetRect(note, pdfium.FS_RECTF(left, top, right, bottom))
        corners = pdfium.FS_QUADPOINTSF(left, top, right, top, left, bottom, right, bottom)
        pdfium.FPDFAnnot_AppendAttachmentPoints(note, corners)
        red, green, blue = COLOURS[remark.weight]
        pdfium.FPDFAnnot_SetColor(note, pdfium.FPDFANNOT_COLORTYPE_Color, red, green, blue, OPACITY)
        pdfium.FPDFAnnot_SetFlags(note, PRINTED)
        for key, text in ((b"Contents", remark.text), (b"T", AUTHOR), (b"NM", f"{AUTHOR}-{remark.figure.id}")):
            pdfium.FPDFAnnot_SetStringValue(note, key, _wide(text))
        drawing = _drawing((left, bottom, right, top), (red, green, blue), remark.weight == "term")
        pdfium.FPDFAnnot_SetAP(note, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL, _wide(drawing))
        return True
    finally:
        pdfium.FPDFPage_CloseAnnot(note)


def _number(page: pypdfium2.PdfPage, remark: Remark, turn: Turn) -> None:
    """The number of the remark's first question stands above the left end of the highlight, in the page's direction."""
    if remark.number is None:
        return
    assert remark.figure.place.bbox is not None
    x0, y0 = (int(edge.replace(".", "")) for edge in remark.figure.place.bbox[:2])
    wide, high = number_size(remark.number)
    left, top = x0 - SPARE - wide - SPARE, y0 - SPARE
    lines = [[turn.back(*point) for point in line] for line in number_strokes(remark.number, left, top)]
    (ax, ay), (bx, by) = turn.back(left - SPARE, top - SPARE), turn.back(left + wide + SPARE, top + high + SPARE)
    edges = [Decimal(edge).scaleb(-2) for edge in (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))]
    note = pdfium.FPDFPage_CreateAnnot(page.raw, pdfium.FPDF_ANNOT_STAMP)
    if not note:
        return
    try:
        pdfium.FPDFAnnot_SetRect(note, pdfium.FS_RECTF(edges[0], edges[3], edges[2], edges[1]))
        pdfium.FPDFAnnot_SetFlags(note, PRINTED)
        pdfium.FPDFAnnot_SetStringValue(note, b"NM", _wide(f"{AUTHOR}-{remark.figure.id}-{remark.number}"))
        pdfium.FPDFAnnot_SetAP(note, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL, _wide(_strokes(lines)))
    finally:
        pdfium.FPDFPage_CloseAnnot(note)


def _strokes(lines: Sequence[Sequence[tuple[int, int]]]) -> str:
    """Lines through points in hundredths of a point, in the drawing language of PDF: dark red, with round ends."""
    drawn_lines = (
        " ".join(
            f"{Decimal(x).scaleb(-2)} {Decimal(y).scaleb(-2)} {'l' if at else 'm'}" for at, (x, y) in enumerate(line)
        )
        for line in lines
    )
    return f"q 0.7 0 0 RG 0.7 w 1 J 1 j {' '.join(drawn_lines)} S Q"


def _in_file(remark: Remark, turn: Turn) -> tuple[Decimal, Decimal, Decimal, Decimal]:
    """Left, bottom, right and top of the highlight in the coordinates of the file, in points."""
    assert remark.figure.place.bbox is not None
    x0, y0, x1, y1 = (int(edge.replace(".", "")) for edge in remark.figure.place.bbox)
    box: Box = (x0 - SPARE, y0 - SPARE, x1 + SPARE, y1 + SPARE)
    (ax, ay), (bx, by) = turn.back(box[0], box[1]), turn.back(box[2], box[3])
    edges = (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
    left, bottom, right, top = (Decimal(edge).scaleb(-2) for edge in edges)
    return left, bottom, right, top


def _drawing(edges: tuple[Decimal, ...], colour: tuple[int, int, int], plain: bool) -> str:
    """The highlight in the drawing language of PDF: a filled box, framed where the remark is about this figure."""
    left, bottom, right, top = edges
    shade = " ".join(f"{Decimal(part) / 255:.3f}" for part in colour)
    box = f"{left} {bottom} {right - left} {top - bottom} re"
    frame = "" if plain else f"/GS gs {shade} RG 1.2 w {box} S"
    return f"q {shade} rg /GS gs {box} f {frame} Q"


def _wide(text: str) -> ctypes.Array[ctypes.c_ushort]:
    """Text as pdfium takes it: UTF-16, ended by a zero."""
    coded = (text.replace("\0", " ") + "\0").encode("utf-16-le", "replace")
    kind = pdfium.FPDF_WCHAR * (len(coded) // 2)
    array: ctypes.Array[ctypes.c_ushort] = kind.from_buffer_copy(coded)
    return array
