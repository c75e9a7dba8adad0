"""Numbers that a narrow cell broke over two lines: 29013 and a 7 below it, in a row whose other numbers are whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from typing import TypeAlias

from fiscal import late_patterns as re
from tables.cell_words import is_number
from tables.pages.marks import Glyph
from tables.pages.parted_cells import Span
from tables.pages.text_lines import lines_of, solid

_PART = re.compile(r"[-－△(（]?[\d,，.．]+[%％)）]?")
_POINT = re.compile(r"[.．]\d+$")
_CODE = re.compile(r"(?=.*[A-Za-z]|\d{13})[A-Za-z\d]+(?:-[A-Za-z\d]*)*")
"""The first line of a code that is no number: with letters in it, or longer than any amount without separators."""
_REST = re.compile(r"[A-Za-z\d-]+")
FEWEST = 4
"""A number is not broken before so many characters, or behind its point before one less: what is shorter stands below
another number.
"""
RULED = 3
"""So many other rows of the frame with one number to a cell show that rules part its rows."""
Lines: TypeAlias = Sequence[Sequence[Glyph]]


def with_whole_numbers(held: Mapping[Span, list[Glyph]], xs: Sequence[int]) -> dict[Span, list[Glyph]]:
    """`held` with every broken number on the line of its first part; `xs` are the steps between the columns.

    A number is broken where its first lines fill the column, the last is shorter, and something says that its row is
    one row: another number of the row on one line and no number on more, unless that is broken as well; or, where every
    number of the row is broken, that rules part all other rows of the frame.
    """
    bands: dict[int, list[tuple[Span, Lines]]] = defaultdict(list)
    printed = {span: lines_of(glyphs) for span, glyphs in held.items() if span.bottom - span.top == 1}
    for span, lines in printed.items():
        if all(_PART.fullmatch(solid(line)) for line in lines):
            bands[span.top].append((span, lines))
    torn = {band for band, numbers in bands.items() if any(len(lines) > 1 for _, lines in numbers)}
    if not torn:
        return dict(held)
    columns = _Columns(printed, xs)
    found = dict(held)
    for band in torn:
        several = [(span, lines) for span, lines in bands[band] if len(lines) > 1]
        alone = len(several) == len(bands[band])
        if alone and (len(several) < RULED or not _rules_part_rows(bands, torn, columns)):
            continue
        if all(columns.broken(span, lines) for span, lines in several):
            found |= {span: _on_one_line(lines) for span, lines in several}
    return found


def _rules_part_rows(
    bands: Mapping[int, Sequence[tuple[Span, Lines]]], torn: Container[int], columns: _Columns
) -> bool:
    """True if rows enough have one number to a cell, and no cell of the frame holds two numbers."""
    single = sum(1 for band, numbers in bands.items() if band not in torn and len(numbers) > 1)
    return single >= RULED and all(
        len(lines) == 1 or columns.broken(span, lines) for numbers in bands.values() for span, lines in numbers
    )


def is_wrapped_code(lines: Sequence[str]) -> bool:
    """True for the lines of one cell that holds the code of a project or a bond: what goes on below is no number.

    >>> is_wrapped_code(["PX640000031", "180020041", "5174"]), is_wrapped_code(["12345", "678"])
    (True, False)
    """
    return len(lines) > 1 and bool(_CODE.fullmatch(lines[0])) and all(map(_REST.fullmatch, lines[1:]))


class _Columns:
    """How much room the columns of a frame leave: their width without the margin that all of its cells keep."""

    def __init__(self, printed: Mapping[Span, Lines], xs: Sequence[int]) -> None:
        self._xs = xs
        self._widest: dict[int, int] = defaultdict(int)
        gaps = []
        for span, lines in printed.items():
            for line in lines:
                left, right = line[0].left - xs[span.left], xs[span.right] - line[-1].right
                gaps.append(max(min(left, right), 0))
                if span.right - span.left == 1:
                    self._widest[span.left] = max(self._widest[span.left], line[-1].right - line[0].left)
        self._margin = 2 * min(gaps, default=0)

    def broken(self, span: Span, lines: Lines) -> bool:
        """True if the lines of a cell are one number: all but the last fill it, and the last is shorter."""
        first, last = lines[0], lines[-1]
        text = solid(first)
        least = FEWEST - 1 if _POINT.search(text) else FEWEST
        shorter = len(first) >= least and len(last) < len(first)
        return shorter and all(self._fills(span, line) for line in lines[:-1]) and is_number("".join(map(solid, lines)))

    def _fills(self, span: Span, line: Sequence[Glyph]) -> bool:
        """True if one more character has no room, beside the edges or, where no line of the column is longer, beside
        the margin.
        """
        wide = max(glyph.right - glyph.left for glyph in line)
        length = line[-1].right - line[0].left
        room = self._xs[span.right] - self._xs[span.left] - length
        if room < 2 * wide:
            return True
        margin = min(self._margin, max(glyph.size for glyph in line))
        return self._widest[span.left] < length + wide and room < 2 * wide + margin


def _on_one_line(lines: Lines) -> list[Glyph]:
    """The glyphs of all lines as if each line went on where the one before it ends."""
    whole = list(lines[0])
    for line in lines[1:]:
        shift = whole[-1].right - line[0].left
        base, top, bottom = whole[0].baseline, whole[0].top, whole[0].bottom
        whole += [
            glyph._replace(left=glyph.left + shift, right=glyph.right + shift, top=top, bottom=bottom, baseline=base)
            for glyph in line
        ]
    return whole
