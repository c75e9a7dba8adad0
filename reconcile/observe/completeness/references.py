"""Where the prose sends its reader: 详见附表3, 见附件1、2, 见表4-1; and how many annexes it says there are."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from fiscal.document import Passage
from fiscal.numbers.chinese_numerals import read_chinese
from fiscal.words.label_patterns import label_pattern
from reconcile.observe.completeness.table_numbers import TableNumber, read

_REFERENCE = label_pattern("table-referred-to")
_NUMBERS = label_pattern("one-table-number")
_COUNT = label_pattern("count-of-tables")


class Reference(Struct, frozen=True):
    """A number the prose sends to, and where it says so."""

    number: TableNumber
    passage: Passage
    start: int
    end: int


def references(passage: Passage) -> Iterator[Reference]:
    """Every table or annex that `passage` sends its reader to."""
    for found in _REFERENCE.finditer(passage.text):
        for one in _NUMBERS.findall(found[2]):
            number = read(found[1], one)
            if number is not None:
                yield Reference(number, passage, found.start(), found.end())


def counted(passage: Passage) -> Iterator[tuple[int, int, int]]:
    """(how many, start, end) wherever `passage` says how many 附表 there are.

    >>> passage = Passage(0, "请连同六张附表一并审查。", 1, 0, (), (), ())
    >>> list(counted(passage))
    [(6, 3, 7)]
    """
    for found in _COUNT.finditer(passage.text):
        value = int(found[1]) if found[1].isdigit() else read_chinese(found[1])
        if value is not None:
            yield value, found.start(), found.end()
