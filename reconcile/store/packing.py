"""Packing: parts become rows of the tables, in files that each hold the dossiers whose keys begin alike.

The rows of a file are in the order of their dossiers' keys, and a row group ends after so many rows: the same dossiers
give the same bytes, whatever was written before and in which order. Only files of which a dossier changed are written.
A store of few dossiers has 16 files for each table, a larger one 256: when it grows or shrinks, all are written anew.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from reconcile.store.opening import EMPTY
from reconcile.store.parts import table_of_part
from reconcile.store.refusals import StoreRefused
from reconcile.store.schema import OF_DOSSIERS, arrow_schema
from reconcile.store.written_whole import written_whole

FEW = 512
"""Dossiers up to which one digit of their keys says in which file they are; beyond it are two."""
GROUP = 1 << 16
"""Rows of a row group."""


def digits_for(dossiers: int) -> int:
    """How many digits of a key say in which file it is, in a store of so many dossiers.

    >>> digits_for(200), digits_for(150_000)
    (1, 2)
    """
    return 1 if dossiers <= FEW else 2


def otherwise_packed(store: Path, digits: int) -> list[Path]:
    """The files of the store that are named by another number of digits."""
    found = [path for name in OF_DOSSIERS for path in sorted((store / name).glob("*.parquet"))]
    return [path for path in found if path.name != EMPTY and len(path.stem) != digits]


def pack(store: Path, bucket: str, parts: Mapping[str, Path], gone: Collection[str]) -> None:
    """Afterwards the files of `bucket` hold the `parts`, by their dossiers' keys, in place of what they held of those
    dossiers, nothing of those that are `gone`, and all else as before; the parts are no more.

    Files named by another number of digits are read, too, and stay. Whoever is killed in the middle does it again with
    the same result. Raises OSError, StoreRefused.
    """
    replaced = {*parts, *gone}
    others = otherwise_packed(store, len(bucket))
    for name in OF_DOSSIERS:
        target = store / name / f"{bucket}.parquet"
        before = [target, *(path for path in others if path.parent == target.parent and _shares(path.stem, bucket))]
        rows = _merged([_new(name, parts), *(_kept(path, bucket, replaced) for path in before)])
        first = next(rows, None)
        if first is None:
            target.unlink(missing_ok=True)
            continue
        with written_whole(target) as begun:
            _write(begun, arrow_schema(name), chain([first], rows))
    for path in parts.values():
        path.unlink()


def _shares(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _merged(sources: Sequence[Iterable[tuple[str, Any]]]) -> Iterator[Any]:
    """The rows of all sources by key; of a dossier that several have, those of the first that has it."""
    ranked = (_ranked(source, rank) for rank, source in enumerate(sources))
    last, whose = "", 0
    for key, rank, table in heapq.merge(*ranked, key=lambda one: one[:2]):
        if key != last:
            last, whose = key, rank
        if rank == whose and table.num_rows:
            yield table


def _ranked(source: Iterable[tuple[str, Any]], rank: int) -> Iterator[tuple[str, int, Any]]:
    for key, table in source:
        yield key, rank, table


def _new(name: str, parts: Mapping[str, Path]) -> Iterator[tuple[str, Any]]:
    for key in sorted(parts):
        yield key, table_of_part(parts[key], name)


def _kept(path: Path, bucket: str, replaced: Collection[str]) -> Iterator[tuple[str, Any]]:
    """The rows of `bucket` in the file at `path`, in pieces of one dossier each, but for those `replaced`."""
    if not path.is_file():
        return
    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(GROUP):
                runs = pc.run_end_encode(batch.column("dossier_id"))
                begin = 0
                for key, end in zip(runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True):
                    if key not in replaced and key.startswith(bucket):
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
