"""What one run of the program costs, and what the store says of it."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pyarrow.parquet as pq
from msgspec import Struct

ROOT = Path(__file__).resolve().parent.parent


class Cost(Struct, frozen=True):
    """Wall and processor seconds of a command, its descendants included."""

    wall: float
    processor: float


def cost(arguments: Sequence[str]) -> Cost:
    """What one run of the program costs. Raises SystemExit where it could not run."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "reconcile.cli", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
    )
    wall, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr.decode())
    return Cost(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def rows_of_table(store: Path, table: str) -> list[dict[str, int]]:
    """All rows of a table of a store."""
    return [row for path in (store / table).glob("*.parquet") for row in pq.read_table(path).to_pylist()]
