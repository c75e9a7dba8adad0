"""Which reader a page is left to: ours, unless its reading looks doubtful and camelot's is proved better.

Proof is the page's own arithmetic. camelot's reading replaces ours only if every sum that holds under ours holds under
it as well, and more do; if it loses no amount and no label beside one; and if it has every character exactly once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pypdfium2
from msgspec.structs import replace

from fiscal import late_patterns as re
from fiscal.document import Note
from tables.cell_words import is_number, squeezed, unit_text
from tables.layout import Box, Line, Segment
from tables.pages.camelot_tables import camelot_segments
from tables.pages.marks import Glyph, PageMarks, Rule
from tables.pages.page_blocks import page_blocks
from tables.pages.rules import lies_in

POOR = 90
"""Below this quality a grid is doubtful; a table without uprights never has more, however well it was read."""

LOOSE_ROWS = 3
MOST_GLYPHS = 8_000
"""Characters of a page beyond which camelot would take minutes; a full page of small print has about 5,000."""

MOST_RULES = 4_000
"""Pieces of rules beyond which the same holds; 100 rows of 30 columns, each cell drawn by itself, have fewer."""

_SENTENCE = re.compile(r"[，。；！？]|[…·.]{4}")

Blocks = list[Line | Segment]


def with_second_opinion(
    document: pypdfium2.PdfDocument, marks: PageMarks, blocks: Blocks, engine: str
) -> tuple[Blocks, tuple[Note, ...]]:
    """The blocks of the page by the reader that `engine` asks for, and a note DOC09 where that is camelot.

    "grid" leaves `blocks` as they are, "camelot" replaces them where it sees a table, "auto" where it is proved better.
    """
    if engine == "grid" or marks.recognised or _is_too_much(marks):
        return blocks, ()
    doubt = doubt_about(blocks)
    if doubt is None and (engine == "auto" or not _holds_figures(marks)):
        return blocks, ()
    segments = camelot_segments(document, marks)
    if not segments:
        return blocks, ()
    other = _with_prose(marks, segments)
    if engine == "camelot":
        return other, (_note(marks, "asked"),)
    if doubt is None or not is_better(other, blocks, marks):
        return blocks, ()
    return other, (_note(marks, doubt),)


def doubt_about(blocks: Sequence[Line | Segment]) -> str | None:
    """Why our reading of a page may be wrong, as the word of a note DOC09, or None where nothing speaks against it.

    >>> doubt_about([Line("单位：万元"), Line("税收 80 90"), Line("合计 80 90")])
    'no-table'
    """
    grids = [block for block in blocks if isinstance(block, Segment)]
    if any(grid.quality < POOR for grid in grids):
        return "melted"
    last = max((at for at, block in enumerate(blocks) if isinstance(block, Segment)), default=-1)
    below = [block.text for block in blocks[last + 1 :] if isinstance(block, Line)]
    if any(unit_text(text) and len(text) < 20 for text in below):
        return "no-table"
    if sum(map(_is_row, below if grids else [b.text for b in blocks if isinstance(b, Line)])) >= LOOSE_ROWS:
        return "rows"
    return None


def _is_row(text: str) -> bool:
    """True for a line of prose that looks like a row of a table: words, and behind them nothing but numbers."""
    words = text.split(" ")
    numbers = [word for word in words[1:] if is_number(word) and len(word) > 2]
    return (
        len(numbers) > 0
        and words[-1] == numbers[-1]
        and 2 * len(numbers) >= len(words) - 1
        and not _SENTENCE.search(text)
    )


def _is_too_much(marks: PageMarks) -> bool:
    return len(marks.glyphs) > MOST_GLYPHS or len(marks.horizontals) + len(marks.verticals) > MOST_RULES


def _holds_figures(marks: PageMarks) -> bool:
    return sum(glyph.text.isdigit() for glyph in marks.glyphs) > 20


def is_better(other: Sequence[Line | Segment], ours: Sequence[Line | Segment], marks: PageMarks) -> bool:
    """True if the page's arithmetic proves `other` the better reading, and it has all that is printed exactly once."""
    from tables.pages.agreeing_rows import labelled_amounts, sums

    theirs = [block for block in other if isinstance(block, Segment)]
    mine = [block for block in ours if isinstance(block, Segment)]
    return (
        sums(theirs) > sums(mine)
        and not labelled_amounts(mine) - labelled_amounts(theirs)
        and _characters(other) == Counter(char for glyph in marks.glyphs for char in squeezed(glyph.text))
    )


def _characters(blocks: Sequence[Line | Segment]) -> Counter[str]:
    found: Counter[str] = Counter()
    for block in blocks:
        texts = [block.text] if isinstance(block, Line) else [cell.text for cell in block.cells]
        found.update(char for text in texts for char in squeezed(text))
    return found


def _with_prose(marks: PageMarks, segments: Sequence[Segment]) -> Blocks:
    """The page with `segments` in the place of what stands inside them; the rest is read as if they were not there."""
    rest = replace(
        marks,
        glyphs=tuple(glyph for glyph in marks.glyphs if not any(_stands_in(glyph, one) for one in segments)),
        horizontals=tuple(rule for rule in marks.horizontals if not any(lies_in(rule, one.box) for one in segments)),
        verticals=tuple(
            rule for rule in marks.verticals if not any(_stands_upright_in(rule, one.box) for one in segments)
        ),
    )
    blocks: Blocks = [*page_blocks(rest), *segments]
    return sorted(blocks, key=lambda block: (block.box[1], block.box[0]) if block.box else (0, 0))


def _stands_in(glyph: Glyph, segment: Segment) -> bool:
    left, top, right, bottom = segment.box or (0, 0, 0, 0)
    return left <= (glyph.left + glyph.right) // 2 < right and top <= (glyph.top + glyph.bottom) // 2 < bottom


def _stands_upright_in(rule: Rule, box: Box | None) -> bool:
    """The same as `lies_in` of a vertical rule: across and down change places."""
    return box is not None and lies_in(rule, (box[1], box[0], box[3], box[2]))


def _note(marks: PageMarks, word: str) -> Note:
    return Note("DOC09", f"{word}: {marks.number}", page=marks.number)
