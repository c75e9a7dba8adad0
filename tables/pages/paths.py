"""The ruled lines of a PDF page: strokes along the page, and filled shapes so thin that they are meant as lines."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, TypeAlias

import pypdfium2.raw as pdfium

from tables.pages.direct_calls import handle_of, plain, whole_number_of

THICKEST = 250
"""A filled shape up to 2.5 points thick is a line; a thicker one is shading."""

SHORTEST = 300
SHORTEST_STROKE = 120
"""A shorter stroke is no minus in any type that can be read."""

MOST_OBJECTS = 200_000
"""Objects and pieces of paths of one page that are looked at; a full page of ruled cells has some thousand."""

MOST_DEPTH = 12
FARTHEST = 1_000_000
"""Points from the corner of a page beyond which nothing is drawn."""

Segment: TypeAlias = tuple[int, int, int, int]
Matrix: TypeAlias = tuple[Any, Any, Any, Any, Any, Any]
_UNIT: Matrix = (1, 0, 0, 1, 0, 0)

_object_of_page = handle_of(pdfium.FPDFPage_GetObject)
_object_of_form = handle_of(pdfium.FPDFFormObj_GetObject)
_kind_of = whole_number_of(pdfium.FPDFPageObj_GetType)
_piece_of = handle_of(pdfium.FPDFPath_GetPathSegment)
_point_of = whole_number_of(pdfium.FPDFPathSegment_GetPoint)
_type_of = whole_number_of(pdfium.FPDFPathSegment_GetType)
_closes = whole_number_of(pdfium.FPDFPathSegment_GetClose)


def rules_of(page: Any, unread: set[str]) -> tuple[list[Segment], list[Segment]]:
    """Horizontal and vertical line segments (x0, y0, x1, y1) of a pdfium page, in hundredths of a point; those shorter
    than SHORTEST are strokes of the pen, no rules.

    Why some were not read, if so, is added to `unread`.
    """
    flat: list[Segment] = []
    steep: list[Segment] = []
    left = _Allowance(unread)
    for segment in _objects(page.raw, _UNIT, 0, left):
        x0, y0, x1, y1 = segment
        wide, high = abs(x1 - x0), abs(y1 - y0)
        if high <= THICKEST and wide >= SHORTEST_STROKE and wide > high:
            flat.append(segment)
        elif wide <= THICKEST and high >= SHORTEST_STROKE:
            steep.append(segment)
    return flat, steep


class _Allowance:
    """How many more objects of a page, and pieces of its paths, are looked at; wherever on the page they are."""

    def __init__(self, unread: set[str]) -> None:
        self.unread = unread
        self.left = MOST_OBJECTS

    def of(self, wanted: int) -> int:
        """As many of `wanted` as are left."""
        given = min(wanted, self.left)
        self.left -= given
        if given < wanted:
            self.unread.add("objects")
        return given


def _objects(holder: Any, outer: Matrix, depth: int, left: _Allowance) -> Iterator[Segment]:
    """The straight pieces in a page (depth 0) or in a form on it."""
    counted = pdfium.FPDFFormObj_CountObjects(holder) if depth else pdfium.FPDFPage_CountObjects(holder)
    get, within, matrix = (_object_of_form if depth else _object_of_page), plain(holder), pdfium.FS_MATRIX()
    for at in range(left.of(counted)):
        found = ctypes.c_void_p(get(within, at))
        kind = _kind_of(found)
        if kind not in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_FORM):
            continue
        thing = ctypes.cast(found, pdfium.FPDF_PAGEOBJECT)
        pdfium.FPDFPageObj_GetMatrix(thing, matrix)
        here = _product((matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f), outer)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield from _path(thing, here, left)
        elif depth < MOST_DEPTH:
            yield from _objects(thing, here, depth + 1, left)
        else:
            left.unread.add("depth")


def _path(thing: Any, matrix: Matrix, left: _Allowance) -> Iterator[Segment]:
    """The straight pieces of a stroked path; of a filled one its thin shapes, each as one line."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(thing, fill, stroke)
    if not fill.value and not stroke.value:
        return
    for points in _subpaths(thing, matrix, left):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        thin = max(xs) - min(xs) <= THICKEST or max(ys) - min(ys) <= THICKEST
        if len(points) >= 4 and thin:
            yield _thin(min(xs), min(ys), max(xs), max(ys))
        elif stroke.value:
            for (ax, ay), (bx, by) in pairwise(points):
                yield ax, ay, bx, by


def _thin(x0: int, y0: int, x1: int, y1: int) -> Segment:
    """A thin box as the line through its middle."""
    if x1 - x0 >= y1 - y0:
        return x0, (y0 + y1) // 2, x1, (y0 + y1) // 2
    return (x0 + x1) // 2, y0, (x0 + x1) // 2, y1


def _subpaths(thing: Any, matrix: Matrix, left: _Allowance) -> Iterator[list[tuple[int, int]]]:
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    to_x, to_y, path = ctypes.byref(x), ctypes.byref(y), plain(thing)
    points: list[tuple[int, int]] = []
    start = (0, 0)
    for at in range(left.of(pdfium.FPDFPath_CountSegments(thing))):
        piece = ctypes.c_void_p(_piece_of(path, at))
        _point_of(piece, to_x, to_y)
        across, down = a * x.value + c * y.value + e, b * x.value + d * y.value + f
        if not abs(across) + abs(down) < FARTHEST:  # so that what is no number at all fails it too
            left.unread.add("far")
            return
        point = int(across * 100), int(down * 100)
        kind = _type_of(piece)
        if kind in (pdfium.FPDF_SEGMENT_MOVETO, pdfium.FPDF_SEGMENT_BEZIERTO):  # the points of a curve join no lines
            if len(points) > 1:
                yield points
            points = [point]
            start = point if kind == pdfium.FPDF_SEGMENT_MOVETO else start
        else:
            points.append(point)
        if _closes(piece) and points:
            points.append(start)
    if len(points) > 1:
        yield points


def _product(a: Matrix, b: Matrix) -> Matrix:
    """First `a`, then `b`."""
    return (
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    )
