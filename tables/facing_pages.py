"""Two pages printed side by side on one sheet, read one after the other and not across.

Nothing that is printed crosses the white between them, and each side shows that it is a page: it has a frame of its
own, a caption, a number of a page, or lines of prose. The two columns of one table share their rules or their title.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from fiscal import late_patterns as re
from tables.cell_words import caption_number, is_page_mark, is_title
from tables.pages.marks import Glyph, PageMarks
from tables.pages.text_lines import lines_of

FEWEST = 30
"""Characters on each side; a page with fewer shows nothing."""

NARROWEST = 40
"""The white between two pages takes at least one part in so many of the sheet."""

FEWEST_LINES, SHORTEST_LINE = 4, 8
_CHINESE = re.compile("[㐀-鿿]")
_SENTENCE = re.compile("[，。；]")


def sides(marks: PageMarks) -> tuple[PageMarks, ...]:
    """The two pages on the sheet from left to right, each with its own marks; the sheet itself where it is one page."""
    if marks.width * 10 < marks.height * 11 or len(marks.glyphs) < 2 * FEWEST:
        return (marks,)
    middle = _white(marks)
    if middle is None:
        return (marks,)
    left, right = _half(marks, 0, middle), _half(marks, middle, marks.width)
    return (left, right) if _is_page(left) and _is_page(right) else (marks,)


def _white(marks: PageMarks) -> int | None:
    """The middle of the widest upright band without print in the middle fifth of the sheet, or None."""
    low, high = marks.width * 2 // 5, marks.width * 3 // 5
    printed = [(glyph.left, glyph.right) for glyph in marks.glyphs]
    printed += [(rule.start, rule.end) for rule in marks.horizontals]
    printed += [(rule.at, rule.at) for rule in marks.verticals]
    end, widest = low, (0, 0)
    for begin, until in sorted(span for span in printed if span[1] > low and span[0] < high):
        widest = max(widest, (begin - end, end))
        end = max(end, until)
    widest = max(widest, (high - end, end))
    return widest[1] + widest[0] // 2 if widest[0] * NARROWEST >= marks.width else None


def _half(marks: PageMarks, start: int, end: int) -> PageMarks:
    return replace(
        marks,
        glyphs=tuple(glyph for glyph in marks.glyphs if start <= glyph.left < end),
        horizontals=tuple(rule for rule in marks.horizontals if start <= rule.start < end),
        verticals=tuple(rule for rule in marks.verticals if start <= rule.at < end),
    )


def _is_page(half: PageMarks) -> bool:
    if len(half.glyphs) < FEWEST:
        return False
    lines = lines_of(half.glyphs)
    texts = ["".join(glyph.text for glyph in line) for line in lines]
    framed = len({rule.at // 400 for rule in half.verticals}) > 2
    if framed or any(is_title(text) or caption_number(text) for text in texts[:FEWEST_LINES]):
        return True
    return (_at_foot(lines[-1], half) and is_page_mark(texts[-1])) or _is_prose(texts)


def _at_foot(line: Sequence[Glyph], half: PageMarks) -> bool:
    return line[0].baseline * 100 > half.height * 85


def _is_prose(texts: Sequence[str]) -> bool:
    long = [text for text in texts if len(_CHINESE.findall(text)) >= SHORTEST_LINE]
    return len(long) >= FEWEST_LINES and sum(map(bool, map(_SENTENCE.search, long))) * 2 >= len(long)
