"""Numbers that a narrow cell broke over two lines: 29013 and a 7 below it, in a row whose other numbers are whole."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from tables.cell_words import is_number
from tables.pages.marks import Glyph
from tables.pages.parted_cells import Span
from tables.pages.text_lines import lines_of, solid

_PART = re.compile(r"[-－△(（]?[\d,，.．]+[%％)）]?")
_CODE = re.compile(r"(?=.*[A-Za-z]|\d{13})[A-Za-z\d]+(?:-[A-Za-z\d]*)*")
"""The first line of a code that is no number: with letters in it, or longer than any amount without separators."""
_REST = re.compile(r"[A-Za-z\d-]+")
FEWEST = 4
"""A number is not broken before so many characters: what is shorter stands below another number."""


def with_whole_numbers(held: Mapping[Span, list[Glyph]], xs: Sequence[int]) -> dict[Span, list[Glyph]]:
    """`held` with every broken number on the line of its first part; `xs` are the steps between the columns.

    A number is broken where its first lines fill the column, the last is shorter, and the rest of its row says that
    it is one row: another number on one line and no number on more, unless that is broken as well.
    """
    bands: dict[int, list[tuple[Span, list[list[Glyph]]]]] = defaultdict(list)
    for span, glyphs in held.items():
        if span.bottom - span.top == 1:
            lines = lines_of(glyphs)
            if all(_PART.fullmatch(solid(line)) for line in lines):
                bands[span.top].append((span, lines))
    found = dict(held)
    for numbers in bands.values():
        several = [(span, lines) for span, lines in numbers if len(lines) > 1]
        if not several or len(several) == len(numbers):
            continue
        if all(_broken(lines, xs[span.right] - xs[span.left]) for span, lines in several):
            found |= {span: _on_one_line(lines) for span, lines in several}
    return found


def is_wrapped_code(lines: Sequence[str]) -> bool:
    """True for the lines of one cell that holds the code of a project or a bond: what goes on below is no number.

    >>> is_wrapped_code(["PX640000031", "180020041", "5174"]), is_wrapped_code(["12345", "678"])
    (True, False)
    """
    return len(lines) > 1 and bool(_CODE.fullmatch(lines[0])) and all(map(_REST.fullmatch, lines[1:]))


def _broken(lines: Sequence[Sequence[Glyph]], room: int) -> bool:
    first, last = lines[0], lines[-1]
    wide = max(glyph.right - glyph.left for glyph in first)
    filled = all(line[-1].right - line[0].left + 2 * wide > room for line in lines[:-1])
    shorter = len(first) >= FEWEST and len(last) < len(first)
    return filled and shorter and is_number("".join(map(solid, lines)))


def _on_one_line(lines: Sequence[Sequence[Glyph]]) -> list[Glyph]:
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
