"""Finds what a review speaks of by its id: documents, tables, passages, figures and where in the tables they stand."""

from __future__ import annotations

from dataclasses import dataclass

from fiscal.document import Document, Passage
from fiscal.figure import Figure
from fiscal.place import Place
from fiscal.table import Table
from reconcile.review import Finding, Review, Verdict
from reconcile.words.document_names import names_of


@dataclass(frozen=True, slots=True)
class Lookup:
    """The parts of one review by id. `names` says what a document is called in a report; `cells` gives a figure's
    table, row index and column index."""

    documents: dict[str, Document]
    names: dict[str, str]
    tables: dict[str, Table]
    passages: dict[tuple[str, int], Passage]
    figures: dict[str, Figure]
    cells: dict[str, tuple[str, int, int]]
    verdicts: dict[str, Verdict]

    @classmethod
    def of(cls, review: Review) -> Lookup:
        """The look-up of one review."""
        tables = {table.id: table for document in review.documents for table in document.tables}
        return cls(
            documents={document.id: document for document in review.documents},
            names=names_of(review.documents),
            tables=tables,
            passages={(d.id, passage.index): passage for d in review.documents for passage in d.passages},
            figures={figure.id: figure for document in review.documents for figure in document.figures()},
            cells={
                cell.id: (table.id, y, x)
                for table in tables.values()
                for y, row in enumerate(table.rows)
                for x, cell in enumerate(row.cells)
                if cell is not None
            },
            verdicts={verdict.id: verdict for verdict in review.verdicts},
        )

    def figures_of(self, finding: Finding) -> tuple[Figure, ...]:
        """The figures of the relation a finding is about, in order of its terms, each once."""
        verdict = self.verdict_of(finding)
        if verdict is None:
            return ()
        named = dict.fromkeys(verdict.relation.figures())
        return tuple(self.figures[name] for name in named if name in self.figures)

    def verdict_of(self, finding: Finding) -> Verdict | None:
        """The verdict a finding is about, or None."""
        return self.verdicts.get(finding.relation) if finding.relation else None

    def passage_at(self, place: Place) -> Passage | None:
        """The passage in which a place lies, or None."""
        return None if place.paragraph is None else self.passages.get((place.document, place.paragraph))
