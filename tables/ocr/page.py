"""One picture of a page to its marks: set straight, ruled lines found, text found, recognised and put in its place."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from tables.ocr.detect import regions
from tables.ocr.dots import DASH, dashes, dot_rows, signs_of
from tables.ocr.glyphs import Written, glyphs
from tables.ocr.ink import Box, Picture, Pixels, Shapes, ink, shapes
from tables.ocr.recognise import Sign, recognise
from tables.ocr.rulings import Rulings, Stroke, rulings
from tables.ocr.seen_lines import lines
from tables.ocr.separators import mended
from tables.ocr.upright import sideways, straightened, turned, upside_down
from tables.pages.marks import PageMarks, Rule

LEAST_SURE, LONE = 30, 60
"""Percent: a line read with less is no text but a stamp or a drawing; nor is a single sign with nothing beside it."""


def page_marks(picture: Picture, number: int, threads: int = 0) -> PageMarks:
    """The marks on a scanned page, upright and straight, every character with the recogniser's confidence."""
    picture, found, _ = upright(picture, threads)
    return _marks(picture, found, number, threads)


def upright(picture: Picture, threads: int = 0) -> tuple[Picture, list[Box], int]:
    """The page straight and with its lines the right way up, where its text is, and by how many quarters it was turned
    to the left for this.
    """
    picture, quarters = straightened(picture), 0
    found = regions(picture, threads)
    if sideways(found):
        picture, quarters = turned(picture, 1), 1
        found = regions(picture, threads)
    if upside_down(picture, found, threads):
        width, height = picture.width, picture.height
        picture, quarters = turned(picture, 2), quarters + 2
        found = [(width - right, height - bottom, width - left, height - top) for left, top, right, bottom in found]
    return picture, found, quarters


def _marks(picture: Picture, found: Sequence[Box], number: int, threads: int) -> PageMarks:
    mask = ink(picture)
    ruled = rulings(picture, mask, found)
    texts = np.asarray(cv2.bitwise_and(mask, cv2.bitwise_not(ruled.mask)), np.uint8)
    shaped = shapes(texts, picture.dpi)
    dotted = dot_rows(shaped, found, picture)
    boxes = lines(picture, found, ruled, _without(shaped, [box for box, _ in dotted]))
    dashed = dashes(boxes, picture.height)
    words = [box for box in boxes if box not in dashed]
    written = _worth(_read(_without_rules(picture, ruled), words, threads))
    written += [Written(box, box, signs_of(dots)) for box, dots in dotted]
    written += [Written(box, box, DASH) for box in dashed]
    return PageMarks(
        number,
        picture.hundredths(picture.width),
        picture.hundredths(picture.height),
        glyphs(written, picture, texts),
        _rules(ruled.horizontals, picture),
        _rules(ruled.verticals, picture),
        recognised=True,
    )


def _without(ink: Shapes, boxes: Sequence[Box]) -> Shapes:
    """The shapes that lie in none of the boxes."""
    kept = np.ones(len(ink), np.bool_)
    for left, top, right, bottom in boxes:
        kept &= (ink[:, 0] < left) | (ink[:, 2] > right) | (ink[:, 1] < top) | (ink[:, 3] > bottom)
    return np.asarray(ink[kept], np.int32)


def _rules(strokes: Sequence[Stroke], picture: Picture) -> tuple[Rule, ...]:
    return tuple(Rule(*map(picture.hundredths, (stroke.at, stroke.start, stroke.end))) for stroke in strokes)


def _without_rules(picture: Picture, ruled: Rulings) -> Pixels:
    """The picture with paper in place of its rules, which a recogniser would take for 1 or —."""
    grey = picture.grey.copy()
    grey[cv2.dilate(ruled.mask, np.ones((3, 3), np.uint8)) > 0] = int(np.median(grey))
    return grey


def _read(grey: Pixels, boxes: Sequence[Box], threads: int) -> list[Written]:
    """What the lines in the boxes say; those that say nothing are left out."""
    seen = [_margin(box, grey) for box in boxes]
    answers = recognise([grey[top:bottom, left:right] for left, top, right, bottom in seen], threads)
    return [
        Written(box, around, mended(signs))
        for box, around, signs in zip(boxes, seen, answers, strict=True)
        if signs and _sureness(signs) >= LEAST_SURE
    ]


def _worth(written: Sequence[Written]) -> list[Written]:
    """The lines without doubtful single signs that stand alone: the pieces of a chart or a seal."""

    def alone(line: Written) -> bool:
        middle = (line.box[1] + line.box[3]) // 2
        return not any(other is not line and other.box[1] <= middle < other.box[3] for other in written)

    return [line for line in written if len(line.signs) > 1 or line.signs[0].confidence >= LONE or not alone(line)]


def _margin(box: Box, grey: Pixels) -> Box:
    """The box with some paper around it, as the recogniser is used to."""
    left, top, right, bottom = box
    by = max((bottom - top) // 6, 2)
    return max(left - by, 0), max(top - by, 0), min(right + by, grey.shape[1]), min(bottom + by, grey.shape[0])


def _sureness(signs: Sequence[Sign]) -> int:
    return sum(sign.confidence for sign in signs) // len(signs)
