"""Which tables, columns and rows speak of the same thing: at two levels of government, or twice in one document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from fiscal.budget import Level
from fiscal.table import Column, Table
from fiscal.words.label_patterns import label_pattern
from fiscal.words.plain_text import squeezed
from fiscal.words.vocabulary import fold
from reconcile.structure.rows.announced_sums import announced_sums
from reconcile.structure.rows.once_a_table import once_a_table
from reconcile.structure.rows.row_roles import RowKind
from reconcile.structure.rows.tree import families

_LEVEL_WORDS = label_pattern("level-named")


class LevelPair(Struct, frozen=True):
    """The same table for the whole area and for the government itself, with columns and rows that correspond.

    `columns` and `rows` are pairs of indexes (whole, own).
    """

    whole: Table
    own: Table
    columns: tuple[tuple[int, int], ...]
    rows: tuple[tuple[int, int], ...]


def column_key(column: Column) -> tuple[object, ...] | None:
    """What a column says apart from the table it stands in, or None if its words say nothing."""
    text = squeezed(_LEVEL_WORDS.sub("", column.title))
    return (column.stage, column.period, text) if text or column.stage else None


def same_columns(first: Table, second: Table) -> tuple[tuple[int, int], ...]:
    """Pairs of additive columns of two tables that say the same and are the only ones to say so."""
    one, two = _column_keys(first), _column_keys(second)
    return tuple((index, two[key]) for key, index in one.items() if key in two)


@once_a_table
def _column_keys(table: Table) -> Mapping[tuple[object, ...], int]:
    """Additive columns by what they say; columns that say the same are left out."""
    found: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for index in announced_sums(table).columns:
        key = column_key(table.columns[index])
        if key is not None:
            found[key].append(index)
    return {key: indexes[0] for key, indexes in found.items() if len(indexes) == 1}


@once_a_table
def row_keys(table: Table) -> Mapping[tuple[str, ...], int]:
    """Rows by their label and the labels above them in the tree; rows that cannot be told apart are left out."""
    lines = announced_sums(table).lines
    items = [line for line in lines if line.kind is RowKind.ITEM]
    above = {child: parent for parent, children in families(items, fill=False) for child in children}
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for line in lines:
        if line.kind in (RowKind.ITEM, RowKind.TOTAL, RowKind.OF_WHICH):
            path, at = [_plain(table, line.index)], line.index
            while at in above:
                at = above[at]
                path.append(_plain(table, at))
            found[tuple(path)].append(line.index)
    return {key: rows[0] for key, rows in found.items() if len(rows) == 1}


def _plain(table: Table, row: int) -> str:
    label = fold(table.rows[row].label)
    bare = _LEVEL_WORDS.sub("", label)
    return bare or label


def same_rows(first: Table, second: Table) -> tuple[tuple[int, int], ...]:
    """Pairs of rows with the same label under the same rows above them, in order."""
    one, two = row_keys(first), row_keys(second)
    return tuple(sorted((row, two[key]) for key, row in one.items() if key in two))


def level_pairs(tables: Sequence[Table]) -> Iterator[LevelPair]:
    """Every table of the government itself with the one of the whole area: same report, budget, side and title.

    A title that names no level stands for the whole area if it is otherwise the same as the title of an own-level
    table.
    """
    wholes: dict[tuple[object, ...], list[Table]] = defaultdict(list)
    for table in tables:
        if table.level in (Level.WHOLE, None) and table.title:
            wholes[_title_key(table)].append(table)
    for own in tables:
        if own.level is not Level.OWN:
            continue
        found = wholes.get(_title_key(own), [])
        named = [table for table in found if table.level is Level.WHOLE] or found
        if len(named) == 1:
            columns, rows = same_columns(named[0], own), same_rows(named[0], own)
            if columns and rows:
                yield LevelPair(named[0], own, columns, rows)


def _title_key(table: Table) -> tuple[object, ...]:
    title = label_pattern("shortest-bracket").sub("", squeezed(table.title))
    title = label_pattern("before-year").sub("", _LEVEL_WORDS.sub("", title))
    return (table.document, table.report, table.budget, table.side, title)
