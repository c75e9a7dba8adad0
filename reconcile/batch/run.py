"""One run over a corpus: dossiers are judged in any order by any number of workers, and the store is packed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from fiscal import __version__
from reconcile.batch.all_packed import pack_all
from reconcile.batch.handed_out import HandedOut
from reconcile.batch.kept_processes import end_processes, start_processes
from reconcile.batch.listing import NothingListed, dossiers_of
from reconcile.batch.ordering import order, same_corpus
from reconcile.batch.orders import DossierFiles, Outcome
from reconcile.batch.program_hash import program_hash
from reconcile.store.opening import known_dossiers, writing
from reconcile.store.run_rows import RunRow, write_run

if TYPE_CHECKING:
    from distributed import Client

FEW = 128
"""Dossiers of a corpus for which Dask is not started: that would take longer than what it could save."""


class Progress(Struct):
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
    if scheduler is None:
        start_processes(jobs)
    try:
        return _run(dossiers_of(corpus), store, begun, jobs, scheduler, retry, lang, told)
    finally:
        end_processes()


def _run(
    listed: Sequence[DossierFiles],
    store: Path,
    begun: datetime,
    jobs: int,
    scheduler: str | None,
    retry: bool,
    lang: str,
    told: Told,
) -> Progress:
    with writing(store):
        known = known_dossiers(store)
        same_corpus(known, listed, store)
        orders = [order(one, store, known, retry, lang, 1 if scheduler else jobs) for one in listed]
        progress = Progress(len(orders), jobs, begun, size=sum(one.size for one in orders))
        told(progress)
        early = None if scheduler else HandedOut(orders, jobs, jobs)
        with _engine(jobs, scheduler, len(orders)) as client:
            if client is not None:
                from reconcile.batch.engine_of_tasks import threads

                progress.workers = threads(client)
            rows = _judge_all(client, early or HandedOut(orders, progress.workers, 0), progress, told)
            gone = sorted(set(known) - {one.dossier.key for one in orders})
            progress.removed = len(gone)
            pack_all(client, store, rows, gone)
        progress.failed = sum(one.failed for one in known_dossiers(store).values())
        write_run(store, _run_rows(progress, rows))
    return progress


@contextmanager
def _engine(jobs: int, scheduler: str | None, dossiers: int) -> Iterator[Client | None]:
    """Within it Dask has workers; None where the threads of this program do well alone. Raises SchedulerAbsent."""
    if scheduler is None and dossiers <= FEW:
        yield None
        return
    # It is loaded and started while the first dossiers are judged.
    from reconcile.batch.engine_of_tasks import workers

    with workers(jobs, scheduler, end_processes) as client:
        yield client


def _judge_all(client: Client | None, handed_out: HandedOut, progress: Progress, told: Told) -> list[Outcome]:
    """The outcome of every order."""
    found = []
    for outcome in handed_out.outcomes(client):
        progress.count(outcome)
        found.append(outcome)
        told(progress)
    return found


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
