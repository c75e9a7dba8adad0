"""One page to its lines of prose and its grids, in reading order: ruled grids first, then open tables, then prose.

What stands in a grid is taken out before the next step looks at the page, so no character is read twice.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from tables.layout import Line, Segment
from tables.pages.marks import CERTAIN, Glyph, PageMarks
from tables.pages.open_grid import TextLine, open_tables, text_lines
from tables.pages.page_cells import boxed
from tables.pages.ruled_grid import has_columns, ruled_segment
from tables.pages.rules import Frame, frames, lies_in, merged
from tables.pages.text_lines import lines_of, with_raised_marks

MOST_RULES = 3000
"""Rules of one page that are looked at; a page of 100 rows and 30 columns has some hundred when put together."""


def page_blocks(marks: PageMarks) -> list[Line | Segment]:
    """The lines and grids of one page, from the top down."""
    flat = merged(marks.horizontals)[:MOST_RULES]
    steep = merged(marks.verticals)[:MOST_RULES]
    left, segments = _ruled(marks, frames(flat, steep))
    lines = text_lines(with_raised_marks(lines_of(left)))
    loose = [rule for rule in flat if not any(lies_in(rule, segment.box) for segment in segments)]
    found: list[tuple[int, int, Line | Segment]] = [(s.box[1], s.box[0], s) for s in segments if s.box]
    taken: set[int] = set()
    for segment, first, last in open_tables(lines, loose, marks.number, marks.recognised):
        taken.update(range(first, last + 1))
        found.append((segment.box[1] if segment.box else 0, 0, segment))
    for at, line in enumerate(lines):
        if at not in taken:
            printed = _line(line, marks)
            found.append((printed.box[1] if printed.box else 0, line.words[0].left, printed))
    return [block for _, _, block in sorted(found, key=lambda entry: entry[:2])]


def _ruled(marks: PageMarks, found: Sequence[Frame]) -> tuple[list[Glyph], list[Segment]]:
    """The glyphs outside ruled grids, and the grids; a frame inside another is read first."""
    order = {id(glyph): at for at, glyph in enumerate(marks.glyphs)}
    left = sorted(marks.glyphs, key=_middle)
    segments: list[Segment] = []
    for frame in sorted(found, key=lambda one: (one.right - one.left) * (one.bottom - one.top)):
        if not has_columns(frame):
            continue
        low = bisect_left(left, frame.top - 100, key=_middle)
        high = bisect_left(left, frame.bottom + 100, key=_middle)
        begin, end = frame.left - 200, frame.right + 200
        inside = [g for g in left[low:high] if begin <= (g.left + g.right) // 2 <= end]
        inside.sort(key=lambda glyph: order[id(glyph)])
        segment = ruled_segment(frame, inside, marks.number, marks.recognised)
        if segment is not None:
            segments.append(segment)
            held = {id(glyph) for glyph in inside}
            left[low:high] = [glyph for glyph in left[low:high] if id(glyph) not in held]
    return left, segments


def _middle(glyph: Glyph) -> int:
    return (glyph.top + glyph.bottom) // 2


def _line(line: TextLine, marks: PageMarks) -> Line:
    """A printed line as text, with a blank where white parts two words, and the left edge of every character."""
    text: list[str] = []
    edges: list[int] = []
    sureness: list[int] = []
    right = 0
    for word in line.words:
        if text:
            text.append(" ")
            edges.append(right)
            sureness.append(100)
        text += [glyph.text for glyph in word.glyphs]
        edges += [glyph.left for glyph in word.glyphs]
        sureness += [glyph.confidence for glyph in word.glyphs]
        right = word.right
    glyphs = line.glyphs
    least = min(glyph.confidence for glyph in glyphs)
    confidence = least if marks.recognised or least < CERTAIN else None
    printed = "".join(text)
    # A glyph may stand for several letters (a ligature): then places inside the line are only those of the line.
    exact = (*edges, right) if len(printed) == len(edges) else ()
    sure = tuple(sureness) if confidence is not None and exact else ()
    return Line(
        printed, marks.number, boxed(glyphs), exact, confidence=confidence, sureness=sure, size=_type_size(glyphs)
    )


def _type_size(glyphs: Sequence[Glyph]) -> int:
    """The width of the usual Chinese character, which is the size of the type; of Latin lines twice the usual width."""
    chinese = sorted(glyph.right - glyph.left for glyph in glyphs if glyph.text > "⺀")
    widths = chinese or sorted(2 * (glyph.right - glyph.left) for glyph in glyphs)
    return widths[len(widths) // 2]
