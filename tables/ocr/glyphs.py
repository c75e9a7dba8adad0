"""From recognised lines to characters with boxes: the recogniser tells the order, the ink the places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from tables.ocr.ink import Box, Picture, Pixels
from tables.ocr.recognise import Sign
from tables.pages.marks import Glyph

SAME_ROW = 40
"""Lines side by side share their baseline if they differ by at most so many hundredths of the font size: the label of
a number is set in another font, and a number beside a label of two lines stands 60 below the first.
"""

_CHINESE = "\u2e80"


class Written(Struct, frozen=True):
    """A line of text: its box on the page, the box of the picture that was recognised, and what it says."""

    box: Box
    seen: Box
    signs: tuple[Sign, ...]


def glyphs(written: Sequence[Written], picture: Picture, mask: Pixels) -> tuple[Glyph, ...]:
    """Every character of the lines, in the page's measure, row by row; lines of one row share their baseline."""
    placed = [_placed(line, mask) for line in written]
    # Dots and dashes do not show how large they are set: as large as most of the page.
    sizes = [one.em for one in placed if not one.bare]
    usual = int(np.median(sizes)) if sizes else 0
    placed = [_bare(one, usual) if one.bare and usual else one for one in placed]
    baselines = _shared(placed)
    found = []
    for one, base in zip(placed, baselines, strict=True):
        top, bottom = picture.hundredths(base - one.em * 9 // 10), picture.hundredths(base + one.em // 10)
        baseline, size = picture.hundredths(base), picture.hundredths(one.em)
        for sign, (left, right) in zip(one.line.signs, one.extents, strict=True):
            if sign.text.strip():
                left, right = picture.hundredths(left), picture.hundredths(right)
                found.append(Glyph(sign.text, left, top, right, bottom, baseline, size, sign.confidence))
    return tuple(sorted(found, key=lambda glyph: (glyph.baseline, glyph.left)))


class _Placed(Struct, frozen=True):
    """A line with its font size, the height of its baseline, and left and right of every character, in pixels."""

    line: Written
    em: int
    baseline: int
    extents: tuple[tuple[int, int], ...]
    bare: bool = False


def _bare(one: _Placed, em: int) -> _Placed:
    """A line of dots or dashes in print of size `em`: full points stand on the baseline, the others above it."""
    left, top, right, bottom = one.line.box
    count = len(one.line.signs)
    # Dots stand apart from each other, and are one word none the less.
    edges = [left + (right - left) * i // count for i in range(count + 1)]
    extents = tuple(zip(edges, edges[1:], strict=False))
    base = bottom if one.line.signs[0].text == "." else (top + bottom) // 2 + em * 3 // 10
    return replace(one, em=em, baseline=base, extents=extents)


def _placed(line: Written, mask: Pixels) -> _Placed:
    """Figures stand on the baseline and fill seven tenths of the font size; Chinese characters hang a little lower."""
    _, top, _, bottom = line.box
    extents = tuple(_extents(line, mask))
    marked = [(sign.text, *edges) for sign, edges in zip(line.signs, extents, strict=True)]
    figures = [_bottom(mask, (left, top, right, bottom)) for text, left, right in marked if text.isdigit()]
    words = [_bottom(mask, (left, top, right, bottom)) for text, left, right in marked if text >= _CHINESE]
    height = bottom - top
    if words:
        em = height * 11 // 10
    elif figures:
        em = height * 13 // 10
    else:
        return _Placed(line, max(height, 1), bottom, extents, bare=True)
    # Points and commas hang below the line: what most of the figures stand on is the baseline.
    base = int(np.median(figures)) if figures else int(np.median(words)) - em * 8 // 100
    return _Placed(line, em, base, extents)


def _bottom(mask: Pixels, box: Box) -> int:
    """Just below the lowest ink in the box."""
    left, top, right, bottom = box
    inked = np.flatnonzero(mask[top:bottom, left:right].any(axis=1))
    return top + int(inked[-1]) + 1 if len(inked) else bottom


def _shared(placed: Sequence[_Placed]) -> list[int]:
    """The baseline of every line; those that stand side by side at nearly one height get the same."""
    baselines = [one.baseline for one in placed]
    rows: list[list[int]] = []
    for i in sorted(range(len(placed)), key=lambda i: baselines[i]):
        for row in rows[-3:]:
            middle = baselines[row[len(row) // 2]]
            near = (baselines[i] - middle) * 100 <= SAME_ROW * min(placed[i].em, *(placed[j].em for j in row))
            if near and not any(_overlap(placed[i].line.box, placed[j].line.box) for j in row):
                row.append(i)
                break
        else:
            rows.append([i])
    shared = list(baselines)
    for row in rows:
        for i in row:
            shared[i] = baselines[row[len(row) // 2]]
    return shared


def _overlap(one: Box, two: Box) -> bool:
    """True if one box stands above the other, not beside it."""
    return min(one[2], two[2]) - max(one[0], two[0]) > 2


def _extents(line: Written, mask: Pixels) -> Iterator[tuple[int, int]]:
    """The left and right edge of every character: between its neighbours, where the least ink is, close to its ink."""
    left, top, right, bottom = line.box
    from_left, _, from_right, _ = line.seen
    middles = [from_left + sign.middle * (from_right - from_left) // 1000 for sign in line.signs]
    counts = mask[top:bottom, left:right].astype(bool).sum(axis=0)
    cuts = [left]
    for one, two in zip(middles, middles[1:], strict=False):
        cuts.append(max(_emptiest(counts, one - left, two - left) + left, cuts[-1]))
    cuts.append(max(right, cuts[-1]))
    for start, end in zip(cuts, cuts[1:], strict=False):
        inked = np.flatnonzero(counts[start - left : end - left])
        if len(inked):
            yield start + int(inked[0]), start + int(inked[-1]) + 1
        else:
            yield start, end


def _emptiest(counts: np.typing.NDArray[np.int64], one: int, two: int) -> int:
    """The column with the least ink between the middles of two characters; of several the one halfway."""
    low, high = one + (two - one) // 5, two - (two - one) // 5
    middle = (one + two) // 2
    columns = range(max(low, 0), min(max(high, low + 1), len(counts)))
    return min(columns, key=lambda x: (int(counts[x]), abs(x - middle)), default=min(max(middle, 0), len(counts)))
