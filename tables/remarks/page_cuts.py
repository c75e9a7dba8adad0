"""Where a drawn page can be cut without cutting a line of print: at rulings, and between lines where nothing stands."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from tables.remarks.drawn_page import PageCuts

DARK = 150
"""Greys below this are ink."""

UPRIGHT, ACROSS = 32, 64
"""Pixels in one line from which ink is a ruling and no stroke of a sign; powers of two."""

WHOLE = 60
"""Percent of the printed width that a ruling must cross: a shorter one ends inside a table."""

Pixels = npt.NDArray[np.uint8]
Ink = npt.NDArray[np.bool_]


def page_cuts(pixels: Pixels, width: int) -> PageCuts:
    """The cuts of a page drawn in grey, whose width is `width` hundredths of a point."""
    ink: Ink = pixels < DARK
    columns = np.flatnonzero(ink.any(axis=0))
    if not columns.size:
        return PageCuts()
    left, right = int(columns[0]), int(columns[-1]) + 1
    across = _runs(ink, ACROSS)
    ruled: Ink = np.asarray(across.sum(axis=1) * 100 >= WHOLE * (right - left))
    blank: Ink = np.asarray(~(ink & ~_runs(ink.T, UPRIGHT).T).any(axis=1))

    def place(pixel: int) -> int:
        return pixel * width // int(pixels.shape[1])

    if ruled.any():
        crossed = np.flatnonzero(across[ruled].any(axis=0))
        left, right = int(crossed[0]), int(crossed[-1]) + 1
    return PageCuts(
        rules=tuple(place(first + last + 1) // 2 for first, last in _bands(ruled)),
        gaps=tuple(place(first + last + 1) // 2 for first, last in _bands(blank)),
        left=place(left),
        right=place(right),
    )


def _runs(ink: Ink, least: int) -> Ink:
    """The ink that lies in a row of at least `least` pixels; `least` is a power of two.

    >>> _runs(np.array([[1, 1, 0, 1]], bool), 2).astype(int).tolist()
    [[1, 1, 0, 0]]
    """
    starts, step = ink, 1
    while step < least:
        starts = starts[:, : max(starts.shape[1] - step, 0)] & starts[:, step:]
        step *= 2
    found = np.zeros_like(ink)
    for shift in range(least):
        if starts.shape[1]:
            found[:, shift : shift + starts.shape[1]] |= starts
    return found


def _bands(rows: Ink) -> list[tuple[int, int]]:
    """First and last row of every band of True.

    >>> _bands(np.array([0, 1, 1, 0, 1], bool))
    [(1, 2), (4, 4)]
    """
    edges = np.flatnonzero(np.diff(np.concatenate(([0], rows.astype(np.int8), [0]))))
    return [(int(first), int(after) - 1) for first, after in zip(edges[::2], edges[1::2], strict=True)]
