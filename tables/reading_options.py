"""How a file is to be read: what the user may choose, and the limits that hold for every file."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

ENGINES = ("auto", "grid", "camelot")


def silent(_done: int, _all: int) -> None:
    """Progress that nobody wants to see."""


class Reading(NamedTuple):
    """`engine` is who reads the tables of a PDF; `jobs` how many processes its pages are spread over; `progress` is
    told how many pages of how many are done.

    A plain tuple: the command line names the engines in its help before any library is loaded.
    """

    engine: str = "auto"
    jobs: int = 1
    progress: Callable[[int, int], None] = silent

    @property
    def threads(self) -> int:
        """How many threads one process may use: the cores, shared out among the processes."""
        return max((os.cpu_count() or 1) // max(self.jobs, 1), 1)


Watch: TypeAlias = Callable[[str], Callable[[int, int], None]]
"""Told which file is being read, it answers who is to be told of its pages."""

USUAL = Reading()
