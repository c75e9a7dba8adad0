"""Cells that rules make one although what is printed in them says they are several.

Forms leave out the rules of their header, or rule the numbers of two rows and not the labels beside them. A cell falls
apart into the columns, or the rows, that it spans if every part of it stands neatly in one of them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from tables.cell_words import is_number
from tables.pages.marks import Glyph
from tables.pages.text_lines import lines_of, solid

LEVEL = 200
"""Baselines at most two points apart are those of one row."""


class Span(Struct, frozen=True):
    """The rows [top, bottom) and columns [left, right) of the frame that one cell takes up."""

    top: int
    left: int
    bottom: int
    right: int


def parted(held: Mapping[Span, list[Glyph]], xs: Sequence[int], ys: Sequence[int]) -> dict[Span, list[Glyph]]:
    """`held` with every cell that is several taken apart; `xs` and `ys` are the steps of the frame."""
    bases: dict[int, list[int]] = defaultdict(list)
    for span, glyphs in held.items():
        if span.bottom - span.top == 1:
            lines = lines_of(glyphs)
            bases[span.top] += [line[0].baseline for line in lines if is_number(solid(line))]
    found: dict[Span, list[Glyph]] = {}
    for span, glyphs in held.items():
        parts = _by_rows(span, glyphs, ys, bases) if span.bottom - span.top > 1 else None
        for part, inside in (parts or {span: glyphs}).items():
            columns = _by_columns(part, inside, xs) if part.right - part.left > 1 else None
            found |= columns or {part: inside}
    return found


def _by_rows(
    span: Span, glyphs: Sequence[Glyph], ys: Sequence[int], bases: Mapping[int, Sequence[int]]
) -> dict[Span, list[Glyph]] | None:
    """The rows of a cell whose every row holds a line level with the numbers beside it; None if it is one cell."""
    parts: dict[Span, list[Glyph]] = defaultdict(list)
    for line in lines_of(glyphs):
        row = bisect_right(ys, (line[0].top + line[0].bottom) // 2) - 1
        if not span.top <= row < span.bottom:
            return None
        if not any(abs(line[0].baseline - base) <= LEVEL for base in bases.get(row, ())):
            return None
        parts[replace(span, top=row, bottom=row + 1)] += line
    return parts if len(parts) == span.bottom - span.top else None


def _by_columns(span: Span, glyphs: Sequence[Glyph], xs: Sequence[int]) -> dict[Span, list[Glyph]] | None:
    """The columns of a cell in which nearly every column holds words of its own; None if it is one cell."""
    parts: dict[Span, list[Glyph]] = defaultdict(list)
    for line in lines_of(glyphs):
        last: Glyph | None = None
        for glyph in line:
            column = bisect_right(xs, (glyph.left + glyph.right) // 2) - 1
            column = min(max(column, span.left), span.right - 1)
            part = replace(span, left=column, right=column + 1)
            if last is not None and part not in parts and glyph.left - last.right < glyph.size // 2:
                return None
            parts[part].append(glyph)
            last = glyph
    return parts if len(parts) * 4 >= (span.right - span.left) * 3 and len(parts) > 2 else None
