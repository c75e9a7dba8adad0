"""The dossiers that are open: which files each is of, how far it has been read, where its shelf stands."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from msgspec import Struct, field

from reconcile.web.desk.page_artist import PageArtists
from reconcile.web.desk.reading_job import ReadingJob
from reconcile.web.desk.reading_progress import Progress
from reconcile.web.shelf.shelf_reading import Shelf

PREFIX = "fiscal-serve-"
MOST_OPEN = 20
MOST_JOBS = 4
"""Processes that share the pages of one document."""


class OpenDossier(Struct):
    """One dossier: `ours` is the folder of uploads that goes with it, None for files named on the command line."""

    id: str
    name: str
    paths: tuple[Path, ...]
    folder: Path
    job: ReadingJob
    ours: Path | None = None
    readings: int = 1
    past: list[Path] = field(default_factory=list)

    @property
    def shelf(self) -> Shelf:
        """What was read."""
        return Shelf(self.folder)

    @property
    def progress(self) -> Progress:
        """How far its reading is."""
        return self.job.progress

    @property
    def shown(self) -> bool:
        """True if there is something to show."""
        return self.progress.state in ("shown", "whole")


class Dossiers:
    """All that are open, in a temporary folder that goes when they are closed."""

    def __init__(self, lang: str, settings: Path | None = None) -> None:
        _tidy(Path(tempfile.gettempdir()))
        self.lang = lang
        self._settings = settings
        self.artists = PageArtists()
        self._folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
        self._lock = threading.Lock()
        self._open: dict[str, OpenDossier] = {}

    def inbox(self) -> Path:
        """A new, empty folder for uploads."""
        return Path(tempfile.mkdtemp(prefix="inbox-", dir=self._folder))

    def open(self, paths: Sequence[Path], name: str, ours: Path | None = None) -> OpenDossier:
        """A new dossier whose reading has begun. Raises OSError."""
        key = token_hex(6)
        folder = Path(tempfile.mkdtemp(prefix=f"{key}-", dir=self._folder))
        job = ReadingJob(paths, folder, self.lang, _jobs(), self._settings)
        made = OpenDossier(key, name, tuple(paths), folder, job, ours)
        with self._lock:
            self._open[key] = made
        threading.Thread(target=self.artists.warm, args=(key,), daemon=True).start()
        return made

    def again(self, dossier: OpenDossier) -> None:
        """The files of a dossier are being read anew. Raises OSError."""
        dossier.job.stop()
        dossier.past.append(dossier.folder)
        dossier.folder = Path(tempfile.mkdtemp(prefix=f"{dossier.id}-", dir=self._folder))
        dossier.job = ReadingJob(dossier.paths, dossier.folder, self.lang, _jobs(), self._settings)
        dossier.readings += 1

    def get(self, key: str) -> OpenDossier | None:
        """The dossier of that id."""
        with self._lock:
            return self._open.get(key)

    def all(self) -> list[OpenDossier]:
        """Every dossier, in the order in which they were opened."""
        with self._lock:
            return list(self._open.values())

    @property
    def full(self) -> bool:
        """True if no further dossier can be opened."""
        return len(self.all()) >= MOST_OPEN

    def shut(self, key: str) -> None:
        """A dossier is closed, and nothing of it remains but the decisions."""
        with self._lock:
            dossier = self._open.pop(key, None)
        if dossier is not None:
            dossier.job.stop()
            self.artists.leave(key)
            for folder in (dossier.folder, dossier.ours, *dossier.past):
                if folder is not None:
                    shutil.rmtree(folder, ignore_errors=True)

    def close(self) -> None:
        """Nothing runs any more, and the temporary folder is gone."""
        for dossier in self.all():
            dossier.job.stop()
        self.artists.close()
        shutil.rmtree(self._folder, ignore_errors=True)


def _jobs() -> int:
    return min(os.cpu_count() or 1, MOST_JOBS)


def _tidy(folder: Path) -> None:
    """What servers that were killed have left in `folder` is removed."""
    for left in folder.glob(f"{PREFIX}*"):
        number = left.name.removeprefix(PREFIX).partition("-")[0]
        if number.isdecimal() and int(number) != os.getpid() and not _runs(int(number)):
            with suppress(OSError):
                shutil.rmtree(left, ignore_errors=True)


def _runs(number: int) -> bool:
    """True if there is a process of that number, or nobody can say."""
    if os.name != "posix":
        return True
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
