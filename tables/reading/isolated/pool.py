"""Some reading processes and the tasks they share: each task ends in its result or in the reason why there is none."""

from __future__ import annotations

import os
import queue
import time
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any

from msgspec import Struct

from tables.decode import UnreadableDocument
from tables.reading.isolated.limits import Limits
from tables.reading.isolated.pipe_messages import (
    Answer,
    Failure,
    Message,
    Order,
    Progress,
    Refusal,
    SystemRefusal,
    Task,
)
from tables.reading.isolated.process import Heard, Process
from tables.reading.isolated.worker import loaded

MOST_TASKS = 50
"""Tasks after which a process makes room for a fresh one: what libraries leak does not add up."""


def _nothing() -> None:
    """What there is to do meanwhile, usually."""


class _Work(Struct):
    """What a process is at: the task's number, and when it has to have told of the next page or to be done."""

    number: int
    task: Task
    begun: int
    told: int
    pages: int = 0

    def deadline(self, limits: Limits) -> int:
        """The second from which on this has taken too long."""
        more = self.task.more
        first = limits.first(self.task.size) + more
        return min(self.told + first, self.begun + limits.whole(self.task.size, self.pages) + more)


class Pool:
    """At most `jobs` reading processes, started when there is work, ended when the `with` block is left.

    After `most_tasks` tasks a process makes room for a fresh one.
    """

    def __init__(self, jobs: int = 1, limits: Limits | None = None, most_tasks: int = MOST_TASKS) -> None:
        self._jobs = max(jobs, 1)
        self._limits = limits or Limits.usual()
        self._most_tasks = most_tasks
        self._heard: queue.SimpleQueue[Heard] = queue.SimpleQueue()
        self._idle: list[tuple[Process, int]] = []
        self._busy: dict[Process, tuple[_Work, int]] = {}

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def end(self) -> None:
        """All processes are ended; when there is work again, fresh ones are started."""
        for process in self._busy:
            process.stop()
        for process in [*self._busy, *(process for process, _ in self._idle)]:
            process.end()
        self._busy.clear()
        self._idle.clear()

    def start(self, function: str) -> None:
        """A process is started before there is work for it, which `function` will do; forked where that is safe."""
        loaded(function)
        self._idle.append((Process(self._limits.memory, self._heard, near=True), 0))

    def results(
        self,
        tasks: Sequence[Task],
        progress: Callable[[int, int, int], None],
        meanwhile: Callable[[], object] = _nothing,
    ) -> list[Any]:
        """What each task gave back, in their order, or the UnreadableDocument or OSError it ended in, as a value.

        `progress` is told of which task how many pages of how many are done; `meanwhile` is called once, when the
        processes are at work.
        """
        found: list[Any] = [None] * len(tasks)
        waiting = list(enumerate(tasks))[::-1]
        self._begin_some(waiting)
        meanwhile()
        while waiting or self._busy:
            self._begin_some(waiting)
            process, message = self._next()
            if process not in self._busy:
                self._idle = [entry for entry in self._idle if entry[0] is not process]
                continue  # the last words of a process that was given up, or that ended while it had nothing to do
            work, before = self._busy[process]
            if isinstance(message, Progress):
                work.told, work.pages = _now(), message.all
                progress(work.number, message.done, message.all)
                continue
            del self._busy[process]
            found[work.number] = _value(message) if message else UnreadableDocument(process.reason())
            if message is None or isinstance(message, Failure) or before + 1 >= self._most_tasks:
                process.end()
            else:
                self._idle.append((process, before + 1))
        return found

    def _begin_some(self, waiting: list[tuple[int, Task]]) -> None:
        """As many of the tasks that wait (the next is the last) as there may be processes are given to one."""
        while waiting and len(self._busy) < self._jobs:
            number, task = waiting.pop()
            self._begin(number, task)

    def _begin(self, number: int, task: Task) -> None:
        process, before = self._idle.pop() if self._idle else (self._started(task), 0)
        now = _now()
        self._busy[process] = _Work(number, task, now, now), before
        seconds = self._limits.first(task.size) + task.more
        process.send(Order(task, seconds * (os.cpu_count() or 1)))

    def _started(self, task: Task) -> Process:
        if task.near:
            loaded(task.function)  # here, it need not be loaded there
        return Process(self._limits.memory, self._heard, task.near)

    def _next(self) -> tuple[Process, Message | None]:
        """The next message; a process that has taken too long is ended, and that is what it has to say."""
        while True:
            late = {process: work.deadline(self._limits) - _now() for process, (work, _) in self._busy.items()}
            process = min(late, key=lambda one: late[one])
            if late[process] <= 0:
                process.stop()
                process.end()
                return process, Failure("too-slow")
            try:
                # One second at a time: some systems do not let the keyboard interrupt a longer wait.
                return self._heard.get(timeout=min(late[process], 1))
            except queue.Empty:
                continue


def _value(message: Message) -> Any:
    """What a message means for the one who asked."""
    if isinstance(message, Answer):
        return message.value
    if isinstance(message, SystemRefusal):
        return (PermissionError if message.denied else OSError)(message.number, message.text)
    assert isinstance(message, Refusal | Failure)
    return UnreadableDocument(message.reason)


def _now() -> int:
    """Seconds on a clock that only goes forward."""
    return int(time.monotonic())
