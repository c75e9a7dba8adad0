"""Titles and headings that say the same but for the year: the contents against tables and parts."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from fiscal.document import Document, Passage
from fiscal.table import Table
from fiscal.words.label_patterns import label_pattern
from reconcile.observe.completeness.contents import contents
from reconcile.observe.completeness.table_numbers import captioned

_YEAR = label_pattern("year-with-sign")
_PUNCTUATION = label_pattern("title-noise-but-year")
_PART = label_pattern("part-of-document")
LONGEST = 70
SHORTEST = 8
REST = 15
"""Passages behind the last table of the contents in which they may go on with further parts."""


def years_in(text: str) -> tuple[str, ...]:
    """The years that `text` names, in order.

    >>> years_in("2025年预算执行情况和2026年预算草案")
    ('2025', '2026')
    """
    return tuple(_YEAR.findall(text))


def without_years(text: str) -> str:
    """`text` without years, blanks and punctuation, to see whether two titles are one but for the year."""
    return _PUNCTUATION.sub("", _YEAR.sub("", text))


class Differing(Struct, frozen=True):
    """A title in the contents and the same title elsewhere, with another year."""

    listed: Passage
    announced: str
    printed: str
    elsewhere: Table | Passage


def differing(document: Document) -> Iterator[Differing]:
    """Every title of the contents that stands in the document with other years only."""
    entries = contents(document)
    if not entries:
        return
    numbers = {one.number: one.table for one in captioned(document)}
    for entry in entries:
        table = numbers.get(entry.number) if entry.number else None
        if table is not None and _other_years(entry.title, table.title):
            yield Differing(entry.passage, entry.title, table.title, table)
    yield from _parts(document, entries[-1].passage.index)


def _other_years(one: str, other: str) -> bool:
    first, second = years_in(one), years_in(other)
    return bool(first and second) and first != second and without_years(one) == without_years(other)


def _parts(document: Document, last: int) -> Iterator[Differing]:
    """The parts (第三部分 …) that the contents list, each with its one heading in the document."""
    short = [one for one in document.passages if SHORTEST < len(one.text) <= LONGEST and _PART.match(one.text)]
    for one in short:
        if one.index > last + REST or not years_in(one.text):
            continue
        like = [other for other in short if other.index > one.index and _same_but_years(one.text, other.text)]
        if len(like) == 1 and years_in(like[0].text) != years_in(one.text):
            yield Differing(one, one.text, like[0].text, like[0])


def _same_but_years(one: str, other: str) -> bool:
    return without_years(one) == without_years(other)
