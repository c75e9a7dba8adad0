"""The end of a run: the parts of all dossiers become rows of the tables, by the workers there are."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from reconcile.batch.orders import Lost, Outcome
from reconcile.store.packing import digits_for, otherwise_packed, pack
from reconcile.store.parts import part_path, parts_of

if TYPE_CHECKING:
    from distributed import Client

AT_ONCE = 4
"""Files that are written at once where there are no workers to do it: most of the time the disk is waited for."""


class _Packing(Struct, frozen=True):
    store: Path
    bucket: str
    parts: dict[str, Path]
    gone: list[str]


def _packed(one: _Packing) -> None:
    pack(one.store, one.bucket, one.parts, one.gone)


def pack_all(client: Client | None, store: Path, outcomes: Sequence[Outcome], gone: Sequence[str]) -> None:
    """The parts of these outcomes are in the tables; parts of anything else, left by earlier runs, are removed."""
    paths = {one.key: part_path(store.absolute(), one.key, one.judged_as) for one in outcomes}
    parts = {key: path for key, path in paths.items() if path.is_file()}
    for key, left in parts_of(store.absolute()).items():
        for path in left:
            if parts.get(key) != path:
                path.unlink()
    of_bucket: dict[str, _Packing] = {}
    digits = digits_for(len(outcomes))
    others = otherwise_packed(store, digits)
    for key in [*paths, *gone] if others else [*parts, *gone]:
        bucket = key[:digits]
        one = of_bucket.setdefault(bucket, _Packing(store.absolute(), bucket, {}, []))
        if key in parts:
            one.parts[key] = parts[key]
        elif key not in paths:
            one.gone.append(key)
    _pack(client, [of_bucket[bucket] for bucket in sorted(of_bucket)])
    for path in others:
        path.unlink()


def _pack(client: Client | None, tasks: Sequence[_Packing]) -> None:
    if client is None:
        with ThreadPoolExecutor(AT_ONCE) as threads:
            list(threads.map(_packed, tasks))
        return
    from reconcile.batch.engine_of_tasks import answers

    for _, lost in answers(client, _packed, tasks):
        if isinstance(lost, Lost):
            raise OSError(None, str(lost))
