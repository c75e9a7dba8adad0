"""Footnotes: lines in smaller type at the foot of a page, which stand between two halves of a paragraph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from fiscal import late_patterns as re
from tables.cell_words import is_page_mark
from tables.layout import Line, Segment

SMALLER = 6
"""Notes are smaller than prose by more than one part in so many."""

_MARK = re.compile(r"[①-⑳]|[*＊※]|注\s*[:：\d]|[［\[【]\d{1,2}[］\]】]|\d{1,2}\s*(?=[\u4e00-\u9fff])")
_MARK_ALONE = re.compile(r"[①-⑳]|[［\[【]\d{1,2}[］\]】]")


def type_size(blocks: Iterable[Line | Segment]) -> int:
    """The type size in which most characters of the prose are set, 0 where the format does not tell."""
    sizes: Counter[int] = Counter()
    for block in blocks:
        if isinstance(block, Line) and block.size:
            sizes[block.size] += len(block.text)
    return sizes.most_common(1)[0][0] if sizes else 0


def first_note(blocks: Sequence[Line | Segment], size: int) -> int:
    """The place from which on all lines of a page are notes at its foot, the number of its blocks if none are."""
    first = len(blocks)
    for at in range(len(blocks) - 1, -1, -1):
        block = blocks[at]
        if isinstance(block, Line) and is_page_mark(block.text):
            continue
        if isinstance(block, Segment) or not block.size or block.size * SMALLER > size * (SMALLER - 1):
            break
        if _MARK.match(block.text):
            first = at
    return first


def mark_alone(line: Line, below: Line | Segment | None) -> bool:
    """True for the raised mark of a note that was read as a line of its own, above the line that it belongs to."""
    if not isinstance(below, Line) or line.box is None or below.box is None:
        return False
    beside = below.box[1] < line.box[3] - (line.box[3] - line.box[1]) // 2
    return beside and line.page == below.page and bool(_MARK_ALONE.fullmatch(line.text.strip()))
