"""A reading process made by forking this one: it has loaded all that is needed, and begins in a thousandth of the time.

Only a text is read so: its reader needs no library but those of this program. And only where this program is a single
thread: what another thread holds at the time of the fork would be held for ever.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import threading
from contextlib import suppress

from tables.reading.isolated.worker import serve


def may_fork() -> bool:
    """True where a forked process is as safe as a fresh one."""
    return sys.platform == "linux" and hasattr(os, "pidfd_open") and threading.active_count() == 1


class Forked:
    """As `subprocess.Popen`, as far as a reading process needs it: pipes to its input and from its output, its end."""

    def __init__(self, memory: int) -> None:
        orders, to_it = os.pipe()
        from_it, answers = os.pipe()
        self.returncode: int | None = None
        self.pid = os.fork()
        if self.pid == 0:
            _be_the_child(memory, orders, answers)
        os.close(orders)
        os.close(answers)
        self.stdin, self.stdout = os.fdopen(to_it, "wb"), os.fdopen(from_it, "rb")

    def wait(self, timeout: int | None = None) -> int:
        """The exit code, or minus the number of the signal that ended it. Raises subprocess.TimeoutExpired."""
        if self.returncode is None:
            try:
                if timeout is not None and not self._ends_within(timeout):
                    raise subprocess.TimeoutExpired("reading", timeout)
                self.returncode = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
            except (ChildProcessError, ProcessLookupError):
                self.returncode = 0  # somebody else asked how it ended
        return self.returncode

    def _ends_within(self, seconds: int) -> bool:
        handle = os.pidfd_open(self.pid)
        try:
            end = select.poll()
            end.register(handle, select.POLLIN)
            return bool(end.poll(1000 * seconds))
        finally:
            os.close(handle)

    def terminate(self) -> None:
        """It is told to stop what it does and to tidy up."""
        self._send(signal.SIGTERM)

    def kill(self) -> None:
        """It is ended."""
        self._send(signal.SIGKILL)

    def _send(self, number: signal.Signals) -> None:
        if self.returncode is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)


def _be_the_child(memory: int, orders: int, answers: int) -> None:
    """In the new process: its pipes are its input and output, nothing else of the program's stays open; it reads."""
    try:
        os.setsid()
        os.dup2(orders, 0)
        os.dup2(answers, 1)
        if not os.environ.get("FISCAL_DEBUG"):
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        os.closerange(3, os.sysconf("SC_OPEN_MAX"))
        # The program may print to others than these three, as it does in tests.
        sys.stdin, sys.stdout, sys.stderr = (os.fdopen(at, "rww"[at], closefd=False) for at in range(3))
        serve(memory)
    finally:
        os._exit(70)
