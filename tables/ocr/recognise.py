"""What a line of text says: character by character, with the place of each and how sure the recogniser is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
import numpy.typing as npt
from msgspec import Struct

from tables.ocr.ink import Pixels
from tables.ocr.models import characters, model

HEIGHT = 48
"""The recogniser takes lines of this many pixels in height, and looks at every eighth column."""

STEP = 8
BATCH = 3200
"""Columns of pixels recognised at once: short cells by the dozen, long lines alone."""

LONGEST = 3200
"""Longer lines are pressed together."""


class Sign(Struct, frozen=True):
    """One recognised character: its middle from the left of the picture in thousandths of the picture's width,
    how sure the recogniser is in percent, and what else it may be.
    """

    text: str
    middle: int
    confidence: int
    other: str = ""
    doubt: int = 0


def recognise(pictures: Sequence[Pixels], threads: int = 0) -> list[list[Sign]]:
    """What each picture of one line says; an empty list where it says nothing."""
    widths = [_width(picture) for picture in pictures]
    order = sorted(range(len(pictures)), key=lambda i: widths[i])
    found: list[list[Sign]] = [[] for _ in pictures]
    session = model("recognise", threads) if pictures else None
    for batch in _batches(order, widths):
        assert session is not None
        widest = max(widths[i] for i in batch)
        fed = np.stack([_fed(pictures[i], widths[i], widest) for i in batch])
        chances = session.run(None, {session.get_inputs()[0].name: fed})[0]
        for i, chance in zip(batch, chances, strict=True):
            found[i] = list(_decoded(chance, widths[i]))
    return found


def _width(picture: Pixels) -> int:
    height, width = (int(side) for side in picture.shape)
    return min(max(-(-width * HEIGHT // height), STEP), LONGEST)


def _batches(order: Sequence[int], widths: Sequence[int]) -> Iterator[list[int]]:
    batch: list[int] = []
    for i in order:
        if batch and (len(batch) + 1) * widths[i] > BATCH:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def _fed(picture: Pixels, width: int, widest: int) -> npt.NDArray[np.float32]:
    """The picture as the recogniser wants it: its height, three equal colours, −1 … 1, filled up with nothing."""
    small = cv2.resize(picture, (width, HEIGHT), interpolation=cv2.INTER_LINEAR)
    filled = np.zeros((3, HEIGHT, -(-max(widest, 160) // STEP) * STEP), np.float32)
    filled[:, :, :width] = (small.astype(np.float32) * 2 - 255) / 255
    return filled


def _decoded(chances: npt.NDArray[np.float32], width: int) -> Iterator[Sign]:
    """The characters in the recogniser's answer: one class for every step, repeats and “nothing” left out."""
    known = characters()
    best = chances.argmax(axis=1)
    at = 0
    while at < len(best):
        end = at
        while end < len(best) and best[end] == best[at]:
            end += 1
        name = int(best[at])
        if name:
            peak = at + int(chances[at:end, name].argmax())
            two = np.argpartition(chances[peak], -2)[-2:]
            other = int(two[0] if two[1] == name else two[1])
            middle = (at + end) * STEP * 500 // width
            yield Sign(
                known[name],
                min(middle, 1000),
                int(chances[peak, name] * 100),
                known[other],
                int(chances[peak, other] * 100),
            )
        at = end
