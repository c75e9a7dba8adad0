"""Pictures of pages of a PDF, drawn in a process of their own: a file made to do harm does it there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tables.reading.isolated.pipe_messages import Task
from tables.reading.isolated.pool import Pool
from tables.reading_options import USUAL, Reading, Watch

if TYPE_CHECKING:
    from tables.remarks.drawn_page import Drawing


def page_pictures(path: Path, numbers: Sequence[int], room: int, reading: Reading = USUAL) -> dict[int, Drawing | None]:
    """The pages `numbers` (from 1) of the PDF at `path`: None for one that cannot be drawn; those for which there is no
    room (in bytes) are left out.
    """
    if not path.is_file():
        return dict.fromkeys(numbers)
    task = Task(
        "tables.remarks.drawing:drawings_here",
        (path.absolute(), tuple(numbers), room, reading.threads),
        path.stat().st_size,
    )
    told: Callable[[int, int, int], Any] = lambda number, done, every: reading.progress(done, every)  # noqa: E731
    with Pool() as pool:
        (found,) = pool.results([task], told)
    if isinstance(found, Exception):
        return dict.fromkeys(numbers)
    return dict(zip(numbers, found, strict=False))


def pictures_of_files(
    files: Mapping[str, Path], wanted: Mapping[str, Sequence[int]], room: int, watch: Watch | None = None
) -> dict[tuple[str, int], Drawing | None]:
    """Pages (from 1) of the documents `wanted`, in no more than `room` bytes together: None for one that cannot be
    drawn; without those for which there is no room, and those of documents that have no file.
    """
    found: dict[tuple[str, int], Drawing | None] = {}
    for document, numbers in wanted.items():
        path = files.get(document)
        if path is None:
            continue
        reading = USUAL if watch is None else Reading(progress=watch(path.name))
        for number, made in page_pictures(path, numbers, room, reading).items():
            found[document, number] = made
            room -= len(made.png) if made else 0
    return found
