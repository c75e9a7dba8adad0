"""A bag of independent tasks on Dask: on this machine, or on any scheduler by its address, with the same code.

On this machine scheduler and workers are threads of this program that talk without a network: what reads and judges is
a process of its own beneath each of them. Nothing is served: no dashboard, no port.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

from distributed import Client, Scheduler, SpecCluster, Worker, as_completed
from distributed.scheduler import KilledWorker

from reconcile.batch.orders import Lost, SchedulerAbsent

Asked = TypeVar("Asked")
Answered = TypeVar("Answered")

WINDOW = 4
"""So many tasks for each worker are handed out at once: the scheduler never holds the whole corpus."""
RETRIES = 2
PATIENCE = 10
"""Seconds that a scheduler and its first worker may take to answer."""


@contextmanager
def workers(jobs: int, scheduler: str | None, at_end: Callable[[], None]) -> Iterator[Client]:
    """Within it there are `jobs` workers on this machine, or those of the scheduler at the address given.

    When all is done `at_end` is called once on every worker.

    Raises SchedulerAbsent.
    """
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    if scheduler is not None:
        with _reached(scheduler) as client:
            yield client
            client.run(at_end)
        return
    local = {"protocol": "inproc", "dashboard": False}
    scheduler_here = {"cls": _UnservedScheduler, "options": {**local, "port": 0}}
    worker_here = {"cls": _UnservedWorker, "options": {**local, "nthreads": jobs, "memory_limit": 0}}
    with (
        SpecCluster(workers={0: worker_here}, scheduler=scheduler_here, silence_logs=logging.CRITICAL) as cluster,
        Client(cluster, set_as_default=False) as client,
    ):
        yield client
        client.run(at_end)


class _Unserved:
    """A part of Dask that answers no browser: by itself it would listen on a port even without a dashboard."""

    def start_http_server(self, *_routes: object, **_options: object) -> None:
        """Nothing is started."""


class _UnservedScheduler(_Unserved, Scheduler):
    """The scheduler of this machine."""


class _UnservedWorker(_Unserved, Worker):
    """The worker of this machine, with a thread for every dossier at work."""


@contextmanager
def _reached(address: str) -> Iterator[Client]:
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise SchedulerAbsent(str(error)) from None
    with client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError:
            raise SchedulerAbsent("no workers") from None
        yield client


def threads(client: Client) -> int:
    """How many tasks its workers do at once."""
    counted: dict[str, int] = client.nthreads()
    return max(1, sum(counted.values()))


def answers(
    client: Client, call: Callable[[Asked], Answered], asked: Iterable[Asked]
) -> Iterator[tuple[Asked, Answered | Lost]]:
    """What `call` answers for each of those asked, in the order in which they are done; a lost worker's task is Lost.

    Raises what `call` raises once it has been tried RETRIES times more.
    """
    waiting = iter(asked)
    at_work: dict[str, Asked] = {}
    done = as_completed(loop=client.loop)

    def hand_out(number: int) -> None:
        for one in islice(waiting, number):
            future: Any = client.submit(call, one, pure=False, retries=RETRIES)
            at_work[future.key] = one
            done.add(future)

    hand_out(WINDOW * threads(client))
    for future in done:
        one = at_work.pop(future.key)
        failure = future.exception() if future.status == "error" else None
        if isinstance(failure, KilledWorker):
            yield one, Lost(str(failure))
        elif failure is not None:
            raise failure
        else:
            yield one, future.result()
        future.release()
        hand_out(1)
