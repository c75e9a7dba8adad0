"""The pages of one PDF spread over several reading processes, and put together again in one of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec import Struct

from tables.reading.isolated.pipe_messages import Task
from tables.reading.isolated.pool import Pool
from tables.reading_options import Reading

FEWEST = 8
"""Pages of a range: with fewer, starting a process takes longer than what it saves."""


class Spread(Struct, frozen=True):
    """A PDF whose pages are to be spread over the `reading.jobs` processes of `pool`; `size` is in bytes."""

    pool: Pool
    path: Path
    size: int
    reading: Reading
    progress: Callable[[int, int], None]

    def pages(self) -> Any:
        """All its PageBlocks in order, or the UnreadableDocument or OSError they ended in, as a value."""
        (count,) = self.pool.results([self._task("count_here", self.path)], _untold)
        if isinstance(count, Exception):
            return count
        done: dict[int, int] = {}

        def told(number: int, pages: int, _: int) -> None:
            done[number] = pages
            self.progress(sum(done.values()), count)

        bounds = ranges(count, self.reading.jobs)
        found = self.pool.results([self._task("pages_here", self.path, *b, self.reading) for b in bounds], told)
        failure = next((one for one in found if isinstance(one, Exception)), None)
        return failure or [page for part in found for page in part]

    def _task(self, function: str, *arguments: object) -> Task:
        return Task(f"tables.reading.reading_here:{function}", arguments, self.size)


def ranges(count: int, jobs: int) -> list[tuple[int, int]]:
    """Two ranges of pages for every process, so that one with heavy pages holds nobody up; fewer where pages are few.

    >>> ranges(100, 2), ranges(10, 4)
    ([(0, 25), (25, 50), (50, 75), (75, 100)], [(0, 10)])
    """
    parts = max(min(2 * jobs, count // FEWEST), 1)
    return [(count * at // parts, count * (at + 1) // parts) for at in range(parts)]


def _untold(_number: int, _done: int, _all: int) -> None:
    """Counting pages is over at once."""
