"""Glyphs whose code says nothing, in a private area or among the controls, read by their use beside digits.

Fonts of typesetting systems keep their decimal point, their thousands separator and their minus where no other font has
them. What such a glyph means is seen from how it is drawn and what stands beside it: a dot at the foot between two
digits is a decimal point, one with a tail a comma, a flat stroke at half height before a digit a minus.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tables.pages.marks import Glyph

Ink = Mapping[int, tuple[int, int]]
"""How wide and how high the ink of a glyph is, in hundredths of a point, by the place of the glyph in its page."""

UNREADABLE = "\ufffd"


def is_private(code: int) -> bool:
    """True for a code that means something else in each font: private use, and controls that fonts draw.

    >>> is_private(0x1001B0), is_private(3), is_private(ord("."))
    (True, True, False)
    """
    return 0xE000 <= code <= 0xF8FF or code >= 0xF0000 or 0 < code < 32 or 0x7F <= code < 0xA0


def with_meaning(glyphs: Sequence[Glyph], ink: Ink) -> Sequence[Glyph]:
    """`glyphs`, in the order of printing, in which those of `ink` say what their use shows; controls that show no use
    become U+FFFD, so that a number they belong to is told as unreadable and never read without them.
    """
    if not ink:
        return glyphs
    found = list(glyphs)
    for at, glyph in enumerate(glyphs):
        if at not in ink:
            continue
        before = _beside(glyphs[at - 1], glyph) if at else ""
        after = _beside(glyph, glyphs[at + 1]) if at + 1 < len(glyphs) else ""
        wide, high = ink[at]
        meant = _meant(glyph, before, after, wide, high)
        if meant is None and ord(glyph.text) < 0xA0:
            meant = UNREADABLE
        if meant is not None:
            found[at] = glyph._replace(text=meant)
    return found


def _beside(left: Glyph, right: Glyph) -> str:
    """What stands close by on the same line, seen from one of the two: a "digit", an "other" glyph, or "" nothing."""
    apart, em = right.left - left.right, max(left.size, right.size)
    if abs(left.baseline - right.baseline) > em // 4 or not -em // 2 <= apart <= em // 2:
        return ""
    return "digit" if left.text.isdecimal() or right.text.isdecimal() else "other"


def _meant(glyph: Glyph, before: str, after: str, wide: int, high: int) -> str | None:
    em = max(glyph.size, 1)
    if after != "digit" or wide * high == 0:
        return None
    if before == "digit":
        if wide * 10 <= 3 * em and high * 10 <= 3 * em:
            return "." if 2 * high <= 3 * wide else ","
        return None
    if wide * 10 >= 2 * em and high * 2 <= wide:
        return "-"
    return None
