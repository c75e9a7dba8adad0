"""How long a file may take and how much memory it may use before its reading is given up."""

from __future__ import annotations

import os
from importlib.util import find_spec

from msgspec import Struct

MEGABYTE = 1 << 20
SECONDS, MEGABYTES = "FISCAL_READING_SECONDS", "FISCAL_READING_MEGABYTES"
"""What the environment may say instead of the usual `start` and `memory`."""


class Limits(Struct, frozen=True):
    """`start` seconds are given to every file, and once more to each of its pages that is waited for; to them come
    `per_megabyte` seconds, and in all `per_page` seconds a page. `memory` is in bytes.

    Recognising a scanned page takes some seconds, converting a large file with LibreOffice up to three minutes; what
    needs much longer is not going to end.
    """

    start: int = 200
    per_megabyte: int = 5
    per_page: int = 30
    memory: int = 4 << 30

    @classmethod
    def usual(cls) -> Limits:
        """The usual limits, or those that the environment says."""
        memory = _said(MEGABYTES, cls().memory // MEGABYTE) * MEGABYTE
        return cls(start=_said(SECONDS, cls().start), memory=memory)

    def first(self, size: int) -> int:
        """Seconds after which a file of `size` bytes has to have told of a page, or to be done.

        >>> Limits().first(3 << 20)
        215
        """
        return self.start + self.per_megabyte * (size // MEGABYTE)

    def whole(self, size: int, pages: int) -> int:
        """Seconds after which a file of `size` bytes and so many pages has to be done.

        >>> Limits().whole(3 << 20, 100)
        3215
        """
        return self.first(size) + self.per_page * pages


def _said(name: str, usual: int) -> int:
    said = os.environ.get(name, "")
    return int(said) if said.isdecimal() and 0 < int(said) < 10**7 else usual


def known_here() -> bool:
    """True where the system limits the memory and the computing of a process; elsewhere only the clock is watched."""
    return find_spec("resource") is not None


def hold_to(memory: int) -> None:
    """This process and its children get no more memory than `memory`, and leave no dump when they crash.

    Where the system knows no such limits, only the time is limited.
    """
    try:
        import resource
    except ImportError:
        return
    # Addresses that are only set aside (stacks of threads, maps of files) may be some times more than the memory used.
    for name, limit in (("RLIMIT_DATA", memory), ("RLIMIT_AS", 4 * memory), ("RLIMIT_CORE", 0)):
        _lower(resource, getattr(resource, name, None), limit)


def hold_to_seconds(seconds: int) -> None:
    """From now on this process may compute for so many seconds: it ends even where nobody is left to end it."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime)
    _lower(resource, resource.RLIMIT_CPU, spent + seconds)


def _lower(resource: object, kind: int | None, limit: int) -> None:
    """Sets the soft limit only, so that it can be set anew for the next file."""
    if kind is None:
        return
    hard = resource.getrlimit(kind)[1]  # type: ignore[attr-defined]
    wanted = limit if hard < 0 else min(limit, hard)
    try:
        resource.setrlimit(kind, (wanted, hard))  # type: ignore[attr-defined]
    except (ValueError, OSError):  # macOS knows the name of some limits and refuses to set them
        return
