"""The header of a table without uprights: which lines above the body belong to it, and which columns each word spans.

Words of one level stand over one column, or in the middle over several; a short rule under a word shows how far it
reaches. Lines of one level that only break a long name are put together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Protocol

from tables.cell_words import caption_number, is_title, unit_text
from tables.layout import Cell
from tables.pages.marks import Glyph, Rule
from tables.pages.page_cells import cell_of
from tables.pages.text_lines import Word

MOST_LINES = 8
LONGEST = 20
Stripe = tuple[int, int]


class Words(Protocol):
    """A printed line, as words."""

    @property
    def words(self) -> tuple[Word, ...]:
        """Its words from left to right."""

    @property
    def baseline(self) -> int:
        """The height it stands on."""

    @property
    def size(self) -> int:
        """Its type size."""


def header_cells(
    lines: Sequence[Words],
    floor: int,
    first: int,
    columns: Sequence[Stripe],
    rules: Sequence[Rule],
    recognised: bool,
) -> tuple[int, list[Cell]]:
    """The index of the header's first line (`first` where there is none), and its cells in rows from 0."""
    head = _top(lines, floor, first, columns, rules)
    if head == first:
        return first, []
    words = [word for line in lines[head:first] for word in line.words]
    reach = {id(word): _reach(word, words, columns, rules) for word in words}
    levels = _levels(words, reach)
    held: dict[tuple[int, int, int], list[Glyph]] = defaultdict(list)
    for word in words:
        left, right = reach[id(word)]
        held[levels[id(word)], left, right].extend(word.glyphs)
    depth = max(level for level, _, _ in held) + 1
    cells = []
    for (level, left, right), glyphs in held.items():
        below = {lv for lv, a, b in held if lv > level and a <= right and left <= b}
        deep = (min(below) if below else depth) - level
        cells.append(cell_of(glyphs, level, left, deep, right - left + 1, recognised))
    return head, cells


def _top(lines: Sequence[Words], floor: int, first: int, columns: Sequence[Stripe], rules: Sequence[Rule]) -> int:
    """The first line of the header: up to the rule above it if there is one, else while the words fit over columns."""
    ruled = _ruled_top(lines, floor, first, columns, rules)
    if ruled is not None:
        return ruled
    head = first
    while head > max(floor, first - MOST_LINES):
        line = lines[head - 1]
        text = "".join(word.text for word in line.words)
        gap = lines[head].baseline - line.baseline
        if gap > 3 * max(line.size, lines[head].size) or unit_text(text) or caption_number(text):
            break
        if any(len(word.text) > LONGEST for word in line.words):
            break
        if len(line.words) < 2 and (head == first or is_title(text) or gap > 2 * line.size or not _over(line, columns)):
            break
        head -= 1
    # A single word on top is the title, not a header.
    while head < first and len(lines[head].words) < 2 and not _followed(lines, head, first):
        head += 1
    return head


def _over(line: Words, columns: Sequence[Stripe]) -> bool:
    """True if every word of the line stands over columns of figures or over the first column."""
    left, right = columns[0][0], columns[-1][1]
    return all(left - 1500 <= word.left and word.right <= right + 1500 for word in line.words)


def _followed(lines: Sequence[Words], head: int, first: int) -> bool:
    """True if a line that holds a single word stands close above a line of the header."""
    return head + 1 < first and lines[head + 1].baseline - lines[head].baseline < lines[head].size * 3 // 2


def _ruled_top(
    lines: Sequence[Words], floor: int, first: int, columns: Sequence[Stripe], rules: Sequence[Rule]
) -> int | None:
    """The first line below the rule above the header, if a rule closes the header as well; None without such rules."""
    wide = (columns[-1][1] - columns[0][0]) * 7 // 10
    long = sorted(rule.at for rule in rules if rule.end - rule.start >= wide)
    body = lines[first].baseline
    closing = [at for at in long if at < body]
    if not closing or body - closing[-1] > 3 * lines[first].size:
        return None
    opening = closing[-2] if len(closing) > 1 else None
    if opening is None:
        return None
    inside = [at for at in range(floor, first) if opening < lines[at].baseline <= closing[-1] + 100]
    if not inside or len(inside) > MOST_LINES or inside[-1] != first - 1:
        return None
    if any(len(word.text) > 2 * LONGEST for at in inside for word in lines[at].words):
        return None
    return inside[0]


def _reach(word: Word, words: Sequence[Word], columns: Sequence[Stripe], rules: Sequence[Rule]) -> tuple[int, int]:
    """The first and the last column a header word speaks for."""
    ruled = _by_rule(word, columns, rules)
    if ruled is not None:
        return ruled
    middle = (word.left + word.right) // 2
    over = [i for i, (left, right) in enumerate(columns) if min(word.right, right) - max(word.left, left) > 0]
    near = min(range(len(columns)), key=lambda i: abs(middle * 2 - sum(columns[i])))
    below = [other for other in words if other.baseline > word.baseline + word.size // 2]
    if len(over) >= 2 and below:
        parted = [i for i in over if any(_stands_over(other, columns[i]) for other in below)]
        if len(parted) >= 2:
            return parted[0], parted[-1]
    if below and not over:
        pair = _between(middle, columns)
        if pair is not None and all(any(_stands_over(other, columns[i]) for other in below) for i in pair):
            return pair
    return (over[0], over[0]) if len(over) == 1 else (near, near)


def _between(middle: int, columns: Sequence[Stripe]) -> tuple[int, int] | None:
    """The two columns on either side of `middle`."""
    for i in range(len(columns) - 1):
        if columns[i][1] <= middle <= columns[i + 1][0]:
            return i, i + 1
    return None


def _stands_over(word: Word, stripe: Stripe) -> bool:
    return min(word.right, stripe[1]) - max(word.left, stripe[0]) > 0


def _by_rule(word: Word, columns: Sequence[Stripe], rules: Sequence[Rule]) -> tuple[int, int] | None:
    """The columns above which the short rule under a word runs, if there is one."""
    whole = columns[-1][1] - columns[0][0]
    under = [
        rule
        for rule in rules
        if word.baseline < rule.at < word.baseline + 2 * word.size
        and rule.start <= word.left + 100
        and rule.end >= word.right - 100
        and rule.end - rule.start < whole * 9 // 10
    ]
    if not under:
        return None
    rule = min(under, key=lambda one: one.at)
    over = [i for i, (left, right) in enumerate(columns) if rule.start - 100 <= (left + right) // 2 <= rule.end + 100]
    return (over[0], over[-1]) if over else None


def _levels(words: Sequence[Word], reach: dict[int, tuple[int, int]]) -> dict[int, int]:
    """The level of each word: a word lies one level below the widest word above it that reaches over it and beyond."""
    found: dict[int, int] = {}
    for word in sorted(words, key=lambda one: one.baseline):
        left, right = reach[id(word)]
        above = [
            found[id(other)] + (reach[id(other)] != (left, right))
            for other in words
            if id(other) in found
            and other.baseline < word.baseline - word.size // 2
            and reach[id(other)][0] <= right
            and left <= reach[id(other)][1]
        ]
        found[id(word)] = max(above, default=0)
    return found
