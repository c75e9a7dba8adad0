"""What a reading process is asked and what it answers; pickled, because both ends are this program."""

from __future__ import annotations

from typing import Any

from msgspec import Struct


class Task(Struct, frozen=True):
    """A call to make: `module:function` with `arguments` and, as `progress`, somebody to tell of pages done.

    `size` is that of the file in bytes; `more` are seconds it may take beyond those for reading a file of that size.
    `near` if it needs no library but this program.
    """

    function: str
    arguments: tuple[Any, ...]
    size: int = 0
    more: int = 0
    near: bool = False


class Order(Struct, frozen=True):
    """A Task as it is sent, with the seconds of computing that it may take at most, for every page anew."""

    task: Task
    seconds: int


class Progress(Struct, frozen=True):
    """So many pages of how many are done."""

    done: int
    all: int


class Answer(Struct, frozen=True):
    """What the call gave back."""

    value: Any


class Refusal(Struct, frozen=True):
    """The call raised UnreadableDocument with this reason."""

    reason: str


class SystemRefusal(Struct, frozen=True):
    """The call raised OSError; `denied` tells that it was for want of permission."""

    number: int | None
    text: str
    denied: bool


class Failure(Struct, frozen=True):
    """The call raised something that no reader should raise, or ran out of memory."""

    reason: str


Message = Progress | Answer | Refusal | SystemRefusal | Failure
