"""Asks the shelf: the records of one review by their ids; every answer comes from an index, whatever its size."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

import msgspec

from fiscal.document import Passage
from fiscal.table import Table
from reconcile.web.shelf.shelf_writing import INDEX, WHOLE
from reconcile.web.shelf.shown_records import (
    DocumentShown,
    FigureShown,
    FindingShown,
    Overview,
    RelationShown,
    ViewShown,
)

Record = TypeVar("Record")
AT_ONCE = 500
"""Ids asked for in one statement."""


class Shelf:
    """One review on the disk. Whatever is asked for and not there is None or left out."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def whole(self) -> Path:
        """Where the review itself lies, when it has been written."""
        return self.folder / WHOLE

    def overview(self) -> Overview:
        """What is said of the whole."""
        (found,) = self._ask(Overview, "SELECT record FROM facts WHERE key = 'overview'")
        return found

    def documents(self) -> list[DocumentShown]:
        """Every document, in order."""
        return self._ask(DocumentShown, "SELECT record FROM documents ORDER BY position")

    def document(self, name: str) -> DocumentShown | None:
        """One document."""
        return _one(self._ask(DocumentShown, "SELECT record FROM documents WHERE id = ?", (name,)))

    def views(self) -> list[ViewShown]:
        """Every view, document by document."""
        order = "SELECT v.record FROM views v JOIN documents d ON d.id = v.document ORDER BY d.position, v.number"
        return self._ask(ViewShown, order)

    def view(self, document: str, number: int) -> ViewShown | None:
        """One view."""
        wanted = "SELECT record FROM views WHERE document = ? AND number = ?"
        return _one(self._ask(ViewShown, wanted, (document, number)))

    def figures_on(self, document: str, number: int) -> list[FigureShown]:
        """The figures of one view, in the document's order."""
        wanted = "SELECT record FROM figures WHERE document = ? AND view = ? ORDER BY rowid"
        return self._ask(FigureShown, wanted, (document, number))

    def figures(self, names: Iterable[str]) -> dict[str, FigureShown]:
        """Figures by their ids."""
        return {one.id: one for one in self._several(FigureShown, "figures", names)}

    def relations(self, names: Iterable[str]) -> dict[str, RelationShown]:
        """Relations by their ids."""
        return {one.id: one for one in self._several(RelationShown, "relations", names)}

    def relations_of(self, figure: str) -> list[RelationShown]:
        """Every relation in which a figure stands, in the order of the review."""
        wanted = (
            "SELECT r.record FROM terms t JOIN relations r ON r.id = t.relation WHERE t.figure = ? ORDER BY position"
        )
        return self._ask(RelationShown, wanted, (figure,))

    def findings(self) -> list[FindingShown]:
        """Every finding, in order."""
        return self._ask(FindingShown, "SELECT record FROM findings ORDER BY position")

    def finding(self, name: str) -> FindingShown | None:
        """One finding."""
        return _one(self._ask(FindingShown, "SELECT record FROM findings WHERE id = ?", (name,)))

    def findings_about(self, relations: Sequence[str]) -> dict[str, str]:
        """The ids of findings by the relations that they tell of."""
        found: dict[str, str] = {}
        with self._open() as connection:
            for some in _by(AT_ONCE, list(relations)):
                wanted = f"SELECT relation, id FROM findings WHERE relation IN ({_marks(some)}) ORDER BY position DESC"
                found |= dict(connection.execute(wanted, some).fetchall())
        return found

    def unchecked(self, most: int) -> list[FigureShown]:
        """The first figures that stand in no decided relation."""
        wanted = "SELECT record FROM figures WHERE json_extract(record, '$.state') = 'unchecked' ORDER BY rowid LIMIT ?"
        return self._ask(FigureShown, wanted, (most,))

    def keys(self, names: Sequence[str]) -> list[tuple[str, str]]:
        """The keys that hold in every draft, and what is printed, of figures in order; KeyError for unknown ones."""
        found: dict[str, tuple[str, str]] = {}
        with self._open() as connection:
            for some in _by(AT_ONCE, list(dict.fromkeys(names))):
                wanted = f"SELECT figure, key, printed FROM keys WHERE figure IN ({_marks(some)})"
                found |= {name: (key, printed) for name, key, printed in connection.execute(wanted, some)}
        return [found[name] for name in names]

    def by_key(self, keys: Sequence[str]) -> dict[str, str]:
        """The figures of these keys, by key."""
        found: dict[str, str] = {}
        with self._open() as connection:
            for some in _by(AT_ONCE, list(dict.fromkeys(keys))):
                wanted = f"SELECT key, figure FROM keys WHERE key IN ({_marks(some)})"
                found |= dict(connection.execute(wanted, some).fetchall())
        return found

    def homes(self, names: Sequence[str]) -> dict[str, Table | Passage]:
        """Tables and passages by their ids, as they were read. What lies here this program has written itself."""
        found: dict[str, Table | Passage] = {}
        with self._open() as connection:
            for some in _by(AT_ONCE, list(dict.fromkeys(names))):
                wanted = f"SELECT id, record FROM homes WHERE id IN ({_marks(some)})"
                found |= {name: pickle.loads(record) for name, record in connection.execute(wanted, some)}
        return found

    def _several(self, kind: type[Record], table: str, names: Iterable[str]) -> Iterator[Record]:
        for some in _by(AT_ONCE, list(dict.fromkeys(names))):
            yield from self._ask(kind, f"SELECT record FROM {table} WHERE id IN ({_marks(some)})", some)

    def _ask(self, kind: type[Record], statement: str, values: Sequence[object] = ()) -> list[Record]:
        with self._open() as connection:
            found = connection.execute(statement, values).fetchall()
        return [msgspec.json.decode(record, type=kind) for (record,) in found]

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(f"file:{quote(str(self.folder / INDEX))}?mode=ro", uri=True, timeout=30)
        try:
            yield connection
        finally:
            connection.close()


def _one(found: list[Record]) -> Record | None:
    return found[0] if found else None


def _by(size: int, names: list[str]) -> Iterator[list[str]]:
    yield from (names[at : at + size] for at in range(0, len(names), size))


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
