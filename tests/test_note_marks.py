"""Marks of footnotes beside numbers are told from digits that only seem small."""

from __future__ import annotations

import pytest

from tables.pages.marks import Glyph
from tables.pages.note_marks import without_note_marks


def line(text: str, left: int, baseline: int, size: int) -> list[Glyph]:
    """A line of characters, each half as wide as `size`, side by side."""
    wide = size // 2
    return [
        Glyph(sign, left + at * wide, baseline - size, left + (at + 1) * wide, baseline, baseline, size)
        for at, sign in enumerate(text)
    ]


def read(*lines: list[Glyph]) -> list[str]:
    """What is left of each line."""
    kept = {id(glyph) for glyph in without_note_marks([glyph for one in lines for glyph in one])}
    return ["".join(glyph.text for glyph in one if id(glyph) in kept) for one in lines]


@pytest.mark.parametrize("mark", ["4", "12", "(3)", "1,2"])
def test_a_raised_mark_is_left_out(mark: str) -> None:
    """Behind the number, its foot above the number's foot."""
    left = "".join(sign for sign in mark if not sign.isdigit())
    assert read(line("合计45.5", 0, 5000, 1200), line(mark, 3600, 4600, 600)) == ["合计45.5", left]


def test_the_next_line_in_a_font_with_a_high_box_takes_no_digits_away() -> None:
    """The boxes of one line's digits are twice as high as those of the line above, whose digits stay."""
    above, below = line("本年收入合计2946.25万元", 0, 5000, 1600), line("本年支出合计2940.05万元", 0, 6000, 2400)
    assert read(above, below) == ["本年收入合计2946.25万元", "本年支出合计2940.05万元"]


def test_two_digits_in_a_line_of_writing_are_no_mark() -> None:
    """12 stands between words on its own line, close to larger digits a little lower."""
    assert read(line("共12个", 0, 5000, 600), line("45.5", 900, 5300, 1200)) == ["共12个", "45.5"]
