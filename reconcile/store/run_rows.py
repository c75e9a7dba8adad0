"""The rows that tell of a run: one for the whole, one for every dossier judged. Only they know the time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from msgspec import Struct

from reconcile.store.decimals_held import text_held
from reconcile.store.schema import TABLES, arrow_schema
from reconcile.store.written_whole import written_whole


class RunRow(Struct, frozen=True):
    """What `runs` says of a run as a whole, where `dossier` is None, or of one dossier judged by it."""

    dossier: str | None
    outcome: str
    version: str
    program: str
    begun: datetime
    ended: datetime
    workers: int
    documents: int = 0
    unchanged: int = 0
    removed: int = 0
    failed: int = 0
    pages: int = 0
    figures: int = 0
    bytes: int = 0
    reading_ms: int = 0
    judging_ms: int = 0
    writing_ms: int = 0
    peak_kb: int = 0


def write_run(store: Path, rows: Sequence[RunRow]) -> None:
    """The store has the rows of one more run, in a file of its own that is called after the moment it began."""
    run = f"{rows[0].begun:%Y%m%dT%H%M%S%f}"
    columns: list[Any] = []
    for one in TABLES["runs"]:
        values = [_held(run if one.name == "run" else getattr(row, one.name)) for row in rows]
        columns.append(pa.array(values, type=one.type))
    with written_whole(store / "runs" / f"{run}.parquet") as target:
        pq.write_table(pa.Table.from_arrays(columns, schema=arrow_schema("runs")), target, compression="zstd")


def _held(value: object) -> object:
    """Text as UTF-8, times without their zone, which is UTC."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    return text_held(value) if isinstance(value, str) else value
