"""Versions: several files of one document — a draft and its revision, a Word file and its PDF — are not several years.

Versions are never held against one another: what changed between two drafts is no contradiction. Against the documents
of other years they stand for each other.
"""

from __future__ import annotations

from reconcile.dossier import Dossier, once
from reconcile.linking.matters import plain_title
from reconcile.linking.years.document_years import About, about


@once
def versions(dossier: Dossier) -> dict[str, int]:
    """For each document id the number of the work of which it is a version; equal numbers, one work."""
    works: dict[object, int] = {}
    found: dict[str, int] = {}
    for number, known in enumerate(about(dossier).values()):
        found[known.document.id] = works.setdefault(_work(known) or known.document.id, number)
    return found


def _work(known: About) -> tuple[object, ...] | None:
    """What two versions share: whose they are, and their titles without 草案 and 修订; None where nothing is titled.

    Without a title of a report the first lines stand for it, and without prose the titles of the tables.
    """
    document, whose = known.document, known.whose
    titles = [report.title for report in document.reports if report.title]
    titles = titles or [passage.text for passage in document.passages[:3]] if document.passages else titles
    titles = titles or [table.title for table in document.tables[:3]]
    plain = tuple(plain_title(title) for title in titles)
    if not any(plain):
        return None
    return (whose.places[-1:], whose.unit, *plain) if whose else plain
