"""Lines of text on a page: the detector says roughly where, rules cut them, the ink says exactly.

The detector looks at a reduced picture: its boxes run over the rules of a narrow table and leave out a leading △ or a
single 0. So its boxes are cut at the rules, fitted to the shapes of ink they hold, and what is left over of the ink
becomes lines of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from tables.ocr.ink import Box, Picture, Shapes
from tables.ocr.rulings import Rulings, Stroke

DOTS = 3
"""So many dots side by side are printed on purpose (……)."""


def lines(picture: Picture, found: Sequence[Box], ruled: Rulings, ink: Shapes) -> list[Box]:
    """Boxes fitted to the ink of every line of text, from top to bottom; none crosses a rule."""
    pieces = [piece for box in found for piece in _cut(box, ruled, picture)]
    fitted, owned = _fitted(pieces, ink)
    grown = _with_left_over(fitted, ink[~owned], ruled, picture)
    return sorted(grown, key=lambda box: (box[1], box[0]))


def _cut(box: Box, ruled: Rulings, picture: Picture) -> Iterator[Box]:
    """The box in pieces, cut at the rules that run through it."""
    left, top, right, bottom = box
    margin = picture.pixels(2)
    ys = [top, *_through(ruled.horizontals, (top, bottom), (left, right), margin), bottom]
    for upper, lower in zip(ys, ys[1:], strict=False):
        if (lower - upper) * 3 < bottom - top and len(ys) > 2:
            continue
        xs = [left, *_through(ruled.verticals, (left, right), (upper, lower), margin), right]
        yield from ((a, upper, b, lower) for a, b in zip(xs, xs[1:], strict=False) if b - a > margin)


def _through(rules: Sequence[Stroke], across: tuple[int, int], along: tuple[int, int], margin: int) -> list[int]:
    """Where rules cross the stretch `across` and run over most of the stretch `along`."""
    low, high = across
    start, end = along
    return [
        rule.at
        for rule in rules
        if low + margin < rule.at < high - margin
        and (min(rule.end, end) - max(rule.start, start)) * 3 > (end - start) * 2
    ]


def _fitted(pieces: Sequence[Box], ink: Shapes) -> tuple[list[Box], npt.NDArray[np.bool_]]:
    """The pieces drawn close round the shapes whose middle they hold, and which shapes belong to one."""
    owned = np.zeros(len(ink), np.bool_)
    middle_x, middle_y = (ink[:, 0] + ink[:, 2]) // 2, (ink[:, 1] + ink[:, 3]) // 2
    height = ink[:, 3] - ink[:, 1]
    fitted = []
    for left, top, right, bottom in pieces:
        inside = (left <= middle_x) & (middle_x < right) & (top <= middle_y) & (middle_y < bottom)
        inside &= (height < 2 * (bottom - top)) & ~owned
        if inside.any():
            owned |= inside
            fitted.append(_around(ink[inside]))
    return fitted, owned


def _around(ink: Shapes) -> Box:
    left, top = (int(n) for n in ink[:, :2].min(axis=0))
    right, bottom = (int(n) for n in ink[:, 2:4].max(axis=0))
    return left, top, right, bottom


def _with_left_over(fitted: Sequence[Box], ink: Shapes, ruled: Rulings, picture: Picture) -> list[Box]:
    """The lines and the ink that none of them holds: joined to the line it stands beside, else a line of its own.

    Only what is as large as a character or a sign counts, and rows of dots; the rest is dust.
    """
    if not fitted:
        return []
    usual = int(np.median([bottom - top for _, top, _, bottom in fitted]))
    grown = list(fitted)
    for group in _groups(ink, usual):
        box = _around(group)
        width, height = box[2] - box[0], box[3] - box[1]
        dots = len(group) >= DOTS and width > usual
        edge = box[0] <= 1 or box[1] <= 1 or box[2] >= picture.width - 1 or box[3] >= picture.height - 1
        if edge or height > 2 * usual or not (dots or max(width, height) * 3 > usual):
            continue
        beside = next((i for i, line in enumerate(grown) if _beside(box, line, usual, ruled, picture)), None)
        if beside is None:
            grown.append(box)
        else:
            grown[beside] = _both(grown[beside], box)
    return grown


def _groups(ink: Shapes, usual: int) -> list[Shapes]:
    """Shapes that stand side by side, closer than a character's breadth."""
    large = ink[ink[:, 4] * 64 >= usual * usual]
    groups: list[list[npt.NDArray[np.int32]]] = []
    for shape in large[np.argsort(large[:, 0], kind="stable")]:
        for group in groups:
            last = group[-1]
            level = abs(int(shape[1] + shape[3]) - int(last[1] + last[3])) < usual
            if level and int(shape[0]) - int(last[2]) < usual:
                group.append(shape)
                break
        else:
            groups.append([shape])
    return [np.array(group, np.int32) for group in groups]


def _beside(box: Box, line: Box, usual: int, ruled: Rulings, picture: Picture) -> bool:
    """True if `box` stands in the row of `line`, less than a character away, with no rule between them."""
    gap = max(line[0] - box[2], box[0] - line[2])
    if gap * 10 > usual * 8 or gap < -usual or not line[1] <= (box[1] + box[3]) // 2 < line[3]:
        return False
    whole = _both(box, line)
    return not _through(ruled.verticals, (whole[0], whole[2]), (line[1], line[3]), picture.pixels(1))


def _both(one: Box, two: Box) -> Box:
    return min(one[0], two[0]), min(one[1], two[1]), max(one[2], two[2]), max(one[3], two[3])
