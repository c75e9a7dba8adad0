"""Pictures of pages, each dossier's drawn by a process of its own, which stays as long as its pages are turned."""

from __future__ import annotations

import threading
from collections import OrderedDict
from pathlib import Path

from tables.reading.isolated.limits import Limits
from tables.reading.isolated.pipe_messages import Task
from tables.reading.isolated.pool import Pool
from tables.remarks.drawn_page import Drawing

MOST_ARTISTS = 2
"""Processes that draw at one time; the one that has rested longest makes room for another dossier's."""

MOST_BYTES = 24 << 20
"""Of pictures that are kept."""

SECONDS = 60
"""After which drawing one page is given up."""


Key = tuple[str, Path, int, int]


class PageArtists:
    """Draws on demand and keeps the pictures looked at last."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._artists: OrderedDict[str, _Artist] = OrderedDict()
        self._kept: OrderedDict[Key, Drawing] = OrderedDict()
        self._bytes = 0

    def page(self, dossier: str, path: Path, number: int, wide: int) -> Drawing | None:
        """Page `number` (from 1) of the PDF at `path`, `wide` pixels wide; None where it cannot be drawn."""
        key = dossier, path, number, wide
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = self._artist(dossier).drawn(path, number, wide)
        if made is not None:
            self._keep(key, made)
        return made

    def warm(self, dossier: str) -> None:
        """The process that will draw for a dossier is started, so that its first page need not wait for it."""
        self._artist(dossier).warm()

    def leave(self, dossier: str) -> None:
        """Nothing is drawn for a dossier any more, and nothing of it is kept."""
        with self._lock:
            artist = self._artists.pop(dossier, None)
            for key in [key for key in self._kept if key[0] == dossier]:
                self._bytes -= len(self._kept.pop(key).png)
        if artist is not None:
            artist.close()

    def close(self) -> None:
        """Every process has ended."""
        with self._lock:
            artists = list(self._artists.values())
            self._artists.clear()
            self._kept.clear()
            self._bytes = 0
        for artist in artists:
            artist.close()

    def _artist(self, dossier: str) -> _Artist:
        old: list[_Artist] = []
        with self._lock:
            if dossier not in self._artists:
                self._artists[dossier] = _Artist()
                while len(self._artists) > MOST_ARTISTS:
                    old.append(self._artists.popitem(last=False)[1])
            self._artists.move_to_end(dossier)
            found = self._artists[dossier]
        for artist in old:
            threading.Thread(target=artist.close, daemon=True).start()
        return found

    def _keep(self, key: Key, made: Drawing) -> None:
        with self._lock:
            if key not in self._kept:
                self._kept[key] = made
                self._bytes += len(made.png)
            while self._bytes > MOST_BYTES and self._kept:
                self._bytes -= len(self._kept.popitem(last=False)[1].png)


class _Artist:
    """One process that draws, one page after the other."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pool: Pool | None = None

    def drawn(self, path: Path, number: int, wide: int) -> Drawing | None:
        try:
            size = path.stat().st_size
        except OSError:
            return None
        made = self._ask(Task("tables.remarks.page_at_width:page_here", (path, number, wide, 1), size))
        return made if isinstance(made, Drawing) else None

    def warm(self) -> None:
        self._ask(Task("tables.remarks.page_at_width:ready_here", ()))

    def _ask(self, task: Task) -> object:
        with self._lock:
            if self._pool is None:
                self._pool = Pool(1, Limits(start=SECONDS, per_page=0))
            (made,) = self._pool.results([task], lambda _number, _done, _every: None)
        return made

    def close(self) -> None:
        with self._lock:
            if self._pool is not None:
                self._pool.__exit__(None, None, None)
                self._pool = None
