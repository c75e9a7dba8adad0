"""Setting a scanned page straight: the small angle at which it lay on the glass, and quarter turns."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from tables.ocr.ink import Box, Picture, Pixels, ink
from tables.ocr.models import model

WIDEST = 600
"""The largest angle looked for, in hundredths of a degree; a page lying worse than that was not put on a scanner."""

STEPS = ((30, WIDEST, 900), (5, 30, 1400), (1, 5, 2000))
"""How the angle is narrowed down: step and reach in hundredths of a degree, long side of the picture in pixels."""

LEAST = 3
"""Angles below this many hundredths of a degree move nothing by a pixel's breadth."""


SAMPLE = 16
"""So many of the widest lines tell which end of a page is up."""

LINE = (48, 192)
"""Height and width of the picture of a line as the model for this wants it."""


def skew(picture: Picture) -> int:
    """The angle by which the page must be turned to lie straight, in hundredths of a degree counterclockwise.

    Lines of text and rules lie along the rows when the counts of dark pixels change most from row to row, or from
    column to column: so a page that lies sideways is straightened, too.
    """
    mask = ink(picture)
    best = 0
    for step, reach, side in STEPS:
        small = _shrunk(mask, side)
        best = max(range(best - reach, best + reach + 1, step), key=lambda angle: _sharpness(small, angle))
    return best


def straightened(picture: Picture) -> Picture:
    """The picture turned by its skew."""
    angle = skew(picture)
    if abs(angle) < LEAST:
        return picture
    matrix = _turning(picture.width, picture.height, angle)
    size = (picture.width, picture.height)
    # The corners go on as the edge is: white ones would have a dark edge against grey paper.
    turned = cv2.warpAffine(picture.grey, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return Picture(np.asarray(turned, np.uint8), picture.dpi)


def turned(picture: Picture, quarters: int) -> Picture:
    """The picture turned counterclockwise by so many quarters."""
    if quarters % 4 == 0:
        return picture
    return Picture(np.ascontiguousarray(np.rot90(picture.grey, quarters)), picture.dpi)


def sideways(boxes: Sequence[Box]) -> bool:
    """True if most of the longish boxes stand upright: the lines of text run up or down the page."""
    sizes = [(right - left, bottom - top) for left, top, right, bottom in boxes]
    tall = sum(height for width, height in sizes if height > 2 * width)
    wide = sum(width for width, height in sizes if width > 2 * height)
    return tall > wide


def upside_down(picture: Picture, boxes: Sequence[Box], threads: int = 0) -> bool:
    """True if most of the widest lines in `boxes` stand on their heads."""
    wide = sorted((box for box in boxes if box[2] - box[0] > box[3] - box[1]), key=lambda box: box[0] - box[2])
    if not wide:
        return False
    height, most = LINE
    fed = np.zeros((min(len(wide), SAMPLE), 3, height, most), np.float32)
    for at, (left, top, right, bottom) in enumerate(wide[:SAMPLE]):
        width = min(max(-(-(right - left) * height // (bottom - top)), 1), most)
        small = cv2.resize(picture.grey[top:bottom, left:right], (width, height)).astype(np.float32)
        fed[at, :, :, :width] = (small * 2 - 255) / 255
    session = model("turned", threads)
    chances = session.run(None, {session.get_inputs()[0].name: fed})[0]
    return int((chances[:, 1] > chances[:, 0]).sum()) * 2 > len(fed)


def _shrunk(mask: Pixels, side: int) -> Pixels:
    height, width = mask.shape
    longest = max(height, width)
    if longest <= side:
        return mask
    size = (max(width * side // longest, 1), max(height * side // longest, 1))
    return np.asarray(cv2.resize(mask, size, interpolation=cv2.INTER_AREA), np.uint8)


def _turning(width: int, height: int, angle: int) -> cv2.typing.MatLike:
    return cv2.getRotationMatrix2D((width / 2, height / 2), angle / 100, 1)


def _sharpness(mask: Pixels, angle: int) -> int:
    """How much the counts of dark pixels change from row to row and from column to column after turning."""
    height, width = mask.shape
    turned = cv2.warpAffine(mask, _turning(width, height, angle), (width, height), flags=cv2.INTER_LINEAR)
    total = 0
    for axis in (0, 1):
        counts = turned.sum(axis=axis, dtype=np.int64) // 255
        total += int((np.diff(counts) ** 2).sum())
    return total
