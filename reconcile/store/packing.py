"""Packing: parts become rows of the tables, in files that each hold the dossiers whose keys begin alike.

The rows of a file are in the order of their dossiers' keys, and a row group ends after so many rows: the same dossiers
give the same bytes, whatever was written before and in which order. Only files of which a dossier changed are written.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from reconcile.store.parts import table_of_part
from reconcile.store.refusals import StoreRefused
from reconcile.store.schema import OF_DOSSIERS, arrow_schema
from reconcile.store.written_whole import written_whole

DIGITS = 2
"""So many digits of a key say in which file it is: 256 files of each table at most."""
GROUP = 1 << 16
"""Rows of a row group."""


def bucket_of(key: str) -> str:
    """The file, by the beginning of its keys, that holds the dossier with this key.

    >>> bucket_of("4adf4367f96e584f")
    '4a'
    """
    return key[:DIGITS]


def pack(store: Path, bucket: str, parts: Mapping[str, Path], gone: Collection[str]) -> None:
    """Afterwards the files of `bucket` hold the `parts`, by their dossiers' keys, in place of what they held of those
    dossiers, nothing of those that are `gone`, and all else as before; the parts are no more.

    Whoever is killed in the middle does it again with the same result. Raises OSError, StoreRefused.
    """
    replaced = {*parts, *gone}
    for name in OF_DOSSIERS:
        target = store / name / f"{bucket}.parquet"
        merged = heapq.merge(_kept(target, replaced), _new(name, parts), key=lambda one: one[0])
        rows = (table for _, table in merged if table.num_rows)
        first = next(rows, None)
        if first is None:
            target.unlink(missing_ok=True)
            continue
        with written_whole(target) as begun:
            _write(begun, arrow_schema(name), chain([first], rows))
    for path in parts.values():
        path.unlink()


def _new(name: str, parts: Mapping[str, Path]) -> Iterator[tuple[str, Any]]:
    for key in sorted(parts):
        yield key, table_of_part(parts[key], name)


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


def _write(target: Path, schema: Any, tables: Iterable[Any]) -> None:
    """The rows in row groups of one size."""
    waiting: list[Any] = []
    count = 0
    with pq.ParquetWriter(target, schema, compression="zstd") as writer:
        for table in tables:
            waiting.append(table.cast(schema))
            count += table.num_rows
            while count >= GROUP:
                together = pa.concat_tables(waiting)
                writer.write_table(together.slice(0, GROUP).combine_chunks(), row_group_size=GROUP)
                waiting, count = [together.slice(GROUP)], count - GROUP
        if count:
            writer.write_table(pa.concat_tables(waiting).combine_chunks(), row_group_size=GROUP)
