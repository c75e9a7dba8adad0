"""Writes what a command hands over: to the screen, or to a file that is there whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from reconcile.commands.failures import OutputRefused, WouldOverwriteInput


def check_target(target: Path, inputs: Iterable[Path] = ()) -> None:
    """Returns if `target` looks writable and is none of the inputs, so that a long job does not fail at its end.

    Raises OutputRefused, WouldOverwriteInput.
    """
    if target.is_dir():
        raise OutputRefused(str(target), IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR)))
    folder = target.resolve().parent
    if not folder.is_dir():
        code = errno.ENOTDIR if folder.exists() else errno.ENOENT
        raise OutputRefused(str(target), OSError(code, os.strerror(code)))
    if target.exists() and any(source.is_file() and source.samefile(target) for source in inputs):
        raise WouldOverwriteInput(str(target))


def write_whole(target: Path, content: bytes) -> None:
    """Afterwards `target` holds exactly `content`; if anything fails it is as it was before.

    The content goes to a temporary file in the same folder, is forced to the disk and renamed into place. What is not a
    regular file (a pipe, /dev/null) is written directly. Raises OutputRefused.
    """
    try:
        if target.exists() and not target.is_file():
            with target.open("wb") as stream:
                stream.write(content)
            return
        _replace(target.resolve(), content)
    except OSError as error:
        raise OutputRefused(str(target), error) from error


def _replace(target: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=".fiscal-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(_mode(target))
        Path(name).replace(target)
    except BaseException:  # an interrupted job must not leave the temporary file behind either
        Path(name).unlink(missing_ok=True)
        raise


def _mode(target: Path) -> int:
    """The permissions the file has, or would get from the umask: mkstemp's are for its owner only."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask


def show(text: str) -> None:
    """`text` is on standard output in UTF-8; a reader that has gone away (`| head`) is not an error.

    Raises OutputRefused where standard output is closed or full.
    """
    if sys.stdout is None:
        raise OutputRefused("stdout", OSError(errno.EBADF, os.strerror(errno.EBADF)))
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(encoded(text))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        silence()
    except OSError as error:
        silence()
        raise OutputRefused("stdout", error) from error


def silence() -> None:
    """Nothing more reaches standard output: Python flushes it once more at exit, which must not fail."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def encoded(text: str) -> bytes:
    """`text` as UTF-8; file names that are no valid UTF-8 show as escapes, which JSON reads back."""
    return text.encode("utf-8", "backslashreplace")


def deliver(text: str, target: Path | None) -> None:
    """`text` is in the file `target`, or on standard output where there is none."""
    if target is None:
        show(text)
    else:
        write_whole(target, encoded(text))
