"""A dossier: the documents judged together, with the look-ups every proposer needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fiscal.document import Document, Passage
from fiscal.figure import Figure
from fiscal.table import Table


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
