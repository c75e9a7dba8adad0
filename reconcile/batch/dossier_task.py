"""The task of one dossier: its files are read and judged in a process kept for many, which a hostile file may cost.

Such a file is given up with the reason, and the others are read again by a fresh process. A dossier that cannot be
judged as a whole is judged file by file; one that cannot be judged at all is recorded with the reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from reconcile.batch.judged_here import Judged, Missing, write_failure, write_rows
from reconcile.batch.kept_processes import kept_process
from reconcile.batch.orders import Order, Outcome
from reconcile.judge.processor_time import seconds_allowed
from reconcile.store.parts import part_path, sound
from reconcile.store.review_columns import RowsMade, Whose, rows_of_failure
from tables.decode import UnreadableDocument
from tables.reading.gathering import Gathered, Skipped, Source, digest_of, sorted_out
from tables.reading.isolated.pipe_messages import Task
from tables.reading.isolated.pool import Pool
from tables.reading.readers import File
from tables.reading_options import Reading

MOST_KILOBYTES = 300 << 10
"""Memory after which a process makes room for a fresh one: Python seldom gives back what a large document took."""
MORE = 60
"""Seconds that judging may take beyond its processor time, for the machine may be busy."""
_OURS = "reconcile.batch.judged_here"

Failure = UnreadableDocument | OSError


def judged(order: Order) -> Outcome:
    """Afterwards the store has the part of the dossier, or had its rows before.

    Raises OSError if it cannot be written.
    """
    found = _sorted_out(order)
    files = [File(one.path, f"d{at}", one.shown, member=one.member) for at, one in enumerate(found.files)]
    contents = {one.path: digest_of(one.path) for one in files}
    whose = Whose(order.dossier.name, _judged_as(order, files, contents, found.skipped), order.dossier.listed)
    size = sum(_size(one) for one in contents)
    target = part_path(order.store, whose.id, whose.judged_as)
    kept = Outcome(whose.id, whose.dossier, "unchanged", whose.judged_as, len(files), size=size)
    if order.known == whose.judged_as or (target.is_file() and sound(target)):
        return kept
    with kept_process() as process:
        return DossierTask(order, files, found.skipped, whose, contents, process).outcome(size)


def _sorted_out(order: Order) -> Gathered:
    """The files to read, archives opened, and all that is left out."""
    members = [one for one in order.dossier.files if one[2] is not None]
    found = sorted_out({path: shown for path, shown, member in order.dossier.files if member is None})
    found.files += [Source(*one) for one in members]
    found.skipped += order.dossier.skipped
    return found


def _size(path: Any) -> int:
    try:
        return int(path.stat().st_size)
    except OSError:
        return 0


def _judged_as(order: Order, files: Sequence[File], contents: dict[Any, str], skipped: Sequence[Skipped]) -> str:
    """What a dossier is judged from: the program, the language, its files and what is known of them beforehand."""
    listed = sorted((path, str(one)) for path, one in order.dossier.listed.items())
    said = [order.program, order.lang, *map(str, listed), *map(str, order.dossier.refused)]
    said += [f"{one.shown}\x1f{one.member}\x1f{contents[one.path] or _size(one.path)}" for one in files]
    said += [f"{one.path}\x1f{one.reason}" for one in sorted(skipped, key=lambda one: one.path)]
    return sha256("\x1e".join(said).encode("utf-8", "backslashreplace")).hexdigest()[:16]


class DossierTask:
    """One dossier on its way from files to a part."""

    def __init__(
        self,
        order: Order,
        files: list[File],
        skipped: list[Skipped],
        whose: Whose,
        contents: dict[Any, str],
        process: Pool,
    ) -> None:
        self._order, self._files, self._skipped, self._whose, self._contents = order, files, skipped, whose, contents
        self._target = part_path(order.store, whose.id, whose.judged_as)
        self._reading = Reading(jobs=order.jobs)
        self._process = process
        self._unread: dict[str, Failure] = {}
        self._spent = 0

    def outcome(self, size: int) -> Outcome:
        """What came of it; its part is written. Raises OSError where it cannot be."""
        refused = self._order.dossier.refused
        found = self._refused(refused) if refused else self._read_and_judge()
        if isinstance(found, UnreadableDocument):
            found = self._one_by_one(found.reason)
        if found.peak > MOST_KILOBYTES:
            self._process.end()
        whose = self._whose
        return Outcome(
            whose.id,
            whose.dossier,
            "failed" if found.troubles and len(found.troubles) >= len(self._files) else "judged",
            whose.judged_as,
            found.documents,
            found.pages,
            found.figures,
            found.findings,
            size,
            found.troubles,
            self._spent,
            found.judging,
            found.writing,
            found.peak,
        )

    def _refused(self, lines: Sequence[tuple[str, str]]) -> Judged:
        """Lines of a manifest that name no file are recorded as they are."""
        rows: RowsMade = {"documents": []}
        for path, reason in lines:
            rows["documents"] += rows_of_failure([(path, "")], reason, self._whose)["documents"]
        write_rows(rows, self._target)
        return Judged(0, 0, 0, 0, tuple(lines), 0, 0, 0)

    def _read_and_judge(self) -> Judged | UnreadableDocument:
        wanted = list(self._files)
        while True:
            self._read(wanted)
            arguments = (self._files, self._unread, self._skipped, self._whose, self._target, self._order.lang)
            found = self._ask("judge_kept", arguments, more=seconds_allowed() + MORE)
            if isinstance(found, OSError):
                raise found
            if not isinstance(found, Missing):
                assert isinstance(found, Judged | UnreadableDocument)
                return found
            wanted = [file for file in self._files if file.document in found.documents]

    def _read(self, files: Sequence[File]) -> None:
        """Every file is kept by the process, or its failure is known."""
        for file in files:
            if file.document in self._unread:
                continue
            found = self._ask("read_and_keep", (self._whose.id, file, self._reading), _size(file.path))
            if isinstance(found, UnreadableDocument | OSError):
                self._unread[file.document] = found
            else:
                self._spent += found

    def _one_by_one(self, reason: str) -> Judged:
        """The dossier as a whole could not be judged: each file is by itself, and the part is put together here."""
        rows: RowsMade = {}
        troubles = []
        for file in self._files:
            found = self._alone(file) if len(self._files) > 1 else UnreadableDocument(reason)
            if isinstance(found, UnreadableDocument | OSError):
                why = f"judging: {getattr(found, 'reason', reason)}"
                troubles.append((file.shown, why))
                found = rows_of_failure([(file.shown, self._contents[file.path])], why, self._whose)
            for name, some in found.items():
                rows.setdefault(name, []).extend(some)
        skipped = [(one.path, "") for one in self._skipped]
        for path, _ in skipped:
            rows.setdefault("documents", []).extend(rows_of_failure([(path, "")], reason, self._whose)["documents"])
        write_rows(rows, self._target)
        return Judged(len(self._files), 0, len(rows.get("figures", ())), 0, tuple(troubles), 0, 0, 0)

    def _alone(self, file: File) -> RowsMade | UnreadableDocument | OSError:
        self._read([file])
        failure = self._unread.get(file.document)
        if failure is not None:
            return failure
        found: Any = self._ask("rows_alone", (file, self._whose, self._order.lang), more=seconds_allowed() + MORE)
        return UnreadableDocument("crashed") if isinstance(found, Missing) else found

    def _ask(self, function: str, arguments: tuple[Any, ...], size: int = 0, more: int = 0) -> Any:
        """What the process answers, or the failure it ended in."""
        return self._process.results([Task(f"{_OURS}:{function}", arguments, size, more)], lambda *_: None)[0]


def record_lost(order: Order, reason: str) -> Outcome:
    """The part of a dossier whose worker was lost with it: its files are recorded with the reason."""
    dossier = order.dossier
    paths = [(shown, digest_of(path)) for path, shown, _ in dossier.files]
    whose = Whose(dossier.name, f"lost-{dossier.key}"[:16], dossier.listed)
    write_failure(paths, reason, whose, part_path(order.store, whose.id, whose.judged_as))
    troubles = tuple((shown, reason) for _, shown, _ in dossier.files)
    return Outcome(whose.id, whose.dossier, "failed", whose.judged_as, len(paths), troubles=troubles)
