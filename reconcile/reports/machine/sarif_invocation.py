"""What a SARIF log says about the run itself: what could not be read, what took no part, what was not checked.

Hosts show results; a program that asks whether the run was complete reads these notifications.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reconcile.reports.machine.sarif_places import address, location_of
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.places import shown_path
from reconcile.reports.quoted.skipped_files import skipped_files
from reconcile.review import Category, Review, Severity
from reconcile.words.messages import label

Record = dict[str, Any]
LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
MOST_PATHS = 100


def invocation_of(review: Review, lookup: Lookup) -> Record:
    """The one run, successful even where a document could not be read: that is told, as an error, with its place."""
    return {"executionSuccessful": True, "toolExecutionNotifications": list(_notifications(review, lookup))}


def _notifications(review: Review, lookup: Lookup) -> Iterator[Record]:
    """Notes of the readers in the order of the findings, then files left out by reason, then the figures not checked.

    `unchecked` is there even where it counts none: who looks for it finds an answer.
    """
    lang = review.lang
    for finding in (*review.findings, *(one.finding for one in review.accepted)):
        if finding.category is Category.READING:
            place = location_of(finding.place, lookup, lang)
            yield _notification(finding.code, LEVEL[finding.severity], finding.message, [place])
    for skipped in skipped_files(review):
        files = [shown_path(path) for path in skipped.files]
        paths = [{"physicalLocation": {"artifactLocation": {"uri": address(path)}}} for path in files]
        level = "warning" if skipped.odd else "note"
        yield _notification("skipped", level, skipped.sentence, paths[:MOST_PATHS])
    count = len(review.coverage.unchecked)
    yield _notification("unchecked", "note", label("unchecked_count", lang, n=count))


def _notification(code: str, level: str, message: str, places: list[Record] | None = None) -> Record:
    made: Record = {"descriptor": {"id": code}, "level": level, "message": {"text": message}}
    if places:
        made["locations"] = places
    return made


def artifacts_of(review: Review) -> list[Record]:
    """The files that were read, each with its SHA-256, so that a log can be held against the file it speaks of."""
    return [
        {
            "location": {"uri": address(shown_path(document.path))},
            "roles": ["analysisTarget"],
            "hashes": {"sha-256": document.sha256},
        }
        for document in review.documents
    ]
