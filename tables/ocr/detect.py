"""Where text stands on a page, as the detector sees it."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from tables.ocr.ink import Box, Picture
from tables.ocr.models import model

LONG_SIDE = 1600
"""The detector sees the page with this many pixels on its long side: 12-point print is then 23 pixels high."""

SURE, LIKELY = 30, 50
"""Percent: a pixel counts as text from `SURE`, a region if its mean is at least `LIKELY`."""

WIDEN = 16
"""The detector is taught to find shrunken boxes; they are widened by area × 1.6 ÷ perimeter, here in tenths."""


def regions(picture: Picture, threads: int = 0) -> list[Box]:
    """Boxes around stretches of text as the detector sees them, from top to bottom."""
    longest = max(picture.width, picture.height)
    width, height = (max(side * LONG_SIDE // longest // 32, 1) * 32 for side in (picture.width, picture.height))
    small = cv2.resize(picture.grey, (width, height), interpolation=cv2.INTER_AREA)
    fed = (np.repeat(small[None, None], 3, axis=1).astype(np.float32) - 127) / 128
    session = model("detect", threads)
    heat = session.run(None, {session.get_inputs()[0].name: fed})[0][0, 0] * 100
    mask = cv2.dilate((heat > SURE).astype(np.uint8), np.ones((2, 2), np.uint8))
    found = []
    for outline in cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)[0]:
        x, y, w, h = cv2.boundingRect(outline)
        if min(w, h) < 3 or _mean(heat, outline, (x, y, w, h)) < LIKELY:
            continue
        by = w * h * WIDEN // (20 * (w + h))
        box = (max(x - by, 0), max(y - by, 0), min(x + w + by, width), min(y + h + by, height))
        found.append(_scaled(box, picture, width, height))
    return sorted(found, key=lambda box: (box[1], box[0]))


def _mean(heat: npt.NDArray[np.float32], outline: cv2.typing.MatLike, box: Box) -> int:
    x, y, w, h = box
    mask = np.zeros((h, w), np.uint8)
    cv2.drawContours(mask, [outline - np.array([[x, y]])], -1, 1, -1)
    return int(heat[y : y + h, x : x + w][mask > 0].mean())


def _scaled(box: Box, picture: Picture, width: int, height: int) -> Box:
    left, top, right, bottom = box
    return (
        left * picture.width // width,
        top * picture.height // height,
        right * picture.width // width,
        bottom * picture.height // height,
    )
