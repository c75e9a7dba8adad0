"""The ruled lines in the picture of a page that lies straight."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt
from msgspec import Struct

from tables.ocr.ink import Box, Picture, Pixels

SHORTEST = 24
"""A rule is at least so many points long; the strokes of a headline's characters are shorter."""

THICKEST = 5
"""A rule is at most so many points thick; what is thicker is a bar or a picture."""

GAP = 2
"""Breaks of so many points, where the print is faint, do not end a rule."""

SOLID = 88
"""Percent of its length on which a rule has ink; breaks in print take some."""


class Stroke(Struct, frozen=True):
    """A rule in pixels: it lies at `at` (its middle), runs from `start` to `end`, and is `thick` pixels thick."""

    at: int
    start: int
    end: int
    thick: int


class Rulings(Struct, frozen=True):
    """The rules of a page and the mask of their pixels."""

    horizontals: tuple[Stroke, ...]
    verticals: tuple[Stroke, ...]
    mask: Pixels


def rulings(picture: Picture, mask: Pixels, texts: Sequence[Box]) -> Rulings:
    """The rules among the ink `mask` of the page, where text stands in the boxes `texts`."""
    across, across_mask = _strokes(picture, mask, texts)
    sideways = [(top, left, bottom, right) for left, top, right, bottom in texts]
    down, down_mask = _strokes(picture, np.ascontiguousarray(mask.T), sideways)
    both = np.asarray(cv2.bitwise_or(across_mask, np.ascontiguousarray(down_mask.T)), np.uint8)
    return Rulings(across, down, both)


def _strokes(picture: Picture, mask: Pixels, texts: Sequence[Box]) -> tuple[tuple[Stroke, ...], Pixels]:
    """The horizontal rules of a mask, from top to bottom, and their pixels."""
    boxes = np.array(texts, np.int64).reshape(-1, 4)
    gap, shortest = picture.pixels(GAP), picture.pixels(SHORTEST)
    # A rule that is not quite straight steps from one row of pixels to the next: it is made thicker, then looked for.
    thick = cv2.dilate(mask, np.ones((3, 1), np.uint8))
    closed = cv2.morphologyEx(thick, cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8))
    opened = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, shortest * 3 // 4), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(opened, connectivity=8)
    kept = np.zeros(count, np.uint8)
    found = []
    for number in range(1, count):
        left, top, width, height, area = (int(n) for n in stats[number])
        if width < shortest or height > picture.pixels(THICKEST) + 2 or area * 2 < width * min(height, 3):
            continue
        if not _solid(mask[top : top + height, left : left + width]):
            continue
        if _among_text((left, top, left + width, top + height), boxes):
            continue
        kept[number] = 255
        found.append(Stroke(top + height // 2, left, left + width, max(height - 2, 1)))
    found.sort(key=lambda stroke: (stroke.at, stroke.start))
    return tuple(_joined(found, picture)), np.asarray(kept[labels], np.uint8)


def _solid(stroke: Pixels) -> bool:
    """True if ink is everywhere along the stroke; strokes of characters one below the other leave white between."""
    inked, length = int(stroke.any(axis=0).sum()), int(stroke.shape[1])
    return inked * 100 >= SOLID * length


def _among_text(stroke: Box, texts: npt.NDArray[np.int64]) -> bool:
    """True for strokes of neighbouring characters that join to a line: they lie inside a line of text, not along it."""
    left, top, right, bottom = stroke
    middle = (top + bottom) // 2
    height = texts[:, 3] - texts[:, 1]
    inside = (texts[:, 1] + height // 8 < middle) & (middle < texts[:, 3] - height // 8)
    shared = np.minimum(texts[:, 2], right) - np.maximum(texts[:, 0], left)
    return bool((inside & (shared * 4 > (right - left) * 3)).any())


def _joined(strokes: list[Stroke], picture: Picture) -> list[Stroke]:
    """Strokes that go on where another ends, at the same height, as one."""
    near, gap = picture.pixels(1) + 1, picture.pixels(2 * GAP)
    found: list[Stroke] = []
    for stroke in sorted(strokes, key=lambda stroke: stroke.start):
        for i, known in enumerate(found):
            if abs(known.at - stroke.at) <= near and stroke.start <= known.end + gap:
                longer = max((known, stroke), key=lambda one: one.end - one.start)
                thick = max(known.thick, stroke.thick)
                found[i] = Stroke(longer.at, known.start, max(known.end, stroke.end), thick)
                break
        else:
            found.append(stroke)
    return sorted(found, key=lambda stroke: (stroke.at, stroke.start))
