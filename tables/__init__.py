"""How a document gives up its tables and figures: one reader per format, all into the same Document."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from fiscal.document import Document
    from tables.reading import Reading

__all__ = ["read"]


def read(path: Path | str, document: str = "d0", shown: str | None = None, reading: Reading | None = None) -> Document:
    """The Document of the file at `path`, of whatever format (see tables/readers.py, which this loads when called)."""
    from tables import readers
    from tables.reading import USUAL

    return readers.read(path, document, shown, reading or USUAL)
