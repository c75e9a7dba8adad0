"""Has the pages of the original drawn that a report shows beside its findings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reconcile.commands.progress import Watch
from reconcile.engine import files_of
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.page_pictures import Page, Picture, wanted_pages
from reconcile.review import Review
from tables.reading_options import Reading
from tables.remarks.page_images import page_pictures

ROOM = 9 << 20
"""Bytes of all pictures together: a third more when they stand in the file."""

MOST_PAGES = 150


def paths_by_document(paths: Sequence[Path]) -> dict[str, Path]:
    """The file of every document by its id; what lay in an archive has none."""
    return {f"d{number}": one.path for number, one in enumerate(files_of(paths)) if one.member is None}


def drawn_pages(review: Review, paths: Sequence[Path], watch: Watch) -> dict[Page, Picture | None]:
    """The pages that findings are about, drawn; None for those that cannot be, nothing for those beyond the limits."""
    files = paths_by_document(paths)
    wanted: dict[str, list[int]] = {}
    for document, number in wanted_pages(review, Lookup.of(review))[:MOST_PAGES]:
        wanted.setdefault(document, []).append(number)
    found: dict[Page, Picture | None] = {}
    room = ROOM
    for document, numbers in wanted.items():
        path = files.get(document)
        if path is None:
            continue
        for number, made in page_pictures(path, numbers, room, Reading(progress=watch(path.name))).items():
            found[document, number] = Picture(made.png, made.width, made.height) if made else None
            room -= len(made.png) if made else 0
    return found
