"""Tables as they are compared: titles, headers and labels in one writing, the pieces of one table joined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import Struct

from fiscal.document import Document
from fiscal.figure import Figure
from fiscal.table import Column, Table
from fiscal.words.label_patterns import label_pattern
from fiscal.words.plain_text import normalise, squeezed
from fiscal.words.vocabulary import fold
from reconcile.drafts.best_matches import shingles

_NUMBERED = label_pattern("sheet-number")
_ASIDE = label_pattern("sheet-aside")
_SIGNS = label_pattern("sheet-signs")


def title_key(title: str) -> str:
    """A title without its number, its unit and its signs, so that a table numbered anew is still the same.

    >>> title_key("附表3 云溪区2024年收入表（续）"), title_key("表一：云溪区2024年收入表 (单位：万元)")
    ('云溪区2024年收入表', '云溪区2024年收入表')
    """
    text = squeezed(normalise(title))
    return _SIGNS.sub("", _ASIDE.sub("", _NUMBERED.sub("", text)))


def column_key(column: Column) -> str:
    """The words of a header, outermost first, without units and signs."""
    return _SIGNS.sub("", _ASIDE.sub("", normalise("".join(dict.fromkeys(column.path)))))


def label_key(label: str) -> str:
    """A label without blanks, list numbers and signs.

    >>> label_key("  （一） 税收收入"), label_key("税收 收入")
    ('税收收入', '税收收入')
    """
    return _SIGNS.sub("", fold(normalise(label)))


class Line(Struct, frozen=True):
    """One row: what it is called, its code, its cells; `unread` are the columns in which nothing may be concluded."""

    label: str
    code: str
    cells: tuple[Figure | None, ...]
    unread: frozenset[int]

    @property
    def values(self) -> tuple[str, ...]:
        """The amounts other than 0, as texts that are equal for equal amounts."""
        return tuple(value_key(cell) for cell in self.cells if cell is not None and cell.quantity.value)


def value_key(figure: Figure) -> str:
    """The amount of a figure: equal texts for equal amounts of one kind."""
    quantity = figure.quantity
    return f"{quantity.centre.normalize():f}{quantity.unit.dimension}"


class Sheet(Struct, frozen=True, dict=True):
    """One table, or the pieces that a reader left of one, with its rows below one another."""

    tables: tuple[Table, ...]
    rank: int

    @property
    def document(self) -> str:
        """The document it stands in."""
        return self.tables[0].document

    @cached_property
    def title(self) -> str:
        """Its title in one writing."""
        return title_key(self.tables[0].title)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Its headers in one writing."""
        return tuple(map(column_key, self.tables[0].columns))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Its rows."""
        return tuple(_lines(self.tables))

    @cached_property
    def labels(self) -> Counter[str]:
        """How often each label stands in it."""
        return Counter(line.label for line in self.lines)

    @cached_property
    def amounts(self) -> Counter[str]:
        """How often each amount stands in it."""
        return Counter(value for line in self.lines for value in line.values)

    @cached_property
    def title_words(self) -> Counter[str]:
        """The pairs of characters of its title."""
        return shingles(self.title, 2)


def _lines(tables: Sequence[Table]) -> Iterator[Line]:
    for table in tables:
        unread: dict[int, set[int]] = {}
        for row, column in table.unread:
            unread.setdefault(row, set()).add(column)
        for index, one in enumerate(table.rows):
            yield Line(label_key(one.label), one.code or "", one.cells, frozenset(unread.get(index, ())))


def sheets(documents: Sequence[Document]) -> list[Sheet]:
    """The tables of all documents in order; a piece without title that goes on with the same headers belongs to the
    one before it.
    """
    found: list[list[Table]] = []
    for document in documents:
        last: Table | None = None
        for table in document.tables:
            if last is not None and not table.title and table.number is None and _same_headers(last, table):
                found[-1].append(table)
            else:
                found.append([table])
            last = table
    return [Sheet(tuple(tables), rank) for rank, tables in enumerate(found)]


def _same_headers(one: Table, other: Table) -> bool:
    return one.unit == other.unit and tuple(map(column_key, one.columns)) == tuple(map(column_key, other.columns))
