"""Runs a batch for the command: says on a terminal how far it is, and at the end what came of it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from reconcile.batch.listing import NothingListed
from reconcile.batch.manifest import ManifestRefused
from reconcile.batch.orders import SchedulerAbsent
from reconcile.batch.run import Progress, run
from reconcile.commands.failures import NothingToRead, OutputRefused, PathMissing
from reconcile.commands.output import show
from reconcile.commands.progress import fitted
from reconcile.commands.store_failures import ManifestUnusable, NoScheduler, StoreUnusable
from reconcile.reports.quoted.places import visible
from reconcile.store.refusals import StoreRefused
from reconcile.words.store_words import reason_sentence, store_text

MOST_TOLD = 20
"""Files that were not judged, told on the screen; all of them are in the store."""


def run_batch(corpus: Path, store: Path, jobs: int | None, scheduler: str | None, retry: bool, lang: str) -> int:
    """The exit code of `fiscal batch`. Raises CommandFailure."""
    if not corpus.exists():
        raise PathMissing(str(corpus))
    try:
        done = run(
            corpus,
            store,
            jobs=jobs or os.cpu_count() or 1,
            scheduler=scheduler,
            retry=retry,
            lang=lang,
            told=_teller(lang),
        )
    except NothingListed:
        raise NothingToRead([str(corpus)]) from None
    except ManifestRefused as error:
        raise ManifestUnusable(str(corpus), error.reason) from None
    except StoreRefused as error:
        raise StoreUnusable(str(store), error) from None
    except SchedulerAbsent:
        raise NoScheduler(scheduler or "") from None
    except OSError as error:
        raise OutputRefused(str(store), error) from None
    finally:
        _clear()
    show(_summary(done, store, lang))
    return int(done.failed > 0)


def _summary(done: Progress, store: Path, lang: str) -> str:
    lines = [
        store_text(
            "batch_done",
            lang,
            dossiers=done.done,
            unchanged=done.unchanged,
            documents=done.documents,
            pages=done.pages,
            figures=done.figures,
            findings=done.findings,
            store=store,
        )
    ]
    if done.removed:
        lines.append(store_text("batch_removed", lang, n=done.removed))
    if done.troubles:
        lines.append(store_text("batch_troubles", lang, n=len(done.troubles)))
        lines += [f"  {visible(path)}: {reason_sentence(why, lang)}" for path, why in sorted(done.troubles)[:MOST_TOLD]]
        if len(done.troubles) > MOST_TOLD:
            lines.append(store_text("batch_more", lang, n=len(done.troubles) - MOST_TOLD))
    if done.failed > len(done.troubles):
        lines.append(store_text("batch_failed_before", lang, n=done.failed - len(done.troubles)))
    return "\n".join(lines) + "\n"


def _teller(lang: str) -> Callable[[Progress], None]:
    """Who shows how far a run is: on a terminal only, one line that replaces itself."""

    def told(progress: Progress) -> None:
        if _watched():
            width = shutil.get_terminal_size().columns
            print(f"\x1b[2K\r{fitted(progress_text(progress, lang), width)}", end="", file=sys.stderr, flush=True)

    return told


def progress_text(progress: Progress, lang: str) -> str:
    """Dossiers, documents, pages a second, the time still needed and failures, on one line."""
    spent = max(1, int((datetime.now(UTC) - progress.begun).total_seconds()))
    left = (progress.size - progress.size_done) * spent // progress.size_done if progress.size_done else 0
    return store_text(
        "batch_progress",
        lang,
        done=progress.done,
        all=progress.dossiers,
        documents=progress.documents,
        rate=progress.pages // spent,
        left=f"{left // 3600}:{left % 3600 // 60:02d}:{left % 60:02d}",
        troubles=len(progress.troubles),
    )


def _watched() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()


def _clear() -> None:
    if _watched():
        print("\x1b[2K\r", end="", file=sys.stderr, flush=True)
