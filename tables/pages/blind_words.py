"""Words whose characters the file does not tell: their font maps them to blanks, to nothing or anywhere.

A reader of the page sees them, a machine sees places without meaning. They are set apart, so that what surrounds them
is read as it stands, and somebody may read them off the picture of the page.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from tables.pages.marks import Glyph
from tables.pages.meant_marks import UNREADABLE, is_private
from tables.pages.text_lines import lines_of, words_of

UNMAPPED = "\ufffe"
"""Stands for a character that is printed and of which the file does not say which it is."""

SHORTEST_NONSENSE = 8
_SYMBOLS = frozenset("!\"#$&';<=>?@[\\]^`{|}~")

FEWEST = 2
"""Fewer characters without meaning are a bullet, a box to be ticked, or the sign of one font."""


def without_blind_words(glyphs: Sequence[Glyph]) -> tuple[Sequence[Glyph], tuple[Glyph, ...]]:
    """`glyphs` without the words of which at least half says nothing, and these words, each as one glyph.

    What says nothing within other words becomes U+FFFD.
    """
    heights = {glyph.baseline for glyph in glyphs if _says_nothing(glyph.text) or glyph.text in _SYMBOLS}
    if not heights:
        return glyphs, ()
    near = [glyph for glyph in glyphs if glyph.baseline in heights or _is_close(glyph, heights)]
    blind: list[Glyph] = []
    taken: set[int] = set()
    for line in lines_of(near):
        for word in words_of(line):
            count = sum(_says_nothing(glyph.text) for glyph in word.glyphs)
            mostly = count >= FEWEST and 2 * count >= len(word.glyphs)
            if mostly or any(map(_stands_for_several, word.glyphs)) or is_nonsense(word.text):
                taken.update(map(id, word.glyphs))
                blind.append(_whole(word.glyphs))
    kept = [
        glyph._replace(text=UNREADABLE) if glyph.text == UNMAPPED else glyph
        for glyph in glyphs
        if id(glyph) not in taken
    ]
    return kept, tuple(blind)


def _says_nothing(text: str) -> bool:
    return text == UNMAPPED or (text > "\xa0" and is_private(ord(text[0])))


def _is_close(glyph: Glyph, heights: Collection[int]) -> bool:
    """True if the glyph may stand on a line with something at one of the heights."""
    return any(abs(glyph.baseline - height) * 4 <= glyph.size for height in heights)


def _stands_for_several(glyph: Glyph) -> bool:
    """True for a mark without meaning that is as wide as several: a run of blanks is told as one."""
    return glyph.text == UNMAPPED and 2 * (glyph.right - glyph.left) > 5 * glyph.size


def is_nonsense(text: str) -> bool:
    """True for Latin letters and symbols without order, which a font shows as Chinese: addresses and formulas are none.

    >>> is_nonsense("m';SQSU5QMMR%H`;DHI"), is_nonsense("http://a.gov.cn/?a=1&b=2#c"), is_nonsense("E=A+B*(C-D)")
    (True, False, False)
    """
    if len(text) < SHORTEST_NONSENSE or not any(map(str.isalpha, text)) or "://" in text or max(text) > "\u2e80":
        return False
    symbols = [char for char in text if char in _SYMBOLS]
    return len(symbols) > 3 and len(set(symbols)) > 2


def _whole(glyphs: Sequence[Glyph]) -> Glyph:
    """A word as one glyph of the size of its largest character."""
    return Glyph(
        UNMAPPED * len(glyphs),
        min(glyph.left for glyph in glyphs),
        min(glyph.top for glyph in glyphs),
        max(glyph.right for glyph in glyphs),
        max(glyph.bottom for glyph in glyphs),
        glyphs[0].baseline,
        max(glyph.size for glyph in glyphs),
    )
