"""Handing out: threads of this program take bundles until Dask is there, whose workers do the rest.

A corpus of few dossiers is done before Dask would be of use: it is not started for one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from queue import SimpleQueue
from threading import Lock, Thread
from typing import TYPE_CHECKING

from reconcile.batch.bundles import Bundle, bundles, judged_all
from reconcile.batch.dossier_task import record_lost
from reconcile.batch.orders import Lost, Order, Outcome

if TYPE_CHECKING:
    from distributed import Client

_Done = tuple[Outcome, ...] | BaseException | None


class HandedOut:
    """Orders on their way to outcomes: `jobs` threads of this program begin at once, for `workers` in all."""

    def __init__(self, orders: Sequence[Order], workers: int, jobs: int) -> None:
        self._waiting = bundles(orders, workers)
        self._taking = Lock()
        self._done: SimpleQueue[_Done] = SimpleQueue()
        self._threads = jobs
        for _ in range(jobs):
            Thread(target=self._work, daemon=True).start()

    def _work(self) -> None:
        """Bundle after bundle is judged; None says that this thread takes no more."""
        try:
            while bundle := self._taken():
                self._done.put(judged_all(bundle))
        except BaseException as error:  # noqa: BLE001 - it is raised where outcomes are waited for
            self._done.put(error)
        self._done.put(None)

    def _taken(self) -> Bundle:
        with self._taking:
            return next(self._waiting, ())

    def outcomes(self, client: Client | None) -> Iterator[Outcome]:
        """The outcome of every order, as they are done; what no thread has taken goes to the client's workers.

        A bundle whose workers were lost with it is handed out again one by one. Raises OSError.
        """
        try:
            if client is not None:
                yield from self._by_workers(client)
            while self._threads:
                yield from self._by_thread()
        finally:
            self._left()

    def _left(self) -> Iterator[Bundle]:
        """What no thread has taken, nor will."""
        with self._taking:
            left, self._waiting = self._waiting, iter(())
        return left

    def _by_workers(self, client: Client) -> Iterator[Outcome]:
        from reconcile.batch.engine_of_tasks import answers

        lost: list[Bundle] = []
        for bundle, found in answers(client, judged_all, self._left()):
            if isinstance(found, Lost):
                lost.append(bundle)
            else:
                yield from found
            while not self._done.empty():
                yield from self._by_thread()
        alone = [(order,) for bundle in lost for order in bundle]
        for bundle, found in answers(client, judged_all, alone):
            yield from [record_lost(bundle[0], "worker-lost")] if isinstance(found, Lost) else found

    def _by_thread(self) -> tuple[Outcome, ...]:
        found = self._done.get()
        if isinstance(found, BaseException):
            raise found
        self._threads -= found is None
        return found or ()
