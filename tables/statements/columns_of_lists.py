"""Two or three amounts told of a whole, then of each of its groups: 收入A，支出B。其中：甲收入a，支出b；乙收入c，支出d."""

from __future__ import annotations

from collections.abc import Iterator

from fiscal.document import Passage
from fiscal.figure import Figure
from fiscal.statement import Series
from fiscal.words.vocabulary import common_suffix
from tables.prose.spans import depth_at, plain_amounts, quoted

MOST_COLUMNS = 3
SAME_ENDING = 2
"""Characters at the end of two names that say that both tell the same thing: 收入, 结余, 债券."""


def columns_of_lists(passage: Passage) -> Iterator[Series]:
    """Every list behind 其中 whose groups, parted by ；, tell as many amounts as stand right before it."""
    text = passage.text
    at = text.find("其中")
    while at >= 0:
        stop = text.find("。", at)
        stop = len(text) if stop < 0 else stop
        if depth_at(passage, at) == 0:
            yield from _of_list(passage, at, stop)
        at = text.find("其中", at + 2)


def _of_list(passage: Passage, at: int, stop: int) -> Iterator[Series]:
    groups = _groups(passage, at, stop)
    wide = len(groups[0])
    if len(groups) < 2 or not 2 <= wide <= MOST_COLUMNS or any(len(group) != wide for group in groups):
        return
    wholes = plain_amounts(passage, (0, at))[-wide:]
    columns = list(zip(*groups, strict=True))
    alike = len(wholes) == wide and all(
        common_suffix(whole.label, part.label) >= SAME_ENDING
        for whole, column in zip(wholes, columns, strict=True)
        for part in column
    )
    if alike:
        ids = tuple(tuple(part.id for part in column) for column in columns)
        yield Series(tuple(whole.id for whole in wholes), ids, quoted(passage, wholes[0], columns[-1][-1]))


def _groups(passage: Passage, at: int, stop: int) -> list[list[Figure]]:
    """The amounts of each part of a list between its semicolons."""
    groups: list[list[Figure]] = []
    for part in passage.text[at:stop].split("；"):
        groups.append(plain_amounts(passage, (at, at + len(part))))
        at += len(part) + 1
    return groups
