"""The process that reads and judges one dossier: tells on its standard output how far it is, and leaves a shelf.

Whatever a document does to it, it does to this process: the server and the other dossiers go on.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any

import msgspec

from reconcile.acceptance.apply import apply
from reconcile.acceptance.settings import read_settings
from reconcile.acceptance.sure_enough import sure_enough
from reconcile.engine import files_of, review
from reconcile.review import Review
from reconcile.web.desk.reading_progress import Progress
from reconcile.web.shelf.shelf_writing import write_shown, write_whole_review
from tables.reading_options import Reading


def serve(folder: str, lang: str, jobs: int, settings: str, paths: Sequence[str]) -> None:
    """`folder` holds the shelf of the review of `paths`, weighed as the file `settings` says; does not return."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if hasattr(os, "killpg"):
        signal.signal(signal.SIGTERM, _stop)

    def tell(said: Progress) -> None:
        answers.write(msgspec.json.encode(said) + b"\n")
        answers.flush()

    try:
        _run(Path(folder), lang, jobs, settings, [Path(path) for path in paths], tell)
    except (BrokenPipeError, SystemExit, KeyboardInterrupt):
        os._exit(1)
    except OSError as failure:
        tell(Progress("failed", reason=f"system: {failure.strerror or failure}"))
    except MemoryError:
        tell(Progress("failed", reason="too-much-memory"))
    except Exception as failure:
        if os.environ.get("FISCAL_DEBUG"):
            raise
        tell(Progress("failed", reason=f"crashed: {type(failure).__name__}"))
    os._exit(0)


def _run(
    folder: Path, lang: str, jobs: int, settings: str, paths: list[Path], tell: Callable[[Progress], None]
) -> None:
    sources = files_of(paths)
    began: dict[str, int] = {}

    def watch(name: str) -> Callable[[int, int], None]:
        at = began.setdefault(name, len(began) + 1)
        return lambda done, pages: tell(Progress("reading", name, at, len(sources), done, pages))

    tell(Progress("reading", files=len(sources)))
    found = weighed(review(paths, lang, Reading(jobs=jobs), watch), settings)
    if not found.documents:
        tell(Progress("failed", reason="nothing"))
        return
    write_shown(found, files_by_document(found, paths), folder)
    tell(Progress("shown"))
    write_whole_review(found, folder)
    tell(Progress("whole"))


def weighed(found: Review, settings: str) -> Review:
    """The review with severities and exceptions as the file `settings` says, as `fiscal check` has it."""
    if not settings:
        return found
    said = read_settings(Path(settings))
    found = apply(found, said, (), datetime.now(tz=UTC).date()).review
    return found if said.min_confidence is None else sure_enough(found, said.min_confidence)


def files_by_document(found: Review, paths: Sequence[Path]) -> dict[str, Path | None]:
    """Where the file of each document of `found`, the review of `paths`, lies; None for a member of an archive."""
    files = {f"d{number}": one for number, one in enumerate(files_of(paths))}
    return {
        document.id: files[document.id].path.absolute() if files[document.id].member is None else None
        for document in found.documents
        if document.id in files
    }


def _stop(_signal: int, _frame: FrameType | None) -> Any:
    raise SystemExit
