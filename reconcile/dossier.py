"""A dossier: the documents judged together, with the look-ups that everything needs, each made once and kept by it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, wraps
from typing import NamedTuple, TypeVar

from fiscal.document import Document, Passage
from fiscal.figure import Figure
from fiscal.place import Place
from fiscal.table import Table

T = TypeVar("T")


class At(NamedTuple):
    """One cell of one table."""

    table: Table
    row: int
    column: int


class Cells:
    """The places of all figures in `tables`; a table is looked through when one of its cells is first asked for."""

    def __init__(self, tables: Mapping[str, Table], figures: Mapping[str, Figure]) -> None:
        self._tables = tables
        self._figures = figures
        self._at: dict[str, dict[str, At]] = {}

    def at(self, name: str) -> At | None:
        """The cell of the figure `name`, or None for a figure of the narrative."""
        figure = self._figures.get(name)
        table = self._tables.get(figure.place.table or "") if figure is not None else None
        if table is None:
            return None
        if table.id not in self._at:
            self._at[table.id] = {
                cell.id: At(table, y, x)
                for y, row in enumerate(table.rows)
                for x, cell in enumerate(row.cells)
                if cell is not None
            }
        return self._at[table.id].get(name)

    def __contains__(self, name: str) -> bool:
        """True for the figure of a cell, False for one of the narrative."""
        return self.at(name) is not None

    def __getitem__(self, name: str) -> At:
        """The cell of the figure `name`; KeyError for a figure of the narrative."""
        found = self.at(name)
        if found is None:
            raise KeyError(name)
        return found

    def of(self, names: Iterable[str]) -> list[At] | None:
        """The cells of all `names`, each once, or None if one of them stands in no table."""
        found = [self.at(name) for name in dict.fromkeys(names)]
        known = [at for at in found if at is not None]
        return known if len(known) == len(found) and known else None


class Dossier:
    """One or more documents (案卷). Figures, tables and passages in the order of the documents."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = tuple(documents)
        self.figures: dict[str, Figure] = {f.id: f for d in self.documents for f in d.figures()}
        self._known: dict[Callable[[Dossier], object], object] = {}

    def tables(self) -> Iterator[Table]:
        """Every table."""
        for document in self.documents:
            yield from document.tables

    def passages(self) -> Iterator[Passage]:
        """Every passage of prose."""
        for document in self.documents:
            yield from document.passages

    @cached_property
    def document_by_id(self) -> Mapping[str, Document]:
        """Every document."""
        return {document.id: document for document in self.documents}

    @cached_property
    def table_by_id(self) -> Mapping[str, Table]:
        """Every table."""
        return {table.id: table for table in self.tables()}

    @cached_property
    def passage_by_place(self) -> Mapping[tuple[str, int], Passage]:
        """Every passage, by the id of its document and its index there."""
        return {(document.id, passage.index): passage for document in self.documents for passage in document.passages}

    def passage_at(self, place: Place) -> Passage | None:
        """The passage in which `place` lies, or None."""
        return None if place.paragraph is None else self.passage_by_place.get((place.document, place.paragraph))

    @cached_property
    def cells(self) -> Cells:
        """Where the figures of the tables stand."""
        return Cells(self.table_by_id, self.figures)

    def once(self, work: Callable[[Dossier], T]) -> T:
        """What `work` answers for this dossier, asked once and kept for as long as the dossier lives."""
        if work not in self._known:
            self._known[work] = work(self)
        found: T = self._known[work]  # type: ignore[assignment]
        return found


def once(work: Callable[[Dossier], T]) -> Callable[[Dossier], T]:
    """A look-up over a whole dossier: worked out when first asked for, and then owned by the dossier.

    >>> @once
    ... def titles(dossier: Dossier) -> list[str]:
    ...     return [table.title for table in dossier.tables()]
    >>> one = Dossier(())
    >>> titles(one) is titles(one), titles(one) is titles(Dossier(()))
    (True, False)
    """

    @wraps(work)
    def kept(dossier: Dossier) -> T:
        return dossier.once(work)

    return kept
