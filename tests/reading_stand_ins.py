"""What tests have a reading process do in place of reading: real crashes, loops and floods, in a real process."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import time
from collections.abc import Callable

from tables.decode import UnreadableDocument

Told = Callable[[int, int], None]


def answer(value: object, progress: Told) -> object:
    """Gives back what it is given."""
    progress(1, 1)
    return value


def number(progress: Told) -> int:
    """The id of the process."""
    return os.getpid()


def many_pages(count: int, pause: int, progress: Told) -> int:
    """Tells of `count` pages, `pause` thousandths of a second apart."""
    for page in range(count):
        time.sleep(pause / 1000)
        progress(page + 1, count)
    return count


def refuse(progress: Told) -> None:
    """Raises what a reader raises."""
    raise UnreadableDocument("pdf")


def stumble(progress: Told) -> None:
    """Raises what no reader should raise."""
    raise ZeroDivisionError


def sink(progress: Told) -> None:
    """Calls itself for ever."""
    sink(progress)


def not_there(progress: Told) -> bytes:
    """Opens a file that is not there."""
    with open("no such file", "rb") as stream:
        return stream.read()


def abort(progress: Told) -> None:
    """Ends as libraries end that find themselves broken."""
    os.abort()


def wild(progress: Told) -> None:
    """Reads memory that is nobody's."""
    ctypes.string_at(1)


def leave(progress: Told) -> None:
    """Ends without a word."""
    os._exit(0)


def babble(progress: Told) -> str:
    """Prints where the answers go, and answers all the same."""
    print("noise " * 1000, flush=True)
    os.write(1, b"more noise")
    return "clear"


def loop(progress: Told) -> None:
    """Never ends, and holds on to Python while it does not."""
    while True:
        pass


def child(marker: str, progress: Told) -> None:
    """Starts a program of its own that would write `marker`, and never ends."""
    subprocess.Popen([sys.executable, "-c", f"import time; time.sleep(3); open({marker!r}, 'w').close()"])
    loop(progress)


def tidy(marker: str, progress: Told) -> None:
    """Never ends by itself, and writes `marker` when it is told to stop."""
    try:
        time.sleep(600)
    finally:
        open(marker, "w").close()


def flood(progress: Told) -> int:
    """Wants all the memory there is."""
    held = []
    while True:
        held.append(bytearray(64 << 20))
        if len(held) > 10_000:
            return len(held)
