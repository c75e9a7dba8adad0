"""One reading, as the server sees it: started, listened to, stopped; it never waits for it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from reconcile.web.desk.reading_progress import Progress
from tables.reading.isolated.process import GROUPS, NEW_GROUP

_SERVE = (
    "import sys; folder, lang, jobs, settings, many, *rest = sys.argv[1:]; sys.path[:] = rest[: int(many)]; "
    "from reconcile.web.desk.reading_process import serve; serve(folder, lang, int(jobs), settings, rest[int(many):])"
)
PATIENCE = 5
"""Seconds that a process which was told to stop has to end those that it started."""


class ReadingJob:
    """A process that reads `paths`, weighs findings as `settings` say, and leaves a shelf in `folder`."""

    def __init__(self, paths: Sequence[Path], folder: Path, lang: str, jobs: int, settings: Path | None = None) -> None:
        self._said = Progress("reading")
        self._changed = threading.Condition()
        path = [os.path.abspath(entry or os.curdir) for entry in sys.path]
        # -P: what happens to lie in the folder where the program is used is not part of the program.
        command = [sys.executable, "-P", "-c", _SERVE, str(folder), lang, str(jobs), str(settings or "")]
        separate: dict[str, Any] = {"start_new_session": True} if GROUPS else {"creationflags": NEW_GROUP}
        loud = None if os.environ.get("FISCAL_DEBUG") else subprocess.DEVNULL
        self._child = subprocess.Popen(
            [*command, str(len(path)), *path, *map(str, paths)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=loud,
            **separate,
        )
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    @property
    def progress(self) -> Progress:
        """How far it is."""
        with self._changed:
            return self._said

    def wait(self, states: Sequence[str], seconds: int) -> Progress:
        """How far it is when it has come to one of `states`, failed or stopped, or after so many seconds."""
        ended = (*states, "failed", "stopped")
        with self._changed:
            self._changed.wait_for(lambda: self._said.state in ended or self._said.reason, timeout=seconds)
            return self._said

    def stop(self) -> None:
        """It reads no more; what it started has ended."""
        self._tell(Progress("stopped"), unless=("shown", "whole", "failed"))
        if self._child.poll() is None:
            with suppress(OSError):
                self._child.terminate()
            try:
                self._child.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self._child.kill()
                self._child.wait()

    def _listen(self) -> None:
        assert self._child.stdout is not None
        for line in self._child.stdout:
            with suppress(msgspec.DecodeError):
                self._tell(msgspec.json.decode(line, type=Progress), unless=("stopped",))
        code = self._child.wait()
        killed = code == -getattr(signal, "SIGKILL", 9)
        ended = Progress("failed", reason="too-much-memory" if killed else "crashed")
        self._tell(ended, unless=("whole", "failed", "stopped"))

    def _tell(self, said: Progress, unless: Sequence[str]) -> None:
        with self._changed:
            if said.state == "failed" and self._said.state == "shown":
                said = Progress("shown", reason=said.reason)  # what can be shown stays; only exports lack the rest
            if self._said.state not in unless:
                self._said = said
                self._changed.notify_all()
