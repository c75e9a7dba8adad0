"""Characters a PDF holds that no reader of the page sees as its text: hidden layers, pale type on nothing, seals, and
what lies outside the part of the page that is shown.

Whether something is printed is asked of the drawing itself: a character whose box holds no ink is not printed.
"""

from __future__ import annotations

import ctypes
from collections.abc import Collection
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from msgspec import Struct, field

from tables.layout import Box
from tables.pages.direct_calls import handle_of, plain, whole_number_of

PALE = 240
"""Type whose every colour is at least so bright is seen on a darker ground only."""

RED, OTHER = 150, 110
"""A seal is at least so red, and at most so green and blue."""

SMALLEST_SEAL, LARGEST_SEAL = 60, 180
"""Points across a round or square seal: from two to six centimetres."""

MOST_OBJECTS = 20_000
DOTS = 2
"""Pixels to the point in the drawing that is looked at."""

LEAST_INK = 12
"""Grey levels, of 255, by which the ink of a character differs at least from the ground."""

_object_of_page = handle_of(pdfium.FPDFPage_GetObject)
_object_of_text = handle_of(pdfium.FPDFText_GetTextObject)
_kind_of = whole_number_of(pdfium.FPDFPageObj_GetType)
_marks_on = whole_number_of(pdfium.FPDFPageObj_CountMarks)
_fill_of = whole_number_of(pdfium.FPDFPageObj_GetFillColor)


class _Colour:
    """Where pdfium writes red, green, blue and how opaque: one place for all objects of a page, which are thousands."""

    def __init__(self) -> None:
        self.parts = (ctypes.c_uint * 4)()
        self.places = tuple(ctypes.byref(self.parts, at * ctypes.sizeof(ctypes.c_uint)) for at in range(4))


class Doubts(Struct):
    """Objects of a page whose text may not be printed, by their addresses, and the boxes of its seals in points."""

    layered: set[int] = field(default_factory=set)
    pale: set[int] = field(default_factory=set)
    red: set[int] = field(default_factory=set)
    seals: list[Box] = field(default_factory=list)


def unprinted(page: pypdfium2.PdfPage, text: Any) -> frozenset[int]:
    """The numbers of the characters of the text page `text` that are not printed on `page` as its text.

    Raises pypdfium2.PdfiumError where the page cannot be drawn to see.
    """
    doubts = _doubts(page)
    if not (doubts.layered or doubts.pale or (doubts.red and doubts.seals)):
        return frozenset()
    layered, pale, sealed = [], [], set()
    within = plain(text)
    for at in range(pdfium.FPDFText_CountChars(text)):
        owner = _object_of_text(within, at)
        if owner in doubts.layered:
            layered.append(at)
        if owner in doubts.pale:
            pale.append(at)
        if owner in doubts.red and _sealed(text, at, doubts.seals):
            sealed.add(at)
    hidden = _without_ink(page, text, pale) if pale else set()
    if layered:
        hidden |= _without_ink(page, text, layered, doubts.layered)
    return frozenset(sealed | hidden)


def _doubts(page: pypdfium2.PdfPage) -> Doubts:
    found, colour = Doubts(), _Colour()
    within = plain(page.raw)
    for at in range(min(pdfium.FPDFPage_CountObjects(page.raw), MOST_OBJECTS)):
        address = _object_of_page(within, at)
        if address is None:
            continue
        thing = ctypes.c_void_p(address)
        kind = _kind_of(thing)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            _doubt_text(found, address, thing, colour)
        elif kind in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
            _add_seal(found, ctypes.cast(thing, pdfium.FPDF_PAGEOBJECT), kind)
    return found


def _doubt_text(found: Doubts, address: int, thing: ctypes.c_void_p, colour: _Colour) -> None:
    if _marks_on(thing) > 0 and _in_layer(ctypes.cast(thing, pdfium.FPDF_PAGEOBJECT)):
        found.layered.add(address)
    if not _fill_of(thing, *colour.places):
        return
    red, green, blue, alpha = colour.parts[:]
    if red >= RED and green <= OTHER and blue <= OTHER:
        found.red.add(address)
    elif (red >= PALE and green >= PALE and blue >= PALE) or alpha < 255 - PALE:
        # Text without paint lies over a scan so that it can be searched: it is what the picture shows.
        here = ctypes.cast(thing, pdfium.FPDF_PAGEOBJECT)
        if pdfium.FPDFTextObj_GetTextRenderMode(here) != pdfium.FPDF_TEXTRENDERMODE_INVISIBLE:
            found.pale.add(address)


def _in_layer(here: Any) -> bool:
    """True if the object belongs to a layer that a viewer can show or hide."""
    name, length = ctypes.create_string_buffer(16), ctypes.c_ulong()
    for at in range(min(_marks_on(plain(here)), 8)):
        mark = pdfium.FPDFPageObj_GetMark(here, at)
        to_name = ctypes.cast(name, ctypes.POINTER(pdfium.FPDF_WCHAR))
        if pdfium.FPDFPageObjMark_GetName(mark, to_name, 16, length) and name.raw[:4] == b"O\0C\0":
            return True
    return False


def _add_seal(found: Doubts, here: Any, kind: int) -> None:
    """Adds the box of a red curved path as wide as it is high and as large as a seal."""
    if kind != pdfium.FPDF_PAGEOBJ_PATH or pdfium.FPDFPath_CountSegments(here) < 4:
        return
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFPageObj_GetStrokeColor(here, red, green, blue, alpha)
    if red.value < RED or max(green.value, blue.value) > OTHER:
        return
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(here, left, bottom, right, top):
        return
    wide, high = right.value - left.value, top.value - bottom.value
    if SMALLEST_SEAL <= wide <= LARGEST_SEAL and SMALLEST_SEAL <= high <= LARGEST_SEAL:
        found.seals.append((int(left.value), int(bottom.value), int(right.value), int(top.value)))


def _edges(text: Any, at: int) -> tuple[Any, Any, Any, Any] | None:
    """Left, bottom, right and top of the ink of a character, in points; None where pdfium does not know."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    if not pdfium.FPDFText_GetCharBox(text, at, left, right, bottom, top):
        return None
    return left.value, bottom.value, right.value, top.value


def _sealed(text: Any, at: int, seals: Collection[Box]) -> bool:
    box = _edges(text, at)
    return box is not None and any(
        2 * seal[0] <= box[0] + box[2] <= 2 * seal[2] and 2 * seal[1] <= box[1] + box[3] <= 2 * seal[3]
        for seal in seals
    )


def _without_ink(
    page: pypdfium2.PdfPage, text: Any, characters: Collection[int], alone: Collection[int] | None = None
) -> set[int]:
    """Those of `characters` in whose boxes the drawing of the page shows one colour only.

    With `alone` only the objects at these addresses are drawn: what lies under or over them cannot stand for them.
    """
    others = [] if alone is None else _deactivated(page, alone)
    try:
        bitmap = page.render(scale=DOTS, grayscale=True, may_draw_forms=False)
        try:
            pixels = bitmap.to_numpy()
            high, wide = pixels.shape[:2]
            return {at for at in characters if _blank(page, text, at, pixels, wide, high)}
        finally:
            bitmap.close()
    finally:
        for thing in others:
            pdfium.FPDFPageObj_SetIsActive(thing, True)


def _deactivated(page: pypdfium2.PdfPage, alone: Collection[int]) -> list[Any]:
    """The objects of the page that are not drawn any more: all but those at the addresses `alone`."""
    found = []
    for at in range(pdfium.FPDFPage_CountObjects(page.raw)):
        thing = pdfium.FPDFPage_GetObject(page.raw, at)
        if ctypes.cast(thing, ctypes.c_void_p).value not in alone:
            pdfium.FPDFPageObj_SetIsActive(thing, False)
            found.append(thing)
    return found


def _blank(page: pypdfium2.PdfPage, text: Any, at: int, pixels: Any, wide: int, high: int) -> bool:
    box = _edges(text, at)
    if box is None or not box[0] < box[2]:
        return False
    x, y = ctypes.c_int(), ctypes.c_int()
    corners = []
    for across, up in ((box[0], box[1]), (box[2], box[3])):
        pdfium.FPDF_PageToDevice(page.raw, 0, 0, wide, high, 0, across, up, x, y)
        corners.append((x.value, y.value))
    (ax, ay), (bx, by) = corners
    part = pixels[max(min(ay, by) - 1, 0) : max(ay, by) + 2, max(min(ax, bx) - 1, 0) : max(ax, bx) + 2]
    return part.size == 0 or int(part.max()) - int(part.min()) < LEAST_INK
