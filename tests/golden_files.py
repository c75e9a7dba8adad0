"""Golden files: what a report was agreed to be, byte for byte. `UPDATE_SNAPSHOTS=1` in the environment writes them."""

from __future__ import annotations

import os
from pathlib import Path

SNAPSHOTS = Path(__file__).parent / "snapshots"


def agreed(name: str, text: str) -> bytes:
    """The golden file `name`; written anew from `text` where that was asked for."""
    path = SNAPSHOTS / name
    if os.environ.get("UPDATE_SNAPSHOTS"):
        path.write_bytes(text.encode("utf-8"))
    return path.read_bytes()
