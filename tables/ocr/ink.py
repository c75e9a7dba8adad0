"""What is ink on a picture: a mask of the dark pixels and the connected shapes they make."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt
from msgspec import Struct

Pixels = npt.NDArray[np.uint8]
"""A grey picture, rows first: 0 is black, 255 white. A mask is 255 where something is and 0 elsewhere."""

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels; right and bottom are just outside."""

Shapes = npt.NDArray[np.int32]
"""Connected shapes, one a row: left, top, right, bottom in pixels, and the number of dark pixels."""

DARKER = 28
"""How many grey levels darker than its surroundings a pixel must be; shaded rows and yellowed paper are lighter."""

SPECK = 5
"""Shapes of fewer pixels at 200 dots per inch are dust: a decimal point in 6-point print has about nine."""


class Picture(Struct, frozen=True):
    """One page as a grey picture with its resolution in dots per inch."""

    grey: Pixels
    dpi: int

    @property
    def height(self) -> int:
        """Rows of pixels."""
        return int(self.grey.shape[0])

    @property
    def width(self) -> int:
        """Columns of pixels."""
        return int(self.grey.shape[1])

    def hundredths(self, pixels: int) -> int:
        """A length in pixels as hundredths of a point, to the nearest.

        >>> Picture(np.zeros((1, 1), np.uint8), 200).hundredths(100)
        3600
        """
        return (pixels * 14400 + self.dpi) // (2 * self.dpi)

    def pixels(self, points: int) -> int:
        """A length in points as pixels, at least one."""
        return max(points * self.dpi // 72, 1)


def ink(picture: Picture) -> Pixels:
    """The mask of everything that is darker than the paper around it."""
    around = max(picture.pixels(18), 3) | 1
    mask = cv2.adaptiveThreshold(picture.grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, around, DARKER)
    return np.asarray(mask, np.uint8)


def shapes(mask: Pixels, dpi: int) -> Shapes:
    """The connected shapes of a mask, dust left out."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    left, top, width, height, area = (stats[1:, i] for i in range(5))
    found = np.stack([left, top, left + width, top + height, area], axis=1)
    return np.asarray(found[area * 40000 >= SPECK * dpi * dpi], np.int32)
