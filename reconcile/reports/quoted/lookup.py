"""Finds what a review speaks of by its id: documents, tables, passages, figures and where in the tables they stand."""

from __future__ import annotations

from collections.abc import Mapping

from fiscal.document import Document, Passage
from fiscal.figure import Figure
from fiscal.table import Table
from reconcile.dossier import Cells, Dossier
from reconcile.review import Finding, Review, Verdict
from reconcile.words.document_names import names_of


class Lookup:
    """The parts of one review by id, as the review and its dossier own them.

    `names` says what a document is called in a report, `cells` gives a figure's table, row and column.
    """

    def __init__(self, review: Review) -> None:
        dossier = review.dossier
        self.documents: Mapping[str, Document] = dossier.document_by_id
        self.tables: Mapping[str, Table] = dossier.table_by_id
        self.passages: Mapping[tuple[str, int], Passage] = dossier.passage_by_place
        self.figures: Mapping[str, Figure] = dossier.figures
        self.cells: Cells = dossier.cells
        self.verdicts: Mapping[str, Verdict] = review.verdict_by_relation
        self.names = dossier.once(_names)
        self.passage_at = dossier.passage_at

    @classmethod
    def of(cls, review: Review) -> Lookup:
        """The look-up of one review."""
        return cls(review)

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


def _names(dossier: Dossier) -> dict[str, str]:
    return names_of(dossier.documents)
