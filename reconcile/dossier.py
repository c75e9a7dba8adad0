"""A dossier: the documents judged together, with the look-ups every proposer needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from fiscal.document import Document, Passage
from fiscal.figure import Figure
from fiscal.table import Table


class At(NamedTuple):
    """One cell of one table."""

    table: Table
    row: int
    column: int


class Cells:
    """The places of all figures in `tables`; a table is looked through when one of its cells is first asked for."""

    def __init__(self, tables: Iterable[Table], figures: Mapping[str, Figure]) -> None:
        self._tables = {table.id: table for table in tables}
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

    def tables(self) -> Iterator[Table]:
        """Every table."""
        for document in self.documents:
            yield from document.tables

    def passages(self) -> Iterator[Passage]:
        """Every passage of prose."""
        for document in self.documents:
            yield from document.passages

    @cached_property
    def cells(self) -> Cells:
        """Where the figures of the tables stand."""
        return Cells(self.tables(), self.figures)
