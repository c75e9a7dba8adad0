"""A run over real documents that is killed at random moments and resumed, against one that nobody disturbed.

`python -m benchmarks.killed_runs CORPUS` copies the smallest documents of CORPUS into twenty dossiers, adds twenty
hostile files, judges all once, and then again into another store while the program is killed without warning. It ends
with 0 where both stores are the same byte for byte but for `runs`, and every hostile file is recorded with its reason.
It takes about three times what judging the documents takes; `--documents` says how many.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import pyarrow.parquet as pq

from tables.reading.readers import SUFFIXES
from tests.small_corpus import add_hostile, bytes_of_tables

ROOT = Path(__file__).resolve().parent.parent
DOSSIERS = 20
HOSTILE_KINDS = 5
LOOK = 0.1
"""Seconds between two looks at a run."""


def chosen(corpus: Path, count: int) -> list[Path]:
    """The smallest documents of `corpus`, without pictures of pages, which take minutes each."""
    files = [path for path in corpus.rglob("*") if path.is_file() and path.suffix.lower() in SUFFIXES]
    plain = [path for path in files if "scan" not in path.as_posix()]
    return sorted(plain, key=lambda path: (path.stat().st_size, path.name))[:count]


def prepared(corpus: Path, count: int, hostile: int, folder: Path) -> int:
    """A corpus of real documents and hostile files in `folder`; how many hostile ones there are."""
    for at, path in enumerate(chosen(corpus, count)):
        place = folder / f"{at % DOSSIERS}"
        place.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place / f"{at:03d}{path.suffix}")
    (folder / "甲河市").mkdir()
    return add_hostile(folder, -(-hostile // HOSTILE_KINDS))


def program(corpus: Path, store: Path, jobs: int) -> subprocess.Popen[bytes]:
    """The program at work on a store."""
    command = [sys.executable, "-m", "reconcile.cli", "batch", str(corpus), "-o", str(store), "--jobs", f"{jobs}"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def disturbed(corpus: Path, store: Path, jobs: int, moments: random.Random, kills: int) -> int:
    """The store of a run that was killed at random moments, from its start to its end; how many times it was.

    A moment is so many dossiers after it began again, and a share of a second more: the hostile ones count, too.
    """
    killed, dossiers = 0, sum(1 for one in corpus.iterdir())
    for at in range(kills):
        done = len([*store.glob("parts/*.arrow")])
        wanted = min(done + moments.randint(0, 2 * dossiers // kills), dossiers)
        process = program(corpus, store, jobs)
        while process.poll() is None and len([*store.glob("parts/*.arrow")]) < wanted:
            time.sleep(LOOK)
        time.sleep(moments.uniform(0, 1))
        killed += process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.wait()
        print(f"killed {at + 1} of {kills}: {len([*store.glob('parts/*.arrow')])} parts", file=sys.stderr)
    program(corpus, store, jobs).wait()
    return killed


def unrecorded(store: Path, corpus: Path) -> list[str]:
    """The hostile files of which `documents` does not say why they were not judged."""
    rows = [row for path in (store / "documents").glob("??.parquet") for row in pq.read_table(path).to_pylist()]
    told = {row["path"] for row in rows if row["state"] in ("unread", "failed", "skipped") and row["reason"]}
    folders = (corpus / "坏", corpus / "甲河市")
    wanted = [path.relative_to(corpus).as_posix() for folder in folders for path in sorted(folder.iterdir())]
    return [path for path in wanted if path not in told]


def compared(corpus: Path, asked: argparse.Namespace, folder: Path) -> int:
    """0, or 1 where the stores differ or a hostile file is not told of; both are said."""
    hostile = prepared(corpus, asked.documents, asked.hostile, folder / "corpus")
    program(folder / "corpus", folder / "whole", asked.jobs).wait()
    killed = disturbed(folder / "corpus", folder / "killed", asked.jobs, random.Random(asked.seed), asked.kills)
    one, other = bytes_of_tables(folder / "whole"), bytes_of_tables(folder / "killed")
    different = sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
    silent = unrecorded(folder / "killed", folder / "corpus")
    rows = sum(pq.read_metadata(path).num_rows for path in (folder / "whole" / "documents").glob("??.parquet"))
    print(f"{asked.documents} documents, {hostile} hostile files, {rows} rows of documents; killed {killed} times")
    print(f"files of the two stores that differ: {', '.join(different) or 'none'}")
    print(f"hostile files not recorded: {', '.join(silent) or 'none'}")
    return int(bool(different or silent or not one))


def main(given: Sequence[str] | None = None) -> int:
    """As the module says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--documents", type=int, default=40)
    parser.add_argument("--hostile", type=int, default=20)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=15)
    asked = parser.parse_args(given)
    with tempfile.TemporaryDirectory(prefix="fiscal-killed-") as folder:
        return compared(asked.corpus, asked, Path(folder))


if __name__ == "__main__":
    raise SystemExit(main())
