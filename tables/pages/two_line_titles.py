"""Titles of tables that take two lines are put together, so that the caption above a grid is one line."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from fiscal import late_patterns as re
from tables.cell_words import caption_number, is_page_mark, is_title, unit_text
from tables.layout import Line, Segment

ABOVE_GRID = 6
LONGEST = 40
_SENTENCE = re.compile(r"[，。；：！？]")


def with_whole_titles(blocks: Sequence[Line | Segment]) -> list[Line | Segment]:
    """`blocks` with the lines of a title joined: set alike, one close below the other, both in the middle."""
    near = _above_grids(blocks)
    kept: list[Line | Segment] = []
    for at, block in enumerate(blocks):
        if at not in near or not isinstance(block, Line):
            kept.append(block)
            continue
        whole, top = block, block
        while kept and isinstance(last := kept[-1], Line) and _one_title(last, top, whole.text):
            whole, top = _joined(last, whole), last
            kept.pop()
        kept.append(whole)
    return kept


def _above_grids(blocks: Sequence[Line | Segment]) -> set[int]:
    """The places of lines at most a few lines above a grid."""
    found: set[int] = set()
    for at, block in enumerate(blocks):
        if isinstance(block, Segment):
            found.update(range(max(at - ABOVE_GRID, 0), at))
    return found


def _one_title(above: Line, below: Line, title: str) -> bool:
    """True if `above` is set as the beginning of the title that goes on with `below` and has the words `title`."""
    if above.box is None or below.box is None or above.page != below.page or is_page_mark(above.text):
        return False
    if not is_title(title) or is_title(above.text) or unit_text(above.text) or unit_text(below.text):
        return False
    numbered = caption_number(above.text)
    if (numbered and not numbered[1]) or caption_number(title):
        return False
    if len(above.text) > LONGEST or _SENTENCE.search(above.text):
        return False
    tall, low = above.box[3] - above.box[1], below.box[3] - below.box[1]
    em = max(tall, low)
    middle = abs(above.box[0] + above.box[2] - below.box[0] - below.box[2]) // 2
    return abs(tall - low) * 5 <= em and middle <= 2 * em and below.box[3] - above.box[3] <= 5 * em // 2


def _joined(above: Line, below: Line) -> Line:
    """Both lines as one, at the place of the first."""
    box = above.box
    if above.box is not None and below.box is not None:
        box = (
            min(above.box[0], below.box[0]),
            above.box[1],
            max(above.box[2], below.box[2]),
            below.box[3],
        )
    return replace(above, text=above.text + below.text, box=box, edges=())
