"""Main items of receipts or outlays, in one paragraph or a paragraph each: 重点支出执行情况为：教育支出A。科学技术支出B.

They are parts of what the same budget and level were told to come to right before. The list need not be all of it.
"""

from __future__ import annotations

from msgspec import Struct, field

from fiscal import late_patterns as re
from fiscal.document import Document, Passage
from fiscal.figure import Figure
from fiscal.statement import Listed
from fiscal.words.vocabulary import budget_in, level_in
from tables.prose.spans import depth_at
from tables.statements.running_totals import items
from tables.statements.skeleton import pieces

FEWEST = 3
NEAR = 4
"""Passages before the list in which its whole may be told."""

_OPENING = re.compile(
    r"(?:^|[。；])(?P<words>[^。；：\d]{0,12}(?:主要|重点|具体|各项|分项目|分科目)[^。；：\d]{0,24})："
)
_MARK = re.compile(
    r"(?:^|(?<=[。；]))(?:(?P<dash>—+)|[（(](?P<bracket>\d{1,2})[)）]|(?P<digit>\d{1,2})[.．、](?!\d)|"
    r"[（(](?P<word>[一二三四五六七八九十]{1,3})[)）]|(?P<ring>[①-⑳]))"
)
_SIDES = {"支出": "支出", "收入": "收入", "税": "收入"}


class _List(Struct):
    """A list that has begun: under what words, what was told before it, and its items so far."""

    words: str
    told: tuple[Figure, ...]
    style: str | None = None
    parts: list[Figure] = field(default_factory=list)


def main_items(document: Document) -> dict[int, Listed]:
    """The lists of main items of a document, by the passage behind which each ends."""
    found: dict[int, Listed] = {}
    told: list[tuple[int, Figure]] = []
    current: _List | None = None
    last, report = 0, -1
    for passage in document.passages:
        if passage.report != report:
            report, told = passage.report, []
        marked = _marked(passage, current)
        if current is not None and marked is None:
            _close(current, last, found)
            current = None
        opening = next((hit for hit in _OPENING.finditer(passage.text) if "原因" not in hit["words"]), None)
        if current is not None:
            current.parts += marked or ()
        elif opening is not None:
            told = [entry for entry in told if passage.index - entry[0] < NEAR]
            told += [(passage.index, figure) for figure in _amounts(passage, 0, opening.start())]
            current = _List(opening["words"], tuple(figure for _, figure in reversed(told)))
            current.parts += _amounts(passage, opening.end(), len(passage.text))
        told += [(passage.index, figure) for figure in _amounts(passage, 0, len(passage.text))]
        last = passage.index if passage.figures else last
    if current is not None:
        _close(current, last, found)
    return found


def _amounts(passage: Passage, start: int, end: int) -> list[Figure]:
    """The amounts of a stretch that are of receipts or outlays by name, those behind 其中 and in brackets left out."""
    some = (item for piece in pieces(passage) for item in items(piece) if not item.listed)
    return [
        item.figure
        for item in some
        if start <= item.figure.start < end and _side(item.figure) and depth_at(passage, item.figure.start) == 0
    ]


def _marked(passage: Passage, current: _List | None) -> list[Figure] | None:
    """The amounts with which the items of a passage open that goes on with a list; None if it does not."""
    marks = list(_MARK.finditer(passage.text))
    if current is None or not marks or marks[0].start() or (current.style or marks[0].lastgroup) != marks[0].lastgroup:
        return None
    if current.style is None and current.parts:
        return None  # all of the list stands in the paragraph of its opening
    current.style = marks[0].lastgroup
    own = [mark for mark in marks if mark.lastgroup == current.style]
    ends = [*(mark.start() for mark in own[1:]), len(passage.text)]
    return [figure for mark, end in zip(own, ends, strict=True) for figure in _amounts(passage, mark.end(), end)[:1]]


def _side(figure: Figure) -> str | None:
    """Receipts or outlays, by what the name of an amount ends with."""
    return next((side for word, side in _SIDES.items() if figure.label.endswith(word)), None)


def _close(current: _List, last: int, found: dict[int, Listed]) -> None:
    """Keep the list behind passage `last`, if its items are of one side of a budget that was told before."""
    parts, sides = current.parts, {_side(figure) for figure in current.parts}
    whole = _whole(current) if len(parts) >= FEWEST and len(sides) == 1 else None
    if whole is not None:
        ids = tuple(figure.id for figure in parts)
        found[last] = Listed(whole.id, ids, "主要项目", open=True, begins=True, said=current.words)


def _whole(current: _List) -> Figure | None:
    """The amount told last before the list that names its budget and is of the same side, budget and level."""
    first = current.parts[0]
    level = level_in(current.words) or first.level
    for figure in current.told:
        alike = first.budget in (None, figure.budget) and (level is None or figure.level in (None, level))
        if alike and budget_in(figure.label) is not None and _side(figure) == _side(first):
            return figure
    return None
