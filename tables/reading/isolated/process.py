"""One reading process, as the program that started it sees it: orders go in, messages come out of a queue."""

from __future__ import annotations

import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from typing import Any

from tables.reading.isolated.forked import Forked, may_fork
from tables.reading.isolated.pipe_messages import Message, Order

Heard = tuple["Process", Message | None]
"""Who says what; None says that nothing more will come."""

_SERVE = (
    "import sys; memory, *sys.path = sys.argv[1:]; from tables.reading.isolated.worker import serve; serve(int(memory))"
)
GROUPS = hasattr(os, "killpg")
"""True where a process and all that it started can be ended together."""
NEW_GROUP = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
"""What keeps the keyboard of Windows from interrupting a process."""


class Process:
    """A Python of its own that answers orders. What it says goes to `heard`, from a thread that only listens."""

    def __init__(self, memory: int, heard: queue.SimpleQueue[Heard], near: bool = False) -> None:
        """A process whose memory is limited; forked from this one where that is safe and the reader is `near`."""
        self._child = Forked(memory) if near and may_fork() else _fresh(memory)
        self._heard = heard
        self._grace: Any = None
        # It listens from the first order on: while this program is a single thread, others can be forked from it.
        self._listener = threading.Thread(target=self._listen, daemon=True)

    def _listen(self) -> None:
        assert self._child.stdout is not None
        try:
            while True:
                self._heard.put((self, pickle.load(self._child.stdout)))
        except Exception:  # noqa: BLE001 - a message broken off is the end, whatever the unpickler says about it
            self._heard.put((self, None))

    def send(self, order: Order) -> None:
        """The order is on its way; if the process is no more, the end of its messages will say so."""
        assert self._child.stdin is not None
        if self._listener.ident is None:
            self._listener.start()
        with suppress(BrokenPipeError, OSError):
            pickle.dump(order, self._child.stdin)
            self._child.stdin.flush()

    def reason(self) -> str:
        """Why a process that stopped answering did so: "too-slow", "too-much-memory" or "crashed"."""
        self._kill_group()  # one that has ended keeps the code it ended with until somebody asks
        try:
            code = self._child.wait(5)
        except subprocess.TimeoutExpired:
            code = 0
        if GROUPS and code == -signal.SIGXCPU:
            return "too-slow"
        # The system kills in this way when memory runs out; this program did so only after the process had ended.
        return "too-much-memory" if GROUPS and code == -signal.SIGKILL else "crashed"

    def stop(self) -> None:
        """The process is told to stop what it does and to tidy up; it has a second for this before `end` ends it."""
        if GROUPS:
            self._child.terminate()
            self._grace = time.monotonic() + 1

    def end(self) -> None:
        """The process and all that it started are no more."""
        if self._grace:
            # Its last word, not its end, is waited for: until somebody asks how it ended, its group keeps its number.
            self._listener.join(max(self._grace - time.monotonic(), 0))
        self._kill_group()
        self._child.kill()
        self._child.wait()
        if self._listener.ident is not None:
            self._listener.join(5)
        for pipe in (self._child.stdin, self._child.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()

    def _kill_group(self) -> None:
        if GROUPS and self._child.returncode is None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._child.pid, signal.SIGKILL)


def _fresh(memory: int) -> subprocess.Popen[bytes]:
    """A Python that has just started."""
    path = [os.path.abspath(entry or os.curdir) for entry in sys.path]
    # -P: what happens to lie in the folder where the program is used is not part of the program.
    command = [sys.executable, "-P", "-c", _SERVE, str(memory), *path]
    # Its own group, so that it goes with all that it started, and the keyboard interrupts only this program.
    separate: dict[str, Any] = {"start_new_session": True} if GROUPS else {"creationflags": NEW_GROUP}
    loud = None if os.environ.get("FISCAL_DEBUG") else subprocess.DEVNULL
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=loud, env=_environment(), **separate
    )


def _environment() -> dict[str, str]:
    """That of this program; libraries for big matrices are kept from starting a thread for every core."""
    return {"OPENBLAS_NUM_THREADS": "1", **os.environ}
