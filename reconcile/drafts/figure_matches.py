"""Which figure of the old draft is which of the new: in tables, in sentences, and what only moved between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from fiscal.document import Document
from fiscal.figure import Figure
from fiscal.table import Table
from reconcile.dossier import Dossier
from reconcile.drafts.comparison import WordChange
from reconcile.drafts.draft_files import matched_files
from reconcile.drafts.draft_sentences import Sentence, sentences
from reconcile.drafts.moved_figures import moved
from reconcile.drafts.row_matches import matched_columns, matched_rows
from reconcile.drafts.sentence_matches import matched_figures, matched_sentences
from reconcile.drafts.sheets import Sheet, sheets
from reconcile.drafts.table_fragments import with_fragments
from reconcile.drafts.table_matches import matched_sheets
from reconcile.drafts.turned_words import turned
from reconcile.drafts.unread_cells import read_as_labels, unread_cells


class Matches(Struct, frozen=True):
    """Pairs of figures that measure the same, in the order of the new draft, and what has no counterpart.

    `uncompared` are the numbers of cells of the old and of the new draft that the other prints where no table was read.
    """

    pairs: tuple[tuple[Figure, Figure], ...]
    added: tuple[Figure, ...]
    removed: tuple[Figure, ...]
    tables: Mapping[str, str]
    tables_added: tuple[Table, ...]
    tables_removed: tuple[Table, ...]
    turned: tuple[WordChange, ...]
    reworded: tuple[WordChange, ...]
    uncompared: tuple[int, int]


class _Found(Struct):
    """What is known so far; `doubtful` are cells whose counterpart could not be read, `met` tables that have one.

    Both hold ids with the number of their side, 0 or 1, before them.
    """

    pairs: list[tuple[Figure, Figure]] = field(default_factory=list)
    doubtful: set[str] = field(default_factory=set)
    tables: dict[str, str] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)
    turned: list[WordChange] = field(default_factory=list)
    reworded: list[WordChange] = field(default_factory=list)


def matches(old: Dossier, new: Dossier) -> Matches:
    """The figures of two drafts, matched. A cell that is 0 in one draft and blank in the other is no change."""
    files = matched_files(old.documents, new.documents)
    found = _Found()
    before, after = sheets(old.documents), sheets(new.documents)
    for one, other in with_fragments(matched_sheets(before, after, files), before, after):
        _match_tables(one, other, found)
    _match_sentences(old.documents, _following(new.documents, old.documents, files), found)
    removed, added = _left(old, found, 0), _left(new, found, 1)
    found.pairs += moved(removed, added, (_row_labels(before), _row_labels(after)))
    removed, added = _left(old, found, 0), _left(new, found, 1)
    unread = (unread_cells(removed, new.documents), unread_cells(added, old.documents))
    named = read_as_labels(removed, old.documents, new.documents) | read_as_labels(added, new.documents, old.documents)
    removed = [figure for figure in removed if figure.id not in unread[0] | named]
    added = [figure for figure in added if figure.id not in unread[1] | named]
    order = {name: at for at, name in enumerate(new.figures)}
    return Matches(
        pairs=tuple(sorted(found.pairs, key=lambda pair: order[pair[1].id])),
        added=tuple(added),
        removed=tuple(removed),
        tables=found.tables,
        tables_added=_lone(after, found, 1, added),
        tables_removed=_lone(before, found, 0, removed),
        turned=tuple(found.turned),
        reworded=tuple(found.reworded),
        uncompared=(len(unread[0]), len(unread[1])),
    )


def _match_tables(one: Sheet, other: Sheet, found: _Found) -> None:
    """Adds the pairs of cells of two tables that are one table."""
    for at in range(max(len(one.tables), len(other.tables))):
        first, second = (tables[min(at, len(tables) - 1)] for tables in (one.tables, other.tables))
        found.tables.setdefault(first.id, second.id)
    found.met |= {f"0{table.id}" for table in one.tables} | {f"1{table.id}" for table in other.tables}
    rows = matched_rows(one.lines, other.lines)
    columns = matched_columns(one, other, rows)
    for i, j in rows:
        before, after = one.lines[i], other.lines[j]
        for x, y in columns:
            a = before.cells[x] if x < len(before.cells) else None
            b = after.cells[y] if y < len(after.cells) else None
            if a is not None and b is not None:
                found.pairs.append((a, b))
            elif a is not None and (y in after.unread or not a.quantity.value):
                found.doubtful.add(f"0{a.id}")
            elif b is not None and (x in before.unread or not b.quantity.value):
                found.doubtful.add(f"1{b.id}")


def _match_sentences(old: Sequence[Document], new: Sequence[Document], found: _Found) -> None:
    """Adds the pairs of figures of sentences that are one sentence, and the sentences whose words are others."""
    for one, other in matched_sentences(sentences(old), sentences(new)):
        figures = matched_figures(one, other)
        found.pairs += figures
        if turned(one, other, figures):
            found.turned.append(WordChange(one.said, other.said))
        elif one.figures and _reworded(one, other):
            found.reworded.append(WordChange(one.said, other.said))


def _row_labels(of: Sequence[Sheet]) -> dict[str, str]:
    """What the row of each cell is called."""
    return {cell.id: line.label for sheet in of for line in sheet.lines for cell in line.cells if cell is not None}


def _reworded(one: Sentence, other: Sentence) -> bool:
    """True if the words of two sentences differ by more than what a page turn or a heading before one of them adds."""
    a, b = one.skeleton, other.skeleton
    return a not in b and b not in a


def _following(new: Sequence[Document], old: Sequence[Document], files: Mapping[str, str]) -> list[Document]:
    """The documents of the new draft in the order of those they belong to; the others behind them."""
    rank = {files[document.id]: at for at, document in enumerate(old) if document.id in files}
    return sorted(new, key=lambda document: rank.get(document.id, len(rank) + len(old)))


def _left(dossier: Dossier, found: _Found, side: int) -> list[Figure]:
    """The figures of one draft that have no counterpart."""
    known = {pair[side].id for pair in found.pairs}
    return [
        figure
        for figure in dossier.figures.values()
        if figure.id not in known and f"{side}{figure.id}" not in found.doubtful
    ]


def _lone(of: Sequence[Sheet], found: _Found, side: int, left: Sequence[Figure]) -> tuple[Table, ...]:
    """The tables that have no counterpart and of which some figure has none either."""
    names = {figure.id for figure in left}
    return tuple(
        sheet.tables[0]
        for sheet in of
        if not any(f"{side}{table.id}" in found.met for table in sheet.tables)
        and any(cell is not None and cell.id in names for line in sheet.lines for cell in line.cells)
    )
