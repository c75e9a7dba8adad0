"""The characters of a PDF page as pdfium tells them: joined where they come in halves, without what is not drawn."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Collection, Container
from typing import Any, TypeAlias

import pypdfium2.raw as pdfium

from tables.layout import Box
from tables.pages.blind_words import UNMAPPED
from tables.pages.direct_calls import plain, whole_number_of
from tables.pages.garbled import garbled, is_common
from tables.pages.meant_marks import is_private
from tables.pages.turning import Mark

MOST_GLYPHS = 60_000
"""Characters of one page that are read; a full page of small print has about 5,000."""

LEAST_INK = 20
"""Hundredths of a point: what is lower or narrower draws nothing; some fonts give their blank a width all the same."""

LARGEST = 1_000_000
"""Points from the corner of a page beyond which nothing is printed: no page is larger than 14,400."""

Extent: TypeAlias = tuple[int, int]
_HYPHEN, _SOFT_HYPHEN = 0x2D, 0xAD
_UNSEEN = frozenset((0, 9, 10, 13, 32, 0xA0, 0x3000, 0xFFFE, 0xFFFF))
_BLIND = ord(UNMAPPED)
_LINE_ENDS = frozenset((9, 10, 13))

_unicode_of = whole_number_of(pdfium.FPDFText_GetUnicode)
_loose_box = whole_number_of(pdfium.FPDFText_GetLooseCharBox)
_matrix_of = whole_number_of(pdfium.FPDFText_GetMatrix)
_origin_of = whole_number_of(pdfium.FPDFText_GetCharOrigin)
_is_added = whole_number_of(pdfium.FPDFText_IsGenerated)
_lacks_meaning = whole_number_of(pdfium.FPDFText_HasUnicodeMapError)


def characters(
    text: Any, unread: set[str], skipped: Container[int] = (), shown: Box | None = None
) -> tuple[list[Mark], dict[int, Extent], int]:
    """Every visible character of a pdfium text page with its box, origin and quarter turns; the extent of the ink of
    those whose code says nothing, by their identity; and the quarter turns of most of them.

    Not those with the numbers `skipped`, nor those whose middle lies outside the box `shown`, in points.
    """
    count = pdfium.FPDFText_CountChars(text)
    if count > MOST_GLYPHS:
        unread.add("glyphs")
    box, matrix, x, y = pdfium.FS_RECTF(), pdfium.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    to_box, to_matrix, to_x, to_y = map(ctypes.byref, (box, matrix, x, y))
    page = plain(text)
    found: list[Mark] = []
    ink: dict[int, Extent] = {}
    unmapped: list[int] = []
    for at in range(min(count, MOST_GLYPHS)):
        code = _unicode_of(page, at)
        if at in skipped:
            continue
        if code in _UNSEEN:
            if code in _LINE_ENDS or _is_added(page, at) == 1 or min(_ink(text, at) or (0, 0)) < LEAST_INK:
                continue
            code = _BLIND  # ink where the file says that there is none: the font does not tell its characters
        if 0xD800 <= code < 0xE000:
            if code >= 0xDC00 and at and 0xD800 <= _unicode_of(page, at - 1) < 0xDC00:
                continue  # the second half of the character before it
            code = _whole(code, _unicode_of(page, at + 1) if at + 1 < count else 0)
        if code == _SOFT_HYPHEN:
            code = _HYPHEN  # fonts print both as one
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
        if shown is not None and not _within(box, shown):
            unread.add("hidden")
            continue
        if code == _BLIND:
            _spread(text, at, box)
        elif code == 0xFFFD:
            code = _BLIND
        elif not 32 < code < 0x80 and _lacks_meaning(page, at) == 1:
            unmapped.append(len(found))
        private = is_private(code) or code == _BLIND
        extent = _ink(text, at) if private else None
        if private and code < 32 and extent is None:
            continue  # a control that draws nothing
        mark = (
            chr(code) if 0 <= code < 0x110000 else "\ufffd",
            int(box.left * 100),
            int(box.bottom * 100),
            int(box.right * 100),
            int(box.top * 100),
            int(x.value * 100),
            int(y.value * 100),
            quarter,
        )
        found.append(mark)
        if extent is not None:
            ink[id(mark)] = extent
    if unmapped and not _sensible([found[at][0] for at in unmapped]):
        for at in unmapped:
            before, found[at] = found[at], (UNMAPPED, *found[at][1:])
            if id(before) in ink:
                ink[id(found[at])] = ink.pop(id(before))
    votes = Counter([mark[7] for mark in found])
    return found, ink, votes.most_common(1)[0][0] if votes else 0


def _sensible(characters: Collection[str]) -> bool:
    """True if characters that the file does not map are those printed all the same: some files number their glyphs so.

    >>> _sensible("一般公共预算收入"), _sensible("┱崷⵲䇗┉芘⪝")
    (True, False)
    """
    return any(map(is_common, characters)) and not garbled(characters)


def _spread(text: Any, at: int, box: Any) -> None:
    """Widens `box` to what the file draws at once: of a run of blanks pdfium tells only the first."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    owner = pdfium.FPDFText_GetTextObject(text, at)
    if not owner or not pdfium.FPDFPageObj_GetBounds(owner, left, bottom, right, top):
        return
    high = box.top - box.bottom
    if 2 * abs(left.value - box.left) < high and box.right < right.value and top.value - bottom.value < 2 * high:
        box.right = right.value


def _within(box: Any, shown: Box) -> bool:
    """True if the middle of `box` lies in the part of the page that is shown."""
    across, up = box.left + box.right, box.bottom + box.top
    return bool(2 * shown[0] <= across <= 2 * shown[2] and 2 * shown[1] <= up <= 2 * shown[3])


def _whole(high: int, low: int) -> int:
    """The character that two halves stand for; U+FFFD for a half without its other half."""
    if high < 0xDC00 <= low < 0xE000:
        return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)
    return 0xFFFD


def _ink(text: Any, at: int) -> Extent | None:
    """How wide and how high the ink of a character is; None where it has none."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    if not pdfium.FPDFText_GetCharBox(text, at, left, right, bottom, top):
        return None
    wide, high = right.value - left.value, top.value - bottom.value
    if not 0 < wide + high < LARGEST:
        return None
    return int(wide * 100), int(high * 100)


def _quarter(a: Any, b: Any) -> int | None:
    """How many quarter turns to the left the writing is turned by; None for slanting writing (a watermark)."""
    along, across = abs(a), abs(b)
    if along >= 4 * across:
        return 0 if a > 0 else 2
    if across >= 4 * along:
        return 1 if b > 0 else 3
    return None
