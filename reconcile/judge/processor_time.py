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


class OutOfTime(Exception):
    """The processor time allowed is used up."""


def seconds_allowed() -> int:
    """Seconds of processor time for judging: 600, or what FISCAL_JUDGING_SECONDS says."""
    said = os.environ.get(VARIABLE, "")
    return int(said) if said.isdecimal() and 0 < int(said) < 10**7 else USUAL


@contextmanager
def limited(seconds: int) -> Iterator[None]:
    """Raises OutOfTime in the middle of what is done within, once it has used so many seconds of processor time.

    What the rest of the machine does counts for nothing. Outside the main thread, and where the system has no such
    timer, nothing is limited.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def out(_signal: int, _frame: FrameType | None) -> None:
        raise OutOfTime

    before = signal.signal(signal.SIGVTALRM, out)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
