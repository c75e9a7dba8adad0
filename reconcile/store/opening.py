"""Opening a store: is it one, of this version, and does nobody else write it?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import IO, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from reconcile.store.refusals import StoreRefused
from reconcile.store.schema import SCHEMA, TABLES, arrow_schema
from reconcile.store.written_whole import BEGUN, tidy, written_whole

MARK, LOCK, UNFINISHED = "store.json", ".lock", ".unfinished"
PARTS = "parts"
EMPTY = "_columns.parquet"
"""In the folder of every table: its columns and no rows, so that a table without rows can be asked, too."""


class Known(NamedTuple):
    """A dossier that a store holds: what it was judged from, its paths, and how many of its documents failed."""

    judged_as: str
    paths: tuple[str, ...]
    failed: int


def existing(store: Path) -> Path:
    """`store`, if there is a store of this version. Raises StoreRefused."""
    mark = store / MARK
    try:
        said = json.loads(mark.read_text(encoding="utf-8"))["schema"] if mark.is_file() else None
    except (OSError, ValueError, TypeError, KeyError):
        raise StoreRefused("broken", MARK) from None
    if said is None:
        raise StoreRefused("not-a-store" if store.exists() else "no-store", str(store))
    if said != SCHEMA:
        raise StoreRefused("other-version", str(said))
    for name in TABLES:
        if (store / name / EMPTY).is_file() and _columns(store / name / EMPTY) != arrow_schema(name).names:
            raise StoreRefused("other-version", f"{said}, {name}")
    return store


def _columns(path: Path) -> list[str]:
    try:
        found: list[str] = pq.read_schema(path).names
    except (pa.ArrowException, OSError):
        raise StoreRefused("broken", f"{path.parent.name}/{path.name}") from None
    return found


@contextmanager
def writing(store: Path) -> Iterator[Path]:
    """Within it this run alone writes the store, which is made if need be; while it lasts the store is unfinished.

    Raises StoreRefused, OSError.
    """
    if store.exists() and not store.is_dir():
        raise StoreRefused("not-a-store", str(store))
    if store.is_dir() and not _hardly_begun(store):
        existing(store)
    store.mkdir(parents=True, exist_ok=True)
    with (store / LOCK).open("a+b") as lock:
        if not _locked(lock):
            raise StoreRefused("busy", str(store))
        tidy(store)
        for name in TABLES:
            (store / name).mkdir(exist_ok=True)
            tidy(store / name)
            if not (store / name / EMPTY).is_file():
                with written_whole(store / name / EMPTY) as target:
                    pq.write_table(arrow_schema(name).empty_table(), target)
        (store / PARTS).mkdir(exist_ok=True)
        tidy(store / PARTS)
        left_unfinished = (store / UNFINISHED).exists()
        (store / UNFINISHED).touch()
        if not (store / MARK).is_file():
            with written_whole(store / MARK) as target:
                target.write_text(json.dumps({"schema": SCHEMA}) + "\n", encoding="utf-8")
        try:
            yield store
        except StoreRefused:
            # Refused before anything was written: the store is as finished as it was.
            if not left_unfinished:
                (store / UNFINISHED).unlink(missing_ok=True)
            raise
        (store / UNFINISHED).unlink(missing_ok=True)
        with suppress(OSError):
            (store / PARTS).rmdir()


def _hardly_begun(store: Path) -> bool:
    """True for an empty folder, and for one that a run was killed in before it had made a store of it: all there is are
    tables without rows.
    """
    for one in store.iterdir():
        table = one.name in (*TABLES, PARTS) and one.is_dir()
        inside = [inner.name for inner in one.iterdir()] if table else [one.name]
        if any(name not in (EMPTY, LOCK, UNFINISHED) and not name.startswith(BEGUN) for name in inside):
            return False
    return True


def _locked(lock: IO[bytes]) -> bool:
    """True if this process now holds the lock, which goes with it however it ends."""
    if find_spec("fcntl") is None:
        import msvcrt  # the only lock that Windows knows

        try:
            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def known_dossiers(store: Path) -> dict[str, Known]:
    """Every dossier that the tables hold, by its key. Raises StoreRefused for a damaged table."""
    wanted = ["dossier_id", "judged_as", "path", "state"]
    found: dict[str, Known] = {}
    for path in sorted((store / "documents").glob("*.parquet")):
        try:
            columns = pq.read_table(path, columns=wanted, partitioning=None).to_pydict()
        except (pa.ArrowException, OSError):
            raise StoreRefused("broken", f"documents/{path.name}") from None
        for key, judged_as, inside, state in zip(*(columns[name] for name in wanted), strict=True):
            before = found.get(key, Known(judged_as, (), 0))
            failed = before.failed + (state in ("failed", "unread"))
            found[key] = Known(judged_as, (*before.paths, inside), failed)
    return found
