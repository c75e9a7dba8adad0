"""Has the pages of the original drawn that a report shows beside its findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from reconcile.engine import files_of
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.page_pictures import Cuts, Page, Picture, Pictures, wanted_pages
from reconcile.review import Review
from tables.reading_options import Watch
from tables.remarks.page_images import pictures_of_files

ROOM = 9 << 20
"""Bytes of all pictures together: a third more when they stand in the file."""

MOST_PAGES = 150


def paths_by_document(paths: Sequence[Path]) -> dict[str, Path]:
    """The file of every document by its id; what lay in an archive has none."""
    return {f"d{number}": one.path for number, one in enumerate(files_of(paths)) if one.member is None}


def drawn_by(sides: Sequence[Sequence[Path]], watch: Watch) -> Callable[[int, Mapping[str, Sequence[int]]], Pictures]:
    """Draws pages of the documents at the paths of one of several `sides`; each side has its share of the room."""

    def draw(side: int, wanted: Mapping[str, Sequence[int]]) -> Pictures:
        return _drawn(paths_by_document(sides[side]), wanted, ROOM // len(sides), watch)

    return draw


def drawn_pages(review: Review, paths: Sequence[Path], watch: Watch) -> dict[Page, Picture | None]:
    """The pages that findings are about, drawn; None for those that cannot be, nothing for those beyond the limits."""
    wanted: dict[str, list[int]] = {}
    for document, number in wanted_pages(review, Lookup.of(review))[:MOST_PAGES]:
        wanted.setdefault(document, []).append(number)
    return _drawn(paths_by_document(paths), wanted, ROOM, watch)


def _drawn(
    files: Mapping[str, Path], wanted: Mapping[str, Sequence[int]], room: int, watch: Watch
) -> dict[Page, Picture | None]:
    made = pictures_of_files(files, wanted, room, watch)
    return {
        page: Picture(one.png, one.width, one.height, Cuts(*one.cuts)) if one is not None else None
        for page, one in made.items()
    }
