"""Characters printed twice: a little apart they are bold type; two different digits in one place are none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tables.pages.marks import Glyph
from tables.pages.meant_marks import UNREADABLE

_APART = 70
"""Prints at most 0.7 points apart are one character; the narrowest digits of the smallest type are twice that apart."""

_LOW = (1 << 23) - 1
_AHEAD = (1, (1 << 24) - 1, 1 << 24, (1 << 24) + 1)
_AROUND = (0, *_AHEAD, *(-step for step in _AHEAD))


def without_doubles(glyphs: Sequence[Glyph]) -> Sequence[Glyph]:
    """The glyphs without those printed twice a little apart, which is how some programs make bold type."""
    # Text, height and place as one number: its neighbours up, down, left and right are a plain sum away.
    keys = [
        (ord(text) << 48) + ((baseline // 100 & _LOW) << 24) + (left // _APART & _LOW)
        for text, left, _, _, _, baseline, _, _ in glyphs
    ]
    every = set(keys)
    if len(every) == len(keys) and all(every.isdisjoint(map(step.__add__, keys)) for step in _AHEAD):
        return _overprinted(glyphs)  # nearly every page
    seen: dict[int, Glyph] = {}
    kept = []
    for key, glyph in zip(keys, glyphs, strict=True):
        near = (seen.get(key + step) for step in _AROUND)
        if not any(other is not None and _printed_over(glyph, other) for other in near):
            seen[key] = glyph
            kept.append(glyph)
    return _overprinted(kept)


def _printed_over(one: Glyph, other: Glyph) -> bool:
    """True if two prints of one sign lie over each other by more than half; in tiny type two digits stand close by."""
    return 2 * abs(one.left - other.left) < min(one.right - one.left, other.right - other.left)


def _overprinted(glyphs: Sequence[Glyph]) -> Sequence[Glyph]:
    """The glyphs with one unreadable mark where different digits stand in one place: a figure was printed over another,
    and nobody can say from the characters which of them is seen.
    """
    digits = [(glyph.baseline // 100, glyph.left // _APART) for glyph in glyphs if "0" <= glyph.text <= "9"]
    if len(set(digits)) == len(digits):
        return glyphs
    several = {place for place, times in Counter(digits).items() if times > 1}
    kept: list[Glyph] = []
    told: set[tuple[int, int]] = set()
    for glyph in glyphs:
        place = glyph.baseline // 100, glyph.left // _APART
        if place not in several or not "0" <= glyph.text <= "9":
            kept.append(glyph)
        elif place not in told:
            told.add(place)
            kept.append(glyph._replace(text=UNREADABLE))
    return kept
