"""Packing: parts become rows of the tables, in files that each hold the dossiers whose keys begin alike.

The rows of a file are in the order of their dossiers' keys, and a row group ends after so many rows: the same dossiers
give the same bytes, whatever was written before and in which order. Only files of which a dossier changed are written.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from reconcile.store.parts import read_part
from reconcile.store.refusals import StoreRefused
from reconcile.store.schema import OF_DOSSIERS, arrow_schema
from reconcile.store.written_whole import written_whole

DIGITS = 2
"""So many digits of a key say in which file it is: 256 files of each table at most."""
GROUP = 1 << 16
"""Rows of a row group."""


def buckets(keys: Iterable[str]) -> list[str]:
    """The files, by the beginnings of their keys, that hold the dossiers with these keys.

    >>> buckets(["4adf4367f96e584f", "4a00000000000000", "b200000000000000"])
    ['4a', 'b2']
    """
    return sorted({key[:DIGITS] for key in keys})


def pack(store: Path, bucket: str, parts: Mapping[str, Path], gone: Collection[str]) -> None:
    """Afterwards the files of `bucket` hold the `parts`, by their dossiers' keys, in place of what they held of those
    dossiers, nothing of those that are `gone`, and all else as before; the parts are no more.

    Whoever is killed in the middle does it again with the same result. Raises OSError, StoreRefused.
    """
    replaced = {*parts, *gone}
    for name in OF_DOSSIERS:
        target = store / name / f"{bucket}.parquet"
        rows = heapq.merge(_kept(target, replaced), _new(name, parts), key=lambda one: one[0])
        with written_whole(target) as begun:
            any_rows = _write(begun, name, (table for _, table in rows))
        if not any_rows:
            target.unlink()
    for path in parts.values():
        path.unlink()


def _new(name: str, parts: Mapping[str, Path]) -> Iterator[tuple[str, Any]]:
    for key in sorted(parts):
        yield key, read_part(parts[key])[name]


def _kept(path: Path, replaced: Collection[str]) -> Iterator[tuple[str, Any]]:
    """The rows of the file at `path` in pieces of one dossier each, but for those `replaced`."""
    if not path.is_file():
        return
    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(GROUP):
                runs = pc.run_end_encode(batch.column("dossier_id"))
                begin = 0
                for key, end in zip(runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True):
                    if key not in replaced:
                        yield key, pa.Table.from_batches([batch.slice(begin, end - begin)])
                    begin = end
    except (pa.ArrowException, EOFError):
        raise StoreRefused("broken", f"{path.parent.name}/{path.name}") from None


def _write(target: Path, name: str, tables: Iterable[Any]) -> bool:
    """The rows in row groups of one size; True if there are any."""
    schema, waiting, any_rows = arrow_schema(name), arrow_schema(name).empty_table(), False
    with pq.ParquetWriter(target, schema, compression="zstd") as writer:
        for table in tables:
            any_rows = any_rows or table.num_rows > 0
            waiting = pa.concat_tables([waiting, table.cast(schema)])
            while waiting.num_rows >= GROUP:
                writer.write_table(waiting.slice(0, GROUP).combine_chunks(), row_group_size=GROUP)
                waiting = waiting.slice(GROUP)
        if waiting.num_rows:
            writer.write_table(waiting.combine_chunks(), row_group_size=GROUP)
    return any_rows
