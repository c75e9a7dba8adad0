"""The processes that read and judge: each is kept from one dossier to the next, and works for one task at a time.

Those of this machine are started before anything else is, while this program is a single thread: then they can be
forked from it and have loaded already what it has loaded.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from reconcile.proposers import checks
from tables.reading.isolated.pool import Pool

MOST_TASKS = 500
"""Tasks after which a process makes room for a fresh one."""
USED = "reconcile.batch.judged_here:judge_kept"
"""What every one of them will be asked."""

_changed = threading.Condition()
_idle: list[Pool] = []
_at_work: set[Pool] = set()
_most: list[int] = []
"""How many there may be; empty where whoever calls sees to it."""


def start_processes(count: int) -> None:
    """So many processes are started, and there will not be more at a time until all are ended."""
    checks()
    _most[:] = [count]
    some = [Pool(1, most_tasks=MOST_TASKS) for _ in range(count)]
    for pool in some:
        pool.start(USED)
    _idle.extend(some)


@contextmanager
def kept_process() -> Iterator[Pool]:
    """Within it a process of this program is the caller's alone."""
    with _changed:
        _changed.wait_for(lambda: not _most or len(_at_work) < _most[0])
        pool = _idle.pop() if _idle else Pool(1, most_tasks=MOST_TASKS)
        _at_work.add(pool)
    try:
        yield pool
    finally:
        with _changed:
            kept = pool in _at_work
            if kept:
                _at_work.remove(pool)
                _idle.append(pool)
            _changed.notify()
        if not kept:
            pool.end()


def end_processes() -> None:
    """The processes of this program that have nothing to do are ended, the others when their task is done.

    To end one in the middle of a file would look as if the file had been its end.
    """
    with _changed:
        some = list(_idle)
        _idle.clear()
        _at_work.clear()
        _most.clear()
        _changed.notify_all()
    for pool in some:
        pool.end()
