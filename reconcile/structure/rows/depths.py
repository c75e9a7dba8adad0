"""How deep every row of a table stands, in all the ways in which the table may show it.

Codes leave no choice. Indentation and the numbering 一、（一）1. do, where they contradict each other: a row may be set in
by accident, 一、 and （一） may stand on one line, the rows behind 二、 may be its parts. Every reading is given, likeliest
first; reconcile/structure/rows/levels.py takes the one under which most sums come out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from msgspec import Struct

from fiscal.numbers.chinese_numerals import read_chinese
from fiscal.table import Row
from fiscal.words.label_patterns import label_pattern
from fiscal.words.subjects import tree_levels

Depths: TypeAlias = tuple[int | None, ...]

_NUMBERING = (
    label_pattern("numbered-in-words"),
    label_pattern("numbered-in-brackets"),
    label_pattern("numbered-in-digits"),
    label_pattern("digits-in-brackets"),
)
_COUNTED = label_pattern("counted-row")
UNNUMBERED = len(_NUMBERING) + 1
MOST_STRAY = 2
"""So many codes in a row that lead nowhere are slips of the pen among their neighbours."""


class RowsByRole(Struct, frozen=True):
    """The rows of a table: `items` are those that may have parts or be parts, `plain` those of them that are no 其中,
    `ends` the totals, at which every list ends, `heads` the rows without figures.
    """

    rows: Sequence[Row]
    items: frozenset[int]
    plain: frozenset[int]
    ends: frozenset[int]
    heads: frozenset[int]


def depths(given: RowsByRole) -> list[tuple[Depths, bool]]:
    """Every reading of the depth of all items, likeliest first, and whether the table itself prints it."""
    rows = given.rows
    if any(rows[i].code for i in given.items):
        return [(_by_codes(given), True)]
    ranks = [numbering(row.label) if i in given.plain else None for i, row in enumerate(rows)]
    numbered = sum(rank is not None for rank in ranks)
    found: list[tuple[Depths, bool]] = []
    if len({rows[i].level for i in given.items} - {None}) > 1:
        found.append((tuple(row.level if i in given.items else None for i, row in enumerate(rows)), True))
        levels = [row.level or 0 for row in rows]
        even = _evened(levels)
        found.append((_nested(given, [(level,) for level in levels]), True))
        if numbered > 1:
            ranked = [(level, rank or UNNUMBERED) for level, rank in zip(levels, ranks, strict=True)]
            found.append((_nested(given, ranked), True))
        if even != levels:
            found.append((_nested(given, [(level,) for level in even]), True))
    elif len(set(ranks) - {None}) > 1 or numbered > 1:
        found.append((_by_numbering(given, ranks, inner=True), numbered == len(given.plain)))
        found.append((_by_numbering(given, ranks, inner=False), False))
    else:
        found.append((_by_names(given), False))
    return list(dict.fromkeys(found))


def numbering(label: str) -> int | None:
    """1 for 一、, 2 for （一）, 3 for 1., 4 for （1）, None for a label that is not numbered.

    >>> numbering("一、税收收入"), numbering("（二）非税收入"), numbering("2025年收入")
    (1, 2, None)
    """
    return next((rank for rank, pattern in enumerate(_NUMBERING, 1) if pattern.match(label)), None)


def counted_off(labels: Sequence[str]) -> bool:
    """True if two or more labels are numbered 一、二、三 (or 1. 2. 3.) from the first on, none left out.

    >>> counted_off(["一、税收收入", "二、非税收入"]), counted_off(["一、税收收入", "三、其他"]), counted_off(["税收", "非税"])
    (True, False, False)
    """
    found = [_COUNTED.match(label) for label in labels]
    numbers = [read_chinese(one[1]) if one and one[1] else int(one[2]) if one else None for one in found]
    return len(labels) > 1 and numbers == list(range(1, len(labels) + 1))


def _evened(levels: Sequence[int]) -> list[int]:
    """`levels`, where a row that stands out by two levels among rows of one level stands with them: its long name left
    no room to set it in.

    >>> _evened([0, 1, 2, 0, 2, 1])
    [0, 1, 2, 2, 2, 1]
    """
    found = list(levels)
    for i in range(1, len(levels) - 1):
        around = levels[i + 1]
        if found[i - 1] == around and around - levels[i] > 1:
            found[i] = around
    return found


def _nested(given: RowsByRole, keys: Sequence[tuple[int, ...]]) -> Depths:
    """Depth as the number of items above that are less deep by their keys. A row without figures parts what is below it
    from the item before, but is itself above nothing: its parts are parts of what is above it.
    """
    found: list[int | None] = []
    above: list[tuple[tuple[int, ...], bool]] = []
    for i in range(len(given.rows)):
        if i in given.ends:
            above = []
        if i not in given.items and i not in given.heads:
            found.append(None)
            continue
        while above and above[-1][0] >= keys[i]:
            above.pop()
        found.append(sum(item for _, item in above) if i in given.items else None)
        above.append((keys[i], i in given.items))
    return tuple(found)


def _by_codes(given: RowsByRole) -> Depths:
    """Depth by the codes above a row that its own code begins with: a 款 printed away from its 类 is part of no row,
    unless it stands among the 款 of one 类: then its code is misprinted.
    """
    codes = [row.code if i in given.items and row.level is not None else None for i, row in enumerate(given.rows)]
    found: list[int | None] = []
    above: list[str] = []
    for i, code in enumerate(codes):
        if i in given.ends:
            above = []
        if not code:
            found.append(None)
            continue
        if above and _stray(codes, i, above):
            found.append(next(depth for depth in reversed(found) if depth is not None))
            continue
        while above and not (code.startswith(above[-1]) and code != above[-1]):
            above.pop()
        above.append(code)
        found.append(len(above))
    return tuple(found)


def _stray(codes: Sequence[str | None], at: int, above: Sequence[str]) -> bool:
    """True if the code at `at` leads away from the codes above it, and the very next ones lead back."""
    code, last = codes[at] or "", above[-1]
    if len(code) != len(last) or len(above) < 2 or code.startswith(above[-2]):
        return False
    coming = [other for other in codes[at + 1 : at + 1 + 2 * MOST_STRAY] if other][:MOST_STRAY]
    return any(len(other) == len(last) and other.startswith(above[-2]) and other > last for other in coming)


def _by_numbering(given: RowsByRole, ranks: Sequence[int | None], *, inner: bool) -> Depths:
    """Depth by the numbers before the labels. Behind the first of them rows without one are the deepest (`inner`), or
    stand beside the least deep; before it nothing is known of them but what their names say.
    """
    found = list(_by_names(given))
    order = sorted({rank for rank in ranks if rank is not None})
    inside = False
    for i, rank in enumerate(ranks):
        if i in given.ends:
            inside = False
        elif i in given.plain:
            inside = inside or rank is not None
            beside = (len(order) + 1 if inner else 1) if inside else None
            found[i] = order.index(rank) + 1 if rank is not None else beside
    return tuple(found)


def _by_names(given: RowsByRole) -> Depths:
    """Depth by the classification, each run of rows between two totals by itself."""
    found: list[int | None] = [None] * len(given.rows)
    run: list[int] = []
    for i in range(len(given.rows) + 1):
        if i == len(given.rows) or i in given.ends:
            for at, level in zip(run, tree_levels([given.rows[at].label for at in run]), strict=True):
                found[at] = level
            run = []
        elif i in given.plain:
            run.append(i)
    return tuple(found)
