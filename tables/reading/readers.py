"""Any file to a Document: the reader is chosen by what the file is, not by what it is called."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from stat import S_ISREG
from typing import Any

from msgspec import Struct
from msgspec.structs import force_setattr, replace

from fiscal.document import Document
from tables.decode import BYTE_LIMIT, UnreadableDocument
from tables.file_bytes import FILE_LIMIT
from tables.kinds import HEAD, kind_of
from tables.layout import Layout
from tables.reading.isolated.pipe_messages import Task
from tables.reading_options import USUAL, Reading, silent

SUFFIXES = frozenset(
    f".{ending}"
    for ending in (
        *("txt", "md", "text", "markdown", "pdf", "docx", "docm", "doc", "wps", "rtf"),
        *(
            "xlsx",
            "xlsm",
            "xls",
            "et",
            "htm",
            "html",
            "mht",
            "mhtml",
            "xml",
            "csv",
            "tsv",
            "ods",
            "odt",
            "ofd",
            "png",
            "jpg",
            "jpeg",
            "tif",
            "tiff",
            "bmp",
            "webp",
        ),
    )
)
"""Endings of the files that a folder's reading takes in."""

READERS = {
    "pdf": "tables.formats.pdf",
    "xlsx": "tables.formats.xlsx",
    "docx": "tables.formats.docx",
    "ole": "tables.formats.ole",
    "rtf": "tables.formats.rtf",
    "html": "tables.formats.html",
    "mhtml": "tables.formats.mhtml",
    "spreadsheetml": "tables.formats.spreadsheetml",
    "ods": "tables.formats.ods",
    "odt": "tables.formats.odt",
    "ofd": "tables.formats.ofd",
    "image": "tables.formats.image",
}
"""The module that reads each kind of file but text; its `read_layout(data, reading)` gives a Layout."""


Told = Callable[[int, int], None]
READ_HERE, LAYOUT_HERE = "tables.reading.reading_here:read_here", "tables.reading.reading_here:layout_here"
TEXT_HERE = "tables.reading.reading_here:text_here"
MEMBER_HERE = "tables.reading.reading_here:member_here"
JOINED = {
    READ_HERE: "tables.reading.reading_here:joined_here",
    LAYOUT_HERE: "tables.reading.reading_here:joined_layout_here",
}


class File(Struct, frozen=True):
    """A file to read, the id of its Document, the path that reports print, and who is told of its pages.

    `member` is which member of an archive is meant.
    """

    path: Path
    document: str
    shown: str
    progress: Told = silent
    member: int | None = None

    def __post_init__(self) -> None:
        """`shown` can be written in any report: bytes of a name that are no text show as their escapes."""
        force_setattr(self, "shown", os.fsencode(self.shown).decode("utf-8", "backslashreplace"))


def read(path: Path | str, document: str = "d0", shown: str | None = None, reading: Reading = USUAL) -> Document:
    """The Document of the file at `path`, with the id `document`; `shown` is the path that reports print.

    It is read in a process of its own (see tables/reading/isolated). Raises UnreadableDocument
    where the file is none that can be read, OSError where the system does not give it.
    """
    path = Path(path)
    (found,) = read_all([File(path, document, shown or path.name, reading.progress)], reading)
    if isinstance(found, Document):
        return found
    raise found


def read_all(
    files: Sequence[File], reading: Reading = USUAL, meanwhile: Callable[[], object] = lambda: None
) -> list[Document | UnreadableDocument | OSError]:
    """The Documents of `files` in their order, `reading.jobs` read at once; in place of one that cannot be read the
    exception that `read` raises for it. `meanwhile` is called once, while other processes read if there are any.
    """
    found: dict[int, Document | UnreadableDocument | OSError] = {}
    tasks: dict[int, Task] = {}
    for at, file in enumerate(files):
        try:
            if file.member is not None:
                tasks[at] = _task(MEMBER_HERE, file.path, (file.member, file.document, file.shown), reading)
            elif not file.path.is_file():
                tasks[at] = _piped(file)
            else:
                near = kind_at(file.path) == "text"
                tasks[at] = _task(READ_HERE, file.path, (file.document, file.shown), reading, near)
        except (UnreadableDocument, OSError) as failure:
            found[at] = failure
    told = [files[at].progress for at in tasks]
    found.update(zip(tasks, _results(list(tasks.values()), told, reading, meanwhile), strict=True))
    return [found[at] for at in range(len(files))]


def layout_of(path: Path | str, reading: Reading = USUAL) -> Layout:
    """The raw lines and grids of the file at `path`, before continuations are joined and headers understood.

    Raises UnreadableDocument, for a text file too, which has no grids of its own; OSError.
    """
    path = Path(path)
    if kind_at(path) == "text":
        raise UnreadableDocument("format")
    (found,) = _results([_task(LAYOUT_HERE, path, (), reading)], [reading.progress], reading, lambda: None)
    if isinstance(found, Layout):
        return found
    raise found


def kind_at(path: Path) -> str:
    """What the file is as far as its first bytes tell.

    Raises UnreadableDocument with reason "too-large", or "pipe" for what can be read only once; OSError.
    """
    status = path.stat()
    if not S_ISREG(status.st_mode):
        raise UnreadableDocument("pipe")
    size = status.st_size
    with path.open("rb") as stream:
        kind = kind_of(stream.read(HEAD))
    if size > (BYTE_LIMIT if kind == "text" else FILE_LIMIT):
        raise UnreadableDocument("too-large")
    return kind


def _piped(file: File) -> Task:
    """The task to read a text that comes through a pipe: it is taken in once, no further than the limit.

    Raises UnreadableDocument with reason "pipe" or "too-large", OSError.
    """
    with file.path.open("rb") as stream:
        data = stream.read(BYTE_LIMIT + 1)
    if len(data) > BYTE_LIMIT:
        raise UnreadableDocument("too-large")
    if kind_of(data) != "text":
        raise UnreadableDocument("pipe")
    return Task(TEXT_HERE, (data, file.document, file.shown, USUAL), len(data), near=True)


def _task(function: str, path: Path, arguments: tuple[int | str, ...], reading: Reading, near: bool = False) -> Task:
    # What is told of progress stays here; it comes as messages from the process.
    told = (path.absolute(), *arguments, reading._replace(progress=silent))
    return Task(function, told, path.stat().st_size, near=near)


def _results(
    tasks: Sequence[Task], told: Sequence[Told], reading: Reading, meanwhile: Callable[[], object]
) -> list[Any]:
    if not tasks:
        meanwhile()
        return []
    from tables.reading.isolated.pool import Pool

    if len(tasks) == 1 and reading.jobs > 1 and tasks[0].function in JOINED and kind_at(tasks[0].arguments[0]) == "pdf":
        meanwhile()
        return [_spread(tasks[0], told[0], reading)]
    processes = min(reading.jobs, len(tasks))
    with Pool(processes) as pool:
        tasks = [_among(task, processes) for task in tasks]
        return pool.results(tasks, lambda number, done, every: told[number](done, every), meanwhile)


def _among(task: Task, processes: int) -> Task:
    """The task, told how many processes there really are: so many share the cores of this machine."""
    *others, quiet = task.arguments
    return replace(task, arguments=(*others, quiet._replace(jobs=processes)))


def _spread(task: Task, told: Told, reading: Reading) -> Any:
    """What the task on a single PDF ends in, its pages spread over all the processes there may be."""
    from tables.reading.isolated.pool import Pool
    from tables.reading.spread_pages import Spread

    path, *named, quiet = task.arguments
    with Pool(reading.jobs) as pool:
        pages = Spread(pool, path, task.size, quiet, told).pages()
        if isinstance(pages, Exception):
            return pages
        join = JOINED[task.function]
        arguments = (path, *named, pages) if named else (pages,)
        return pool.results([Task(join, arguments, task.size)], lambda number, done, every: None)[0]
