"""A minus that is drawn as a rule: a short stroke at half the height of the number right behind it becomes a character.

Some typesetting programs have no minus in their font of figures and draw one. Read as part of the ruling it would be
lost, and the amount behind it would be positive.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter

from tables.pages.marks import Glyph, Rule
from tables.pages.rules import SAME_LINE, merged

LONGEST = 1500
"""Fifteen points: no minus is longer, in the largest type of a table."""

MINUS = "-"
_BY_LEFT = attrgetter("left")
_BY_HEIGHT = attrgetter("at")


def with_drawn_minuses(glyphs: Sequence[Glyph], rules: Sequence[Rule]) -> tuple[Sequence[Glyph], Sequence[Rule]]:
    """`glyphs` with a minus right before each digit that has one drawn before it, and the `rules` that are none.

    >>> digit = Glyph("5", 1000, 300, 1500, 1300, 1200, 1000)
    >>> glyphs, rules = with_drawn_minuses([digit], [Rule(870, 550, 950), Rule(1400, 0, 9000)])
    >>> [glyph.text for glyph in glyphs], rules
    (['-', '5'], [Rule(at=1400, start=0, end=9000)])
    """
    lines = merged(rules)
    short = [line for line in lines if line.end - line.start <= LONGEST]
    digits = sorted((glyph for glyph in glyphs if glyph.text.isdecimal()), key=_BY_LEFT)
    if not short or not digits:
        return glyphs, rules
    printed = sorted(glyphs, key=_BY_LEFT)
    minuses: dict[int, Glyph] = {}
    drawn: list[Rule] = []
    for stroke in _lone(short, lines):
        digit = _number_behind(stroke, digits)
        if digit is not None and id(digit) not in minuses and not _crowded(stroke, digit, printed):
            minuses[id(digit)] = digit._replace(text=MINUS, left=stroke.start, right=digit.left)
            drawn.append(stroke)
    if not drawn:
        return glyphs, rules
    found: list[Glyph] = []
    for glyph in glyphs:
        found += [minuses[id(glyph)], glyph] if id(glyph) in minuses else [glyph]
    drawn.sort()
    return found, [rule for rule in rules if not _is_one(rule, drawn)]


def _lone(short: Sequence[Rule], lines: Sequence[Rule]) -> list[Rule]:
    """Those of the `short` lines beside which no other lies at the same height: pieces of a dashed line do."""
    ordered = sorted(lines)
    kept = []
    for line in short:
        wide = line.end - line.start
        low = bisect_left(ordered, line.at - SAME_LINE, key=_BY_HEIGHT)
        high = bisect_right(ordered, line.at + SAME_LINE, key=_BY_HEIGHT)
        near = [
            other
            for other in ordered[low:high]
            if other.start - 2 * wide < line.end and line.start < other.end + 2 * wide
        ]
        if len(near) == 1:
            kept.append(line)
    return kept


def _is_one(rule: Rule, drawn: Sequence[Rule]) -> bool:
    """True if `rule` is one of the strokes `drawn`, which come in the order of their height, or a piece of one."""
    low = bisect_left(drawn, rule.at - SAME_LINE, key=_BY_HEIGHT)
    high = bisect_right(drawn, rule.at + SAME_LINE, key=_BY_HEIGHT)
    return any(_covers(stroke, rule) for stroke in drawn[low:high])


def _covers(line: Rule, piece: Rule) -> bool:
    return abs(line.at - piece.at) <= SAME_LINE and line.start <= piece.start and piece.end <= line.end


def _number_behind(stroke: Rule, digits: Sequence[Glyph]) -> Glyph | None:
    """The digit that begins right behind the stroke and on whose half height it lies, or None."""
    first = bisect_left(digits, stroke.end - 100, key=_BY_LEFT)
    last = bisect_right(digits, stroke.end + LONGEST, key=_BY_LEFT)
    for digit in digits[first:last]:
        em, lift = digit.size, digit.baseline - stroke.at
        wide = stroke.end - stroke.start
        if em < 7 * lift and 20 * lift < 11 * em and 6 * wide > em >= wide and 2 * (digit.left - stroke.end) <= em:
            return digit
    return None


def _crowded(stroke: Rule, digit: Glyph, printed: Sequence[Glyph]) -> bool:
    """True if something is printed where the stroke is, or close above or below it: it strikes out, or parts two.

    What is `printed` comes in the order of its left edges.
    """
    em = digit.size
    low = bisect_left(printed, stroke.start - 2 * em, key=_BY_LEFT)
    high = bisect_left(printed, stroke.end, key=_BY_LEFT)
    for glyph in printed[low:high]:
        shared = min(glyph.right, stroke.end) - max(glyph.left, stroke.start)
        if 4 * shared > stroke.end - stroke.start and glyph is not digit:
            if 4 * (stroke.at - glyph.bottom) < em and 4 * (glyph.top - stroke.at) < em:
                return True
    return False
