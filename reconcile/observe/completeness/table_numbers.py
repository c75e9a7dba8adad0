"""The numbers of tables (附表3, 表4-1, 附件十二): read, put into series, and what a series lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from fiscal.document import Document, Passage
from fiscal.numbers.chinese_numerals import read_chinese
from fiscal.table import Table
from fiscal.words.label_patterns import label_pattern
from fiscal.words.plain_text import squeezed

_NUMBER = label_pattern("table-number")
_LINE = 60
"""A line longer than this is prose, not a caption."""


class TableNumber(Struct, frozen=True):
    """A number as printed: the word before it, whether it is in Chinese numerals, and its parts (4-1 is (4, 1))."""

    word: str
    chinese: bool
    path: tuple[int, ...]

    @property
    def series(self) -> tuple[str, bool]:
        """Numbers of one series share the word and the kind of numerals."""
        return self.word, self.chinese

    def text(self, path: tuple[int, ...] | None = None) -> str:
        """The number, or another one of its series, as the document would print it.

        >>> numbered("附表 4-1").text(), numbered("表二十一").text(), numbered("附表三").text((12,))
        ('附表4-1', '表二十一', '附表十二')
        """
        parts = self.path if path is None else path
        if self.chinese:
            return self.word + "".join(map(chinese_numeral, parts))
        return self.word + "-".join(map(str, parts))


def numbered(text: str) -> TableNumber | None:
    """The number at the beginning of `text`, or None.

    >>> numbered("表十二 支出表").path, numbered("表1-2").path, numbered("表决结果")
    ((12,), (1, 2), None)
    """
    found = _NUMBER.match(text.strip())
    return read(found[1], found[2]) if found else None


def read(word: str, number: str) -> TableNumber | None:
    """The number printed as `word` and `number`, or None where the numeral is none."""
    word = squeezed(word)
    if number[0].isdigit():
        return TableNumber(word, False, tuple(int(part) for part in label_pattern("number-dash").split(number)))
    value = read_chinese(number)
    return None if value is None else TableNumber(word, True, (value,))


def chinese_numeral(value: int) -> str:
    """`value`, below 100, in Chinese numerals.

    >>> chinese_numeral(8), chinese_numeral(10), chinese_numeral(21)
    ('八', '十', '二十一')
    """
    tens, ones = divmod(value, 10)
    digits = "零一二三四五六七八九"
    return ("" if tens == 0 else "十" if tens == 1 else digits[tens % 10] + "十") + (digits[ones] if ones else "")


class Captioned(Struct, frozen=True):
    """A table with its number; receipts and outlays side by side are one."""

    number: TableNumber
    table: Table


def captioned(document: Document) -> list[Captioned]:
    """The numbered tables of a document in order, each grid once."""
    found: list[Captioned] = []
    seen: set[object] = set()
    for table in document.tables:
        number = numbered(table.number) if table.number else None
        grid = table.rows[0].line if table.rows else table.id
        if number is not None and grid not in seen:
            seen.add(grid)
            found.append(Captioned(number, table))
    return found


def captions_in_text(document: Document, listed: set[int]) -> Iterator[tuple[TableNumber, Passage]]:
    """Numbers that open a short line outside the list of contents (`listed` are the indexes of its passages).

    Under these stand tables of words, pictures and tables that were not read: they are there.
    """
    for passage in document.passages:
        if passage.index not in listed and len(passage.text) <= _LINE and (number := numbered(passage.text)):
            yield number, passage


def runs(tables: Sequence[Captioned]) -> Iterator[list[Captioned]]:
    """The tables series by series; a number that goes back to 1 begins a new series (the next report of a gazette)."""
    known: dict[tuple[str, bool], list[Captioned]] = {}
    for one in tables:
        run = known.get(one.number.series)
        if run is not None and set(one.number.path) == {1} and one.number.path not in {o.number.path for o in run[-1:]}:
            yield known.pop(one.number.series)
            run = None
        if run is None:
            run = known[one.number.series] = []
        run.append(one)
    yield from known.values()
