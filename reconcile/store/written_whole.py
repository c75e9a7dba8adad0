"""Files of the store are there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

BEGUN = ".fiscal-"
"""How the names of files begin that are not whole yet."""


@contextmanager
def written_whole(target: Path) -> Iterator[Path]:
    """A path to write to; if nothing was raised, `target` is that file afterwards, else as it was before."""
    handle, name = tempfile.mkstemp(prefix=BEGUN, dir=target.parent)
    os.close(handle)
    begun = Path(name)
    try:
        yield begun
        begun.chmod(0o644)
        with begun.open("rb") as stream:
            os.fsync(stream.fileno())
        begun.replace(target)
    except BaseException:  # an interrupted run must not leave the temporary file behind either
        begun.unlink(missing_ok=True)
        raise


def tidy(folder: Path) -> None:
    """What runs that were killed while they wrote have left in `folder` is gone: nobody else writes there now."""
    for left in folder.glob(f"{BEGUN}*"):
        with suppress(OSError):
            left.unlink()
