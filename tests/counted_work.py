"""How much work something is, counted in lines executed, so that no test depends on the speed of a machine."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

HANG = 900
"""Seconds: what takes longer hangs, on whatever machine."""

PATIENCE = 1200
"""So many tenths of a second are waited for another process to do something."""


def lines_executed(work: Callable[[], object]) -> int:
    """How many lines of Python `work` executes, those of loops as often as they are run."""
    count = 0

    def line(_frame: FrameType, event: str, _told: Any) -> Any:
        nonlocal count
        count += event == "line"
        return line

    before = sys.gettrace()
    sys.settrace(line)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def growth(work: Callable[[int], Callable[[], object]], size: int, times: int = 4) -> int:
    """How many tenths of the work at `size` the work at `times` that size is: 40 where it grows with the size.

    `work(size)` prepares, and answers what is to be counted.
    """
    lines_executed(work(size))  # what is done once in a process is no work of a size
    small, large = (lines_executed(work(one)) for one in (size, times * size))
    return 10 * large // small


@contextmanager
def hang_limit() -> Iterator[None]:
    """Fails what is done within if it takes HANG seconds; where there is no such alarm, never."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def hangs(_signal: int, _frame: FrameType | None) -> None:
        raise AssertionError(f"still running after {HANG} seconds")

    before = signal.signal(signal.SIGALRM, hangs)
    signal.alarm(HANG)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def awaited(happened: Callable[[], object]) -> bool:
    """Waits until `happened` answers yes; False if it never does."""
    for _ in range(PATIENCE):
        if happened():
            return True
        time.sleep(0.1)
    return False
