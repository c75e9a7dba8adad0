"""Characters to printed lines, and lines to words: what stands on one baseline, and what stands close together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter

from msgspec import Struct

from tables.pages.marks import Glyph

_NUMERIC = frozenset("0123456789.,，．%％-−－△▲()（）+")
_ASCII_WORD = frozenset("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ%")
_BY_BASELINE = attrgetter("baseline", "left")
_BY_LEFT = attrgetter("left")


class Word(Struct, frozen=True):
    """Characters of one line that stand close together."""

    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        """What is printed, without blanks."""
        return "".join([glyph.text for glyph in self.glyphs])

    @property
    def left(self) -> int:
        """Its left edge."""
        return self.glyphs[0].left

    @property
    def right(self) -> int:
        """Its right edge."""
        return max(self.glyphs[-1].right, self.glyphs[0].right)

    @property
    def baseline(self) -> int:
        """The height it stands on."""
        return self.glyphs[0].baseline

    @property
    def size(self) -> int:
        """The size of its first character."""
        return self.glyphs[0].size


def lines_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """The glyphs line by line, each line from left to right.

    Characters stand on one line if their baselines are less than a quarter of an em apart: small raised marks stay with
    the word they belong to.
    """
    lines: list[list[Glyph]] = []
    base = 0
    for glyph in sorted(glyphs, key=_BY_BASELINE):
        apart = glyph.baseline - base
        if lines and (apart <= 200 or apart <= glyph.size // 4):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
            base = glyph.baseline
    for line in lines:
        line.sort(key=_BY_LEFT)
    return lines


def with_raised_marks(lines: Sequence[list[Glyph]]) -> list[list[Glyph]]:
    """The lines, with raised marks of footnotes put back: a small digit into the line it belongs to, ① and its like,
    which stand between a number and its unit, out of the text.
    """
    found: list[list[Glyph]] = []
    for at, line in enumerate(lines):
        host = next((o for o in (*lines[at + 1 : at + 2], *found[-1:]) if _is_raised(line, o)), None)
        if host is None:
            size = sorted(glyph.size for glyph in line)[len(line) // 2]
            found.append([glyph for glyph in line if not (_is_circled(glyph) and glyph.size * 5 <= size * 4)])
            continue
        kept = [glyph for glyph in line if not _is_circled(glyph)]
        host.extend(glyph._replace(baseline=host[0].baseline) for glyph in kept)
        host.sort(key=_BY_LEFT)
    return found


def _is_circled(glyph: Glyph) -> bool:
    """True for ① and the other numbers in circles."""
    return "①" <= glyph.text <= "⓿"


def _is_raised(marks: Sequence[Glyph], line: Sequence[Glyph]) -> bool:
    """True if `marks` are a few smaller characters within the height and the width of `line`."""
    if len(marks) > 4 or len(line) <= len(marks):
        return False
    low, high = min(glyph.top for glyph in line), max(glyph.bottom for glyph in line)
    size = sorted(glyph.size for glyph in line)[len(line) // 2]
    return all(
        glyph.size * 4 <= size * 3
        and low - size // 3 <= glyph.top
        and glyph.bottom <= high
        and line[0].left <= glyph.left <= line[-1].right + size
        for glyph in marks
    )


def words_of(line: Sequence[Glyph]) -> list[Word]:
    """The words of one line: apart by nearly half an em, two numbers by a little more than a quarter."""
    found: list[list[Glyph]] = []
    right = 0
    for glyph in line:
        apart = glyph.left - right
        if found and (apart < 250 or apart < _between(found[-1][-1], glyph)):
            found[-1].append(glyph)
            if glyph.right > right:
                right = glyph.right
            continue
        found.append([glyph])
        right = glyph.right
    return [Word(tuple(word)) for word in found]


def _between(last: Glyph, glyph: Glyph) -> int:
    """How much white parts two words."""
    return glyph.size * (28 if glyph.text in _NUMERIC and last.text in _NUMERIC else 45) // 100


def solid(line: Sequence[Glyph]) -> str:
    """The text of one line as cells want it: a blank only between two Latin words or two separate numbers."""
    pieces: list[str] = []
    last: Glyph | None = None
    for glyph in line:
        if last is not None and last.text in _ASCII_WORD and glyph.text in _ASCII_WORD:
            wide = glyph.size * 2 if glyph.text.isdigit() and last.text.isdigit() else glyph.size // 4
            if glyph.left - last.right > wide:
                pieces.append(" ")
        pieces.append(glyph.text)
        last = glyph
    return "".join(pieces)


def text_of(lines: Sequence[list[Glyph]]) -> str:
    """The text of a cell, its lines one below the other; raised marks of footnotes are no lines of their own.

    The lines are used up: raised marks move among them.
    """
    return "\n".join(solid(line) for line in (with_raised_marks(lines) if len(lines) > 1 else lines))
