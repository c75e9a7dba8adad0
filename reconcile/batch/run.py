"""One run over a corpus: dossiers are judged in any order by any number of workers, and the store is packed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from distributed import Client

from fiscal import __version__
from reconcile.batch.dossier_task import end_processes, judged, record_lost
from reconcile.batch.engine_of_tasks import Lost, answers, threads, workers
from reconcile.batch.listing import NothingListed, dossiers_of
from reconcile.batch.orders import DossierFiles, Order, Outcome
from reconcile.batch.program_hash import program_hash
from reconcile.store.opening import Known, known_dossiers, writing
from reconcile.store.packing import buckets, pack
from reconcile.store.parts import part_path, parts_of
from reconcile.store.refusals import StoreRefused
from reconcile.store.run_rows import RunRow, write_run


@dataclass(slots=True)
class Progress:
    """How far a run is: dossiers in all and done, what they held, and the files that were not judged, with reasons.

    `failed` counts, at the end, all documents of the store that could not be judged, those of earlier runs included.
    """

    dossiers: int
    workers: int
    begun: datetime
    done: int = 0
    unchanged: int = 0
    documents: int = 0
    pages: int = 0
    figures: int = 0
    findings: int = 0
    size: int = 0
    size_done: int = 0
    removed: int = 0
    failed: int = 0
    troubles: list[tuple[str, str]] = field(default_factory=list)

    def count(self, outcome: Outcome) -> None:
        """One more dossier is done."""
        self.done += 1
        self.size_done += outcome.size
        self.documents += outcome.documents
        if outcome.state == "unchanged":
            self.unchanged += 1
            return
        self.pages += outcome.pages
        self.figures += outcome.figures
        self.findings += outcome.findings
        self.troubles += outcome.troubles


Told = Callable[[Progress], None]


def run(
    corpus: Path,
    store: Path,
    *,
    jobs: int = 1,
    scheduler: str | None = None,
    retry: bool = False,
    lang: str = "zh",
    told: Told = lambda progress: None,
) -> Progress:
    """Afterwards the store holds what judging the dossiers of `corpus` found, and nothing of dossiers that are gone.

    What was judged before by this program, from the same files, is not judged again, unless `retry` asks for what
    failed. Raises NothingListed, StoreRefused, SchedulerAbsent, OSError.
    """
    begun = datetime.now(UTC)
    listed = dossiers_of(corpus)
    with writing(store), workers(jobs, scheduler, end_processes) as client:
        known = known_dossiers(store)
        _same_corpus(known, listed, store)
        count = threads(client)
        orders = [_order(one, store, known, retry, lang, count if scheduler is None else 1) for one in listed]
        progress = Progress(len(orders), count, begun, size=sum(_size(one.dossier) for one in orders))
        rows = _judge_all(client, orders, progress, told)
        keys = {one.dossier.key for one in orders}
        gone = sorted(set(known) - keys)
        progress.removed = len(gone)
        _pack_all(client, store, rows, gone)
        progress.failed = sum(one.failed for one in known_dossiers(store).values())
        write_run(store, _run_rows(progress, rows))
    return progress


def _same_corpus(known: Mapping[str, Known], listed: Sequence[DossierFiles], store: Path) -> None:
    """Raises StoreRefused where the store holds dossiers and none of them is in the corpus: it is another's store."""
    if known and not known.keys() & {one.key for one in listed}:
        raise StoreRefused("other-corpus", str(store))


def _order(dossier: DossierFiles, store: Path, known: Mapping[str, Known], retry: bool, lang: str, jobs: int) -> Order:
    before = known.get(dossier.key)
    judged_as = "" if before is None or (retry and before.failed > 0) else before.judged_as
    return Order(dossier, store.absolute(), program_hash(), judged_as, lang, jobs)


def _size(dossier: DossierFiles) -> int:
    """Bytes of the files of a dossier, as far as the system tells."""
    total = 0
    for path in {path for path, _, _ in dossier.files}:
        try:
            total += path.stat().st_size
        except OSError:
            continue
    return total


def _judge_all(client: Client, orders: Iterable[Order], progress: Progress, told: Told) -> list[Outcome]:
    """The outcome of every order, large dossiers first: what takes long must not begin last."""
    found = []
    told(progress)
    by_size = sorted(orders, key=lambda one: (-_size(one.dossier), one.dossier.name))
    for order, outcome in answers(client, judged, by_size):
        if isinstance(outcome, Lost):
            outcome = record_lost(order, "worker-lost")
        progress.count(outcome)
        found.append(outcome)
        told(progress)
    return found


@dataclass(frozen=True, slots=True)
class _Packing:
    store: Path
    bucket: str
    parts: Mapping[str, Path]
    gone: Sequence[str]


def _packed(one: _Packing) -> None:
    pack(one.store, one.bucket, one.parts, one.gone)


def _pack_all(client: Client, store: Path, outcomes: Sequence[Outcome], gone: Sequence[str]) -> None:
    """The parts of these outcomes are in the tables; parts of anything else, left by earlier runs, are removed."""
    paths = {one.key: part_path(store.absolute(), one.key, one.judged_as) for one in outcomes}
    parts = {key: path for key, path in paths.items() if path.is_file()}
    for key, left in parts_of(store.absolute()).items():
        for path in left:
            if parts.get(key) != path:
                path.unlink()
    tasks = [
        _Packing(
            store.absolute(),
            bucket,
            {key: path for key, path in parts.items() if key.startswith(bucket)},
            [key for key in gone if key.startswith(bucket)],
        )
        for bucket in buckets([*parts, *gone])
    ]
    for _, lost in answers(client, _packed, tasks):
        if isinstance(lost, Lost):
            raise OSError(None, str(lost))


def _run_rows(progress: Progress, outcomes: Sequence[Outcome]) -> list[RunRow]:
    whole = RunRow(
        dossier=None,
        outcome="finished",
        version=__version__,
        program=program_hash(),
        begun=progress.begun,
        ended=datetime.now(UTC),
        workers=progress.workers,
        documents=progress.documents,
        unchanged=progress.unchanged,
        removed=progress.removed,
        failed=len(progress.troubles),
        pages=progress.pages,
        figures=progress.figures,
        bytes=progress.size,
    )
    return [whole, *(_row_of(one, whole) for one in outcomes if one.state != "unchanged")]


def _row_of(one: Outcome, whole: RunRow) -> RunRow:
    return replace(
        whole,
        dossier=one.name,
        outcome=one.state,
        documents=one.documents,
        unchanged=0,
        removed=0,
        failed=len(one.troubles),
        pages=one.pages,
        figures=one.figures,
        bytes=one.size,
        reading_ms=one.reading,
        judging_ms=one.judging,
        writing_ms=one.writing,
        peak_kb=one.peak,
    )


__all__ = ["NothingListed", "Progress", "run"]
