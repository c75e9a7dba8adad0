"""The bytes of a file, never more than the limit: a size that was looked at before may not be the one that is read."""

from __future__ import annotations

from pathlib import Path

from tables.decode import UnreadableDocument

FILE_LIMIT = 256 << 20
"""Bytes of the largest file that is looked at: a scanned book of 500 pages has 100 MB."""


def bytes_of(path: Path, limit: int = FILE_LIMIT) -> bytes:
    """The bytes of the file at `path`. Raises UnreadableDocument with reason "too-large", OSError."""
    with path.open("rb") as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise UnreadableDocument("too-large")
    return data
