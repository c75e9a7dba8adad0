"""What the process does that reads and judges: its files one after the other, kept until their dossier is judged."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.abc import MetaPathFinder
from pathlib import Path
from time import monotonic_ns
from typing import Any

import pyarrow as pa
from msgspec import Struct

from fiscal.document import Document
from reconcile.engine import review_of
from reconcile.store.parts import write_part
from reconcile.store.review_columns import Rows, RowsMade, Whose, rows_of, rows_of_failure, state_of, tables_of
from tables.decode import UnreadableDocument
from tables.reading.dossier_reading import settled
from tables.reading.gathering import Skipped
from tables.reading.readers import File, kind_at
from tables.reading.reading_here import member_here, read_here
from tables.reading_options import Reading

Told = Callable[[int, int], None]
_KEPT: dict[tuple[str, str], Document] = {}
"""The documents read so far of the dossier at work, by its key and their ids."""


class Missing(Struct, frozen=True):
    """These documents are not kept here: the process that read them is no more."""

    documents: tuple[str, ...]


class Judged(Struct, frozen=True):
    """What came of a dossier, in numbers; times are in milliseconds, `peak` is the memory of this process in kB."""

    documents: int
    pages: int
    figures: int
    findings: int
    troubles: tuple[tuple[str, str], ...]
    judging: int
    writing: int
    peak: int


def read_and_keep(key: str, file: File, reading: Reading, progress: Told) -> int:
    """Reads `file` and keeps the Document; the milliseconds it took.

    Raises UnreadableDocument, OSError, and whatever a reader stumbles over.
    """
    begun = monotonic_ns()
    for other in [one for one in _KEPT if one[0] != key]:
        del _KEPT[other]
    if file.member is not None:
        found = member_here(file.path, file.member, file.document, file.shown, reading, progress)
    else:
        kind_at(file.path)
        found = read_here(file.path, file.document, file.shown, reading, progress)
    _KEPT[key, file.document] = found
    return milliseconds_since(begun)


def judge_kept(
    files: Sequence[File],
    unread: Mapping[str, UnreadableDocument | OSError],
    skipped: Sequence[Skipped],
    whose: Whose,
    target: Path,
    lang: str,
    progress: Told,
) -> Judged | Missing:
    """Judges the documents kept as one dossier and writes its part to `target`.

    `unread` are the failures of those that could not be read. Raises OSError where the part cannot be written.
    """
    begun = monotonic_ns()
    _spare_memory()
    missing = [f.document for f in files if f.document not in unread and (whose.id, f.document) not in _KEPT]
    if missing:
        return Missing(tuple(missing))
    rows, documents, findings = _rows(files, unread, skipped, whose, lang)
    judging = milliseconds_since(begun)
    write_rows(rows, target)
    del rows
    _KEPT.clear()
    troubles = tuple((one.path, why) for one in documents for state, why in [state_of(one)] if state != "judged")
    pages, figures = sum(one.pages for one in documents), sum(1 for one in documents for _ in one.figures())
    writing = milliseconds_since(begun) - judging
    return Judged(len(documents), pages, figures, findings, troubles, judging, writing, peak_kilobytes())


@cache
def _spare_memory() -> None:
    """In this process pyarrow takes and gives back memory as Python does, and does not load pandas.

    It would load it, 40 MB, to see that the lists it is given are no Series.
    """
    pa.set_memory_pool(pa.system_memory_pool())
    absent = _PandasAbsent()
    sys.meta_path.insert(0, absent)
    try:
        pa.array([None])  # now it knows that there is none
    finally:
        sys.meta_path.remove(absent)


class _PandasAbsent(MetaPathFinder):
    """Says that there is no pandas."""

    def find_spec(self, name: str, _path: Any = None, _target: Any = None) -> None:
        """Raises ModuleNotFoundError for pandas."""
        if name == "pandas":
            raise ModuleNotFoundError(name)


def rows_alone(file: File, whose: Whose, lang: str, progress: Told) -> RowsMade | Missing:
    """The rows of one kept document, judged by itself."""
    if (whose.id, file.document) not in _KEPT:
        return Missing((file.document,))
    return {name: list(rows) for name, rows in _rows([file], {}, (), whose, lang)[0].items()}


def _rows(
    files: Sequence[File],
    unread: Mapping[str, UnreadableDocument | OSError],
    skipped: Sequence[Skipped],
    whose: Whose,
    lang: str,
) -> tuple[Rows, list[Document], int]:
    documents = [settled(f, unread.get(f.document) or _KEPT[whose.id, f.document]) for f in files]
    review = review_of(documents, skipped, lang)
    return rows_of(review, whose), documents, len(review.findings)


def write_rows(rows: Rows, target: Path) -> None:
    """The part at `target` holds the rows. Raises OSError."""
    write_part(target, tables_of(rows))


def write_failure(paths: Sequence[tuple[str, str]], reason: str, whose: Whose, target: Path) -> None:
    """The part at `target` says of every path with its content why nothing was judged. Raises OSError."""
    write_rows(rows_of_failure(paths, reason, whose), target)


def milliseconds_since(begun: int) -> int:
    """Milliseconds since the reading `begun` of the clock."""
    return (monotonic_ns() - begun) // 1_000_000


def peak_kilobytes() -> int:
    """The largest memory that this process ever had, 0 where the system does not say."""
    status = Path("/proc/self/status")  # Linux counts with `ru_maxrss` what the process that started this one had
    if status.is_file():
        found = [line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM:")]
        if found:
            return int(found[0])
    try:
        import resource
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // 1024 if sys.platform == "darwin" else most
