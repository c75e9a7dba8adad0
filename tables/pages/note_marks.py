"""Marks of footnotes beside numbers: a small raised digit at a number is no digit of it, and is left out."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter
from typing import TypeAlias

from tables.pages.marks import Glyph

Fits: TypeAlias = Callable[[Glyph, Glyph], bool]
_BY_RIGHT = attrgetter("right")
_BY_LEFT = attrgetter("left")
_AFTER_NUMBER = frozenset("0123456789%％)）")
_BEFORE_NUMBER = frozenset("0123456789")
_AROUND_MARKS = frozenset("()（）[]〔〕,，、*")
LONGEST_MARK = 2


def without_note_marks(glyphs: Sequence[Glyph]) -> Sequence[Glyph]:
    """`glyphs` without the digits that are a good deal smaller than the digit they stand at, and raised above its foot.

    45.5 with a small 4 before or behind it is 45.5; m² keeps its two, because no number stands beside it.
    """
    digits = [glyph for glyph in glyphs if glyph.text in _AFTER_NUMBER]
    largest = max((glyph.size for glyph in digits), default=0)
    small = [glyph for glyph in digits if glyph.size * 4 <= largest * 3 and glyph.text in _BEFORE_NUMBER]
    if small:
        small = _by_themselves(small, glyphs)
    if not small:
        return glyphs
    least = min(glyph.size for glyph in small)
    hosts = [glyph for glyph in digits if glyph.size * 3 >= least * 4]
    by_right = sorted(hosts, key=_BY_RIGHT)
    by_left = sorted((host for host in hosts if host.text in _BEFORE_NUMBER), key=_BY_LEFT)
    marks: set[int] = set()
    fits: Fits = _raised
    for _ in range(LONGEST_MARK):
        rest = [glyph for glyph in small if id(glyph) not in marks]
        found = [glyph for glyph in rest if _near(glyph, by_right, True, fits) or _near(glyph, by_left, False, fits)]
        marks.update(map(id, found))
        # The next digit of a mark of two stands at the first.
        by_right, by_left, fits = sorted(found, key=_BY_RIGHT), sorted(found, key=_BY_LEFT), _alike
    return [glyph for glyph in glyphs if id(glyph) not in marks]


def _by_themselves(small: Sequence[Glyph], glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Those of `small` that are no part of a line of writing: at most two digits side by side, and nothing beside them
    stands on their own line but brackets and what separates marks.

    The size of type says little by itself: the box of a fallback font is twice as high as its digits.
    """
    lines: dict[int, list[Glyph]] = defaultdict(list)
    wanted = {glyph.baseline for glyph in small}
    for glyph in glyphs:
        if glyph.baseline in wanted and not glyph.text.isspace():
            lines[glyph.baseline].append(glyph)
    kept = []
    marks = {id(glyph) for glyph in small}
    for line in lines.values():
        for run in _touching(sorted(line, key=_BY_LEFT)):
            digits = [glyph for glyph in run if glyph.text not in _AROUND_MARKS]
            if len(digits) <= LONGEST_MARK and all(id(glyph) in marks for glyph in digits):
                kept += digits
    return kept


def _touching(line: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """The runs of a line in which each character stands close behind the one before it."""
    run: list[Glyph] = []
    for glyph in line:
        if run and glyph.left - run[-1].right > min(glyph.size, run[-1].size) // 2:
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _near(mark: Glyph, hosts: Sequence[Glyph], behind: bool, fits: Fits) -> bool:
    """True if `mark` stands close behind, or before, one of `hosts` that it `fits`; they come in the order of their
    right, or left, edges.
    """
    place, edge = (mark.left, _BY_RIGHT) if behind else (mark.right, _BY_LEFT)
    at = bisect_left(hosts, place - mark.size // 2, key=edge)
    while at < len(hosts) and edge(hosts[at]) <= place + mark.size // 2:
        if fits(mark, hosts[at]):
            return True
        at += 1
    return False


def _raised(mark: Glyph, host: Glyph) -> bool:
    """True if `mark` is a good deal smaller than `host` and stands in its upper part."""
    lift = host.baseline - mark.baseline
    return mark.size * 4 <= host.size * 3 and host.size <= lift * 6 and lift * 4 <= host.size * 3


def _alike(mark: Glyph, other: Glyph) -> bool:
    """True for two marks of one size on one line."""
    return mark.size == other.size and mark.baseline == other.baseline
