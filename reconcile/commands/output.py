"""Writes what a command hands over: to the screen, or to a file that is there whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

from reconcile.commands.failures import OutputRefused, SameTarget, WouldOverwriteInput, WrongKind

KINDS = frozenset(
    [
        ".xls",
        ".xlsx",
        ".xlsm",
        ".xlsb",
        ".et",
        ".ods",
        ".csv",
        ".doc",
        ".docx",
        ".wps",
        ".odt",
        ".rtf",
        ".pdf",
        ".ofd",
        ".htm",
        ".html",
        ".txt",
        ".md",
        ".json",
    ]
)
"""Endings by which programs choose how to open a file."""


def check_target(target: Path, inputs: Iterable[Path] = ()) -> None:
    """Returns if `target` looks writable and is none of the inputs, so that a long job does not fail at its end.

    Raises OutputRefused, WouldOverwriteInput.
    """
    try:
        _check_target(target, inputs)
    except OSError as error:  # a name that is too long, links in a circle
        raise OutputRefused(str(target), error) from error


def check_kind_of(target: Path, wanted: str) -> None:
    """Returns unless the name of `target` ends like another kind of document than `wanted` (".xlsx").

    Raises WrongKind.
    """
    if target.suffix.lower() in KINDS - {wanted}:
        raise WrongKind(str(target), wanted, target.with_suffix(wanted).name)


def _check_target(target: Path, inputs: Iterable[Path]) -> None:
    if target.is_dir():
        raise OutputRefused(str(target), IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR)))
    folder = _place(target).parent
    if not folder.is_dir():
        code = errno.ENOTDIR if folder.exists() else errno.ENOENT
        raise OutputRefused(str(target), OSError(code, os.strerror(code)))
    if target.is_file() and any(_reads(source, target) for source in inputs):
        raise WouldOverwriteInput(str(target))


def _place(path: Path) -> Path:
    """Where `path` leads. Raises OSError, for links in a circle too."""
    try:
        return path.resolve()
    except RuntimeError as error:
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from error


def _reads(source: Path, target: Path) -> bool:
    """True if `target` is the file `source`, or one of that folder that this program did not write itself."""
    if source.is_dir():
        from tables.reading.own_outputs import is_ours

        return _place(target).is_relative_to(_place(source)) and not is_ours(target)
    return source.is_file() and source.samefile(target)


def check_apart(targets: Iterable[Path]) -> None:
    """Returns if no two outputs go to one file. Raises SameTarget."""
    taken: set[Path] = set()
    for target in targets:
        place = _place(target)
        if place in taken and (target.is_file() or not target.exists()):
            raise SameTarget(str(target))
        taken.add(place)


def write_whole(target: Path, content: bytes) -> None:
    """Afterwards `target` holds exactly `content`; if anything fails it is as it was before.

    The content goes to a temporary file in the same folder, is forced to the disk and renamed into place. What is not a
    regular file (a pipe, /dev/null) is written directly. Raises OutputRefused.
    """
    try:
        if target.exists() and not target.is_file():
            _pour(target, content)
            return
        _replace(_place(target), content)
    except OSError as error:
        raise OutputRefused(str(target), error) from error


PATIENCE = 5
"""Seconds that somebody may take to begin to read from a pipe."""


def _pour(target: Path, content: bytes) -> None:
    """Writes to what is no regular file. Raises OSError, for a pipe from which nobody reads too."""
    with os.fdopen(_opened(target), "wb") as stream:
        stream.write(content)


def _opened(target: Path) -> int:
    for left in range(PATIENCE, -1, -1):
        try:
            handle = os.open(target, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
        except OSError as error:
            if error.errno != errno.ENXIO or not target.is_fifo() or not left:
                raise
            time.sleep(1)
        else:
            if hasattr(os, "O_NONBLOCK"):
                os.set_blocking(handle, True)
            return handle
    raise AssertionError("the last attempt answers or raises")


STALE = 3600
"""Seconds after which a temporary file belongs to no job that still runs: writing takes moments."""


def _tidy(folder: Path) -> None:
    """What jobs that were killed while they wrote have left in `folder` is removed."""
    for left in folder.glob(".fiscal-*"):
        with suppress(OSError):
            if left.is_file() and time.time() - left.stat().st_mtime > STALE:
                left.unlink()


def _replace(target: Path, content: bytes) -> None:
    _tidy(target.parent)
    handle, name = _temporary(target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
            if name is None:
                name = _named(stream.fileno(), target.parent)
        name.chmod(_mode(target))
        name.replace(target)
    except BaseException:  # an interrupted job must not leave the temporary file behind either
        if name is not None:
            name.unlink(missing_ok=True)
        raise


def _temporary(folder: Path) -> tuple[int, Path | None]:
    """A new file in `folder`, open for writing: without a name where the system can, so that nothing is left of it if
    this job is killed.
    """
    if hasattr(os, "O_TMPFILE") and Path("/proc/self/fd").is_dir():
        with suppress(OSError):  # not every file system knows files without a name
            return os.open(folder, os.O_TMPFILE | os.O_WRONLY, 0o600), None
    import tempfile  # with all that it loads, only where something is written

    handle, name = tempfile.mkstemp(prefix=".fiscal-", dir=folder)
    return handle, Path(name)


def _named(handle: int, folder: Path) -> Path:
    """Gives a file without a name one in `folder`; a moment later it is renamed again."""
    name = folder / f".fiscal-{os.urandom(8).hex()}"
    # Only with a directory does Python ask the system to follow the link that stands for the open file.
    os.link(f"/proc/self/fd/{handle}", name, src_dir_fd=handle, follow_symlinks=True)
    return name


def locks_known() -> bool:
    """True where the system knows locks of folders."""
    return find_spec("fcntl") is not None


@contextmanager
def alone(target: Path) -> Iterator[None]:
    """Within it no other job of this program changes `target`; no file is left behind.

    Where the system knows no locks of folders, nothing is locked.
    """
    if not locks_known():
        yield
        return
    import fcntl

    handle = os.open(_place(target).parent, os.O_RDONLY)
    try:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


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
