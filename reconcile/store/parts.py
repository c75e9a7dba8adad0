"""Parts: what one dossier came to, written by the process that judged it, until it is packed into the tables."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyarrow as pa

from reconcile.store.opening import PARTS
from reconcile.store.schema import OF_DOSSIERS
from reconcile.store.written_whole import written_whole

_ENDING = ".arrow"
_FEW = 1024
"""Rows of a table that are not worth compressing: making ready to do so takes longer than writing them."""
_PACKED, _PLAIN = pa.ipc.IpcWriteOptions(compression="zstd"), pa.ipc.IpcWriteOptions()


def part_path(store: Path, dossier: str, judged_as: str) -> Path:
    """Where the part of the dossier with this key is, if it was judged from this."""
    return store / PARTS / f"{dossier}-{judged_as}{_ENDING}"


def write_part(path: Path, tables: Iterable[tuple[str, Any]]) -> None:
    """The part is at `path`, whole: its tables by name, in the order of OF_DOSSIERS. Raises OSError."""
    with written_whole(path) as target, pa.OSFile(str(target), "wb") as sink:
        for _, table in tables:
            options = _PLAIN if table.num_rows < _FEW else _PACKED
            with pa.ipc.new_stream(sink, table.schema, options=options) as stream:
                stream.write_table(table)


def read_part(path: Path) -> dict[str, Any]:
    """The tables of a part. Raises OSError, or ArrowInvalid for one that is damaged."""
    with pa.memory_map(str(path)) as source:
        return {name: pa.ipc.open_stream(source).read_all() for name in OF_DOSSIERS}


def table_of_part(path: Path, wanted: str) -> Any:
    """One table of a part; those before it are passed over unopened. Raises as `read_part` does."""
    with pa.memory_map(str(path)) as source:
        for name in OF_DOSSIERS:
            if name == wanted:
                return pa.ipc.open_stream(source).read_all()
            _pass_over(pa.ipc.MessageReader.open_stream(source))
    raise KeyError(wanted)


def _pass_over(messages: Any) -> None:
    with suppress(StopIteration):
        while True:
            messages.read_next_message()


def sound(path: Path) -> bool:
    """True if there is a part at `path` that can be read to its end."""
    try:
        read_part(path)
    except (OSError, pa.ArrowException):
        return False
    return True


def parts_of(store: Path) -> dict[str, list[Path]]:
    """All parts there are, by the key of their dossier."""
    found: dict[str, list[Path]] = {}
    for path in sorted((store / PARTS).glob(f"*{_ENDING}")):
        found.setdefault(path.name.partition("-")[0], []).append(path)
    return found
