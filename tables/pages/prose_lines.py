"""The lines of all pages as one flow of paragraphs: running heads and page numbers go, paragraphs go on over pages.

A paragraph begins where a line is set in, where the line before stops short of the margin, or where type or spacing
changes; the usual margins and spacing are those of most lines of the document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from fiscal import late_patterns as re
from fiscal.document import Note
from tables.cell_words import caption_number, is_page_mark, is_title, unit_text
from tables.grids.captions import is_addition, names_budget
from tables.layout import Line, Segment
from tables.pages.shared_columns import with_shared_columns
from tables.pages.shared_margin import with_shared_margins
from tables.pages.two_line_titles import with_whole_titles
from tables.prose.footnotes import first_note, mark_alone, type_size

MARGIN = 12
"""The upper and the lower 12 % of a page are where running heads and page numbers stand."""

_NUMBERED = re.compile(r"\d+")
_BEGINS = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|附[表件]\s*[\d一二三四五六七八九十]"
)
_STRONG = re.compile(
    r"[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]+部分|附?表\s*[\d一二三四五六七八九十][^。；，！？]*$"
)
_LEADERS = re.compile(r"[….·．]{4,}\s*[（(]?\d*[)）]?$")
_FINISHED = re.compile(r"[。！？：:；;”）)]$")


class PageBlocks(Struct, frozen=True):
    """What stands on one page, with its size, and what is to be told of its reading; `scanned` pages are pictures."""

    number: int
    width: int
    height: int
    blocks: list[Line | Segment]
    notes: tuple[Note, ...] = ()
    scanned: bool = False


class Body(Struct, frozen=True):
    """How the prose of a document is set: margins, type size and the spacing of its lines; 0 where there is none."""

    left: int
    right: int
    size: int
    pitch: int


def flow(pages: Sequence[PageBlocks]) -> list[Line | Segment]:
    """All blocks in reading order; every line knows whether a paragraph begins with it."""
    heads = _running(pages)
    kept: list[Line | Segment] = []
    before: Line | None = None
    bodies = [_body(page) for page in pages]
    usual = _usual(bodies)
    size = type_size(block for page in pages for block in page.blocks)
    notes: list[Line | Segment] = []
    for page, own in zip(pages, bodies, strict=True):
        body = own or usual
        titles = titles_of_grids(page.blocks)
        body_ends = first_note(page.blocks, size)
        for at, block in enumerate(page.blocks):
            if isinstance(block, Segment):
                kept += [*notes, block]
                before, notes = None, []
                continue
            headed = at not in titles and _margin_key(block, page) in heads
            if headed or (is_page_mark(block.text) and (_at_edge(block, page) or _dashed_at_end(at, block, page))):
                continue
            if at >= body_ends:  # the paragraph may go on over the page
                last = notes[-1] if notes else None
                begins = not isinstance(last, Line) or body is None or _begins(last, block, body)
                notes.append(replace(block, begins=begins))
                continue
            if mark_alone(block, page.blocks[at + 1] if at + 1 < len(page.blocks) else None):
                continue
            begins = before is None or body is None or _begins(before, block, body)
            if begins:
                kept += notes
                notes = []
            kept.append(replace(block, begins=begins))
            before = block
    kept += notes
    return with_shared_margins(with_shared_columns(with_whole_titles(kept)))


def titles_of_grids(blocks: Sequence[Line | Segment]) -> set[int]:
    """The places of the lines that title a grid: nothing but a unit, a number or an addition stands between them.

    The title of a table of many pages is repeated on each of them as a running head is, and is none.
    """
    found: set[int] = set()
    title: int | None = None
    for at, block in enumerate(blocks):
        if isinstance(block, Segment):
            found |= {title} if title is not None else set()
            title = None
        elif is_title(block.text) or names_budget(block.text):
            title = at
        elif not (unit_text(block.text) or caption_number(block.text) or is_addition(block.text)):
            title = None
    return found


def _at_edge(line: Line, page: PageBlocks) -> bool:
    if line.box is None:
        return False
    return line.box[3] * 100 < page.height * MARGIN or line.box[1] * 100 > page.height * (100 - MARGIN)


def _dashed_at_end(at: int, line: Line, page: PageBlocks) -> bool:
    """True for — 3 — as the first or last thing on a page, however broad the margin; a bare number may be a figure."""
    return at in (0, len(page.blocks) - 1) and not line.text.strip().isdecimal()


def _margin_key(line: Line, page: PageBlocks) -> tuple[str, int] | None:
    """What a running head has in common on all its pages: its words without numbers, and its rough height."""
    if line.box is None or not _at_edge(line, page) or caption_number(line.text) or unit_text(line.text):
        return None
    return _NUMBERED.sub("#", line.text.replace(" ", "")), line.box[1] * 40 // max(page.height, 1)


def _running(pages: Sequence[PageBlocks]) -> set[tuple[str, int]]:
    """The keys of lines that stand in the margin of at least three pages."""
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        keys = {_margin_key(block, page) for block in page.blocks if isinstance(block, Line)}
        seen.update(key for key in keys if key is not None)
    least = max(3, len(pages) // 10)
    return {key for key, times in seen.items() if times >= least}


def _body(page: PageBlocks) -> Body | None:
    """The setting of one page's prose, or None where fewer than four lines show it."""
    lines = [block for block in page.blocks if isinstance(block, Line) and block.box and len(block.text) >= 15]
    if len(lines) < 4:
        return None
    boxes = [line.box for line in lines if line.box]
    size = Counter((box[3] - box[1]) // 50 for box in boxes).most_common(1)[0][0] * 50
    gaps = Counter((b[3] - a[3]) // 50 for a, b in pairwise(boxes) if 0 < b[3] - a[3] < 4 * size)
    pitch = gaps.most_common(1)[0][0] * 50 if gaps else 2 * size
    lefts, rights = sorted(box[0] for box in boxes), sorted(box[2] for box in boxes)
    return Body(lefts[len(lefts) // 6], rights[len(rights) * 4 // 5], size, pitch)


def _usual(bodies: Sequence[Body | None]) -> Body | None:
    known = [body for body in bodies if body is not None]
    if not known:
        return None
    middle = len(known) // 2
    return Body(
        sorted(body.left for body in known)[middle],
        sorted(body.right for body in known)[middle],
        sorted(body.size for body in known)[middle],
        sorted(body.pitch for body in known)[middle],
    )


def _begins(before: Line, line: Line, body: Body) -> bool:
    """True if a paragraph begins with `line`, which follows `before`."""
    if before.box is None or line.box is None or _LEADERS.search(before.text):
        return True
    em = max(body.size * 3 // 4, 500)
    if _STRONG.match(line.text) and not before.text.endswith(("（", "(", "第", "、")):
        return True
    if abs(line.size - before.size) * 6 > max(line.size, before.size):
        return True
    same = before.page == line.page
    if same and line.box[3] - before.box[3] > body.pitch * 17 // 10:
        return True
    if line.box[0] > body.left + em and line.box[0] > before.box[0] - em // 2:
        return True
    if before.box[2] < body.right - 2 * em and not before.text.endswith(("，", "、")):
        return True
    if before.box[0] > body.left + 3 * em and before.box[2] < body.right - em:
        return True
    return bool(_FINISHED.search(before.text)) and bool(_BEGINS.match(line.text))
