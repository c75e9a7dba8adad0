"""The reading process: takes orders from its standard input, and answers on what was its standard output."""

from __future__ import annotations

import gc
import os
import pickle
import select
import signal
import threading
import time
from importlib import import_module
from types import FrameType
from typing import IO, Any

from fiscal.kept_patterns import keep
from tables.decode import UnreadableDocument
from tables.reading.isolated.limits import hold_to, hold_to_seconds
from tables.reading.isolated.pipe_messages import Answer, Failure, Message, Order, Progress, Refusal, SystemRefusal


def serve(memory: int) -> None:
    """Answers one order after the other until there are no more; does not return."""
    orders = os.fdopen(os.dup(0), "rb")
    # Libraries print what they like: what they print must not get between the answers.
    answers = os.fdopen(os.dup(1), "wb")
    # What readers make is hardly ever a circle, and a document is hundreds of thousands of objects to look through.
    gc.set_threshold(50_000, 20, 100)
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    hold_to(memory)
    if hasattr(os, "killpg"):
        # Whoever is told to stop in the middle of a file removes its temporary files and ends what it started.
        signal.signal(signal.SIGTERM, _stop)
        if hasattr(select, "poll"):
            threading.Thread(target=_go_with_parent, args=(orders.fileno(),), daemon=True).start()
    try:
        while True:
            order: Order = pickle.load(orders)
            outcome = _outcome(order, answers)
            # Before the answer: whoever has it may end this process.
            keep()
            _send(answers, outcome)
    except (EOFError, BrokenPipeError, KeyboardInterrupt, SystemExit):
        pass
    # Nothing is left to tidy up, and libraries that were hurt by a file may well crash while they tidy up.
    os._exit(0)


def loaded(function: str) -> Any:
    """The function that a task names as `module:function`."""
    module, _, name = function.partition(":")
    return getattr(import_module(module), name)


def _outcome(order: Order, answers: IO[bytes]) -> Message:
    """What the task came to; nothing but the loss of the parent is raised."""

    def told(done: int, every: int) -> None:
        _send(answers, Progress(done, every))
        hold_to_seconds(order.seconds)

    try:
        hold_to_seconds(order.seconds)
        return Answer(loaded(order.task.function)(*order.task.arguments, progress=told))
    except UnreadableDocument as refusal:
        return Refusal(refusal.reason)
    except BrokenPipeError:
        raise
    except OSError as refusal:
        return SystemRefusal(refusal.errno, refusal.strerror or str(refusal), isinstance(refusal, PermissionError))
    except MemoryError:
        return Failure("too-much-memory")
    except RecursionError:
        return Failure("crashed: RecursionError")
    except Exception as error:  # noqa: BLE001 - a reader that stumbles must not keep the others from being read
        if os.environ.get("FISCAL_DEBUG"):
            import traceback

            traceback.print_exception(error)
        return Failure(f"crashed: {type(error).__name__}")


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit


def _go_with_parent(orders: int) -> None:
    """Waits until nobody can give orders any more; a second later this process and all that it started are no more.

    The program that started it may have been killed while a task is in the middle of something that takes minutes.
    """
    lost = select.poll()
    lost.register(orders, 0)  # no more is asked for than that the other end is closed
    lost.poll()
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(1)
    if os.getpgrp() == os.getpid():
        os.killpg(os.getpid(), signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGKILL)


def _send(answers: IO[bytes], message: Message) -> None:
    pickle.dump(message, answers, protocol=pickle.HIGHEST_PROTOCOL)
    answers.flush()
