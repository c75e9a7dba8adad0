"""A limit on the processor time of judging: hostile or huge tables must not keep a committee waiting for ever."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

USUAL = 600
VARIABLE = "FISCAL_JUDGING_SECONDS"
AGAIN = 1
"""Seconds after which the end is raised once more, should something have swallowed it (a destructor does)."""


def known_here() -> bool:
    """True where the system has a timer of processor time; elsewhere judging is not limited."""
    return hasattr(signal, "setitimer")


class OutOfTime(Exception):
    """The processor time allowed is used up."""


def seconds_allowed() -> int:
    """Seconds of processor time for judging: 600, or what FISCAL_JUDGING_SECONDS says."""
    said = os.environ.get(VARIABLE, "")
    return int(said) if said.isdecimal() and 0 < int(said) < 10**7 else USUAL


class Allowance:
    """Seconds of processor time that several steps share: what one does not use is left to the next."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        self._left = seconds

    @contextmanager
    def limited(self, share: int = 1) -> Iterator[None]:
        """Raises OutOfTime in the middle of what is done within, once it has used one in `share` of what is left, and a
        second at least.

        What the rest of the machine does counts for nothing. Outside the main thread, and where the system has no such
        timer, nothing is limited.
        """
        if not known_here() or threading.current_thread() is not threading.main_thread():
            yield
            return

        def out(_signal: int, _frame: FrameType | None) -> None:
            raise OutOfTime

        granted, ended = max(1, self._left // share), False
        before = signal.signal(signal.SIGVTALRM, out)
        signal.setitimer(signal.ITIMER_VIRTUAL, granted, AGAIN)
        try:
            yield
        except OutOfTime:
            ended = True
            raise
        finally:
            left, _ = signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            signal.signal(signal.SIGVTALRM, before)
            self._left = max(0, self._left - granted + (0 if ended else int(left)))
