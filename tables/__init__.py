"""How a document gives up its tables and figures: one reader per format, all into the same Document."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pandas as pd

    from fiscal.document import Document
    from fiscal.table import Table
    from tables.reading.dossier_reading import DossierRead
    from tables.reading_options import Reading

__all__ = ["facts", "frame", "read", "read_dossier"]


def read(path: Path | str, document: str = "d0", shown: str | None = None, reading: Reading | None = None) -> Document:
    """The Document of the file at `path`, of whatever format (see tables/reading/readers.py, loaded when called)."""
    from tables.reading import readers
    from tables.reading_options import USUAL

    return readers.read(path, document, shown, reading or USUAL)


def read_dossier(*paths: Path | str, reading: Reading | None = None) -> DossierRead:
    """The documents of all files under `paths`, folders or files, as `fiscal check` takes them: a sequence that also
    knows what was left out (`skipped`) and finds tables by a word (`find`). What could not be read is a document
    without figures whose notes say why. Raises FileNotFoundError for a path that does not exist.
    """
    from pathlib import Path

    from tables.reading import dossier_reading
    from tables.reading_options import USUAL

    return dossier_reading.read_dossier([Path(path) for path in paths], reading or USUAL)


def frame(table: Table, flat: bool = False) -> pd.DataFrame:
    """The table as a pandas DataFrame of exact amounts, dtype `amount[…]` with the unit; see docs/dataframes.md.

    `flat`: one level of column names, "2025年 / 预算数", and the rows' label, level, code and elided as plain columns.
    """
    from tables.frames.frame import frame_of

    return frame_of(table, flat)


def facts(documents: Iterable[Document]) -> pd.DataFrame:
    """One figure a row with what it measures and exact amounts in one unit, to be stacked; see docs/dataframes.md."""
    from tables.frames.facts import facts_of

    return facts_of(documents)
