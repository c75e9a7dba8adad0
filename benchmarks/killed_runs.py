"""A run over real documents that is killed at random moments and resumed, against one that nobody disturbed.

`python -m benchmarks.killed_runs CORPUS` copies the smallest documents of CORPUS into twenty dossiers, adds twenty
hostile files, judges all once, and then again into another store while the program is killed without warning, at ten
moments spread at random over the time that the first run took. It ends with 0 where both stores are the same byte for
byte but for `runs`, and every hostile file is recorded with its reason. It takes two to three times what judging the
documents takes; `--documents` says how many, `--whole` takes all but pictures of pages, in the folders they are in.

With `--work FOLDER` all is kept there, and the same command goes on where it was broken off: a finished run is not
made again, and as many kills are left as had not been made.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pyarrow.parquet as pq

from tables.reading.readers import SUFFIXES
from tests.small_corpus import add_hostile, bytes_of_tables

ROOT = Path(__file__).resolve().parent.parent
DOSSIERS = 20
HOSTILE_KINDS = 5
LOOK = 2
"""Seconds after which it is noted how long a run has taken."""


def chosen(corpus: Path, count: int | None) -> list[Path]:
    """The smallest documents of `corpus`, all if `count` is None, without pictures of pages, which take minutes."""
    files = [path for path in corpus.rglob("*") if path.is_file() and path.suffix.lower() in SUFFIXES]
    plain = [path for path in files if "scan" not in path.as_posix()]
    return sorted(plain, key=lambda path: (path.stat().st_size, path.name))[:count]


def prepared(corpus: Path, asked: argparse.Namespace, folder: Path) -> None:
    """A corpus of real documents and hostile files in `folder`, unless there is one already."""
    if folder.is_dir():
        return
    begun = folder.with_name("corpus-begun")
    shutil.rmtree(begun, ignore_errors=True)
    for at, path in enumerate(chosen(corpus, None if asked.whole else asked.documents)):
        inside = path.relative_to(corpus) if asked.whole else Path(f"{at % DOSSIERS}", f"{at:03d}{path.suffix}")
        (begun / inside).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, begun / inside)
    (begun / "甲河市").mkdir()
    add_hostile(begun, -(-asked.hostile // HOSTILE_KINDS))
    begun.rename(folder)


def program(corpus: Path, store: Path, jobs: int) -> subprocess.Popen[bytes]:
    """The program at work on a store."""
    command = [sys.executable, "-m", "reconcile.cli", "batch", str(corpus), "-o", str(store), "--jobs", f"{jobs}"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def undisturbed(corpus: Path, store: Path, jobs: int) -> dict[str, int]:
    """The store of a run that nobody killed: how many seconds it took, and in how many starts of this benchmark."""
    noted = store.with_name("whole.json")
    told: dict[str, int] = json.loads(noted.read_text()) if noted.is_file() else {"seconds": 0, "starts": 0, "code": -1}
    if told["code"] in (0, 1):
        return told
    told["starts"] += 1
    process, before, begun = program(corpus, store, jobs), told["seconds"], time.monotonic()
    while told["code"] < 0:
        with suppress(subprocess.TimeoutExpired):
            told["code"] = process.wait(LOOK)
        told["seconds"] = before + int(time.monotonic() - begun)
        noted.write_text(json.dumps(told))
    if told["code"] not in (0, 1):
        raise SystemExit(f"the program ended with {told['code']}")
    return told


def disturbed(corpus: Path, store: Path, asked: argparse.Namespace, seconds: int) -> int:
    """The store of a run that was killed at random moments, from its start to its end; how many times it was.

    The moments are drawn over the time of the undisturbed run; what is left of them stands in a file beside the store.
    """
    waiting = store.with_name("kills.json")
    if not waiting.is_file():
        moments = random.Random(asked.seed)
        at = [0.0, *sorted(moments.uniform(0, seconds) for _ in range(asked.kills))]
        drawn = [after - before for before, after in zip(at, at[1:], strict=False)]
        waiting.write_text(json.dumps({"left": drawn, "killed": 0}))
    told = json.loads(waiting.read_text())
    while told["left"]:
        process = program(corpus, store, asked.jobs)
        with suppress(subprocess.TimeoutExpired):
            process.wait(told["left"].pop(0))
        told["killed"] += process.poll() is None
        process.kill()
        process.wait()
        waiting.write_text(json.dumps(told))
        parts = len([*store.glob("parts/*.arrow")])
        print(f"killed {told['killed']}, {len(told['left'])} left: {parts} parts", file=sys.stderr, flush=True)
    program(corpus, store, asked.jobs).wait()
    return int(told["killed"])


def unrecorded(store: Path, corpus: Path) -> list[str]:
    """The hostile files of which `documents` does not say why they were not judged."""
    rows = [row for path in (store / "documents").glob("*.parquet") for row in pq.read_table(path).to_pylist()]
    told = {row["path"] for row in rows if row["state"] in ("unread", "failed", "skipped") and row["reason"]}
    folders = (corpus / "坏", corpus / "甲河市")
    wanted = [path.relative_to(corpus).as_posix() for folder in folders for path in sorted(folder.iterdir())]
    return [path for path in wanted if path not in told]


def compared(asked: argparse.Namespace, folder: Path) -> int:
    """0, or 1 where the stores differ or a hostile file is not told of; both are said."""
    corpus = folder / "corpus"
    prepared(asked.corpus, asked, corpus)
    took = undisturbed(corpus, folder / "whole", asked.jobs)
    killed = disturbed(corpus, folder / "killed", asked, took["seconds"])
    one, other = bytes_of_tables(folder / "whole"), bytes_of_tables(folder / "killed")
    different = sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
    silent = unrecorded(folder / "killed", corpus)
    rows = sum(pq.read_metadata(path).num_rows for path in (folder / "whole" / "documents").glob("*.parquet"))
    print(f"{rows} rows of documents, judged in {took['seconds']} s and {took['starts']} starts; killed {killed} times")
    print(f"files of the two stores that differ: {', '.join(different) or 'none'} of {len(one)}")
    print(f"hostile files not recorded: {', '.join(silent) or 'none'}")
    return int(bool(different or silent or not one))


def main(given: Sequence[str] | None = None) -> int:
    """As the module says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--documents", type=int, default=40)
    parser.add_argument("--whole", action="store_true", help="all documents but pictures of pages")
    parser.add_argument("--work", type=Path, help="folder that keeps all, so that the same command goes on later")
    parser.add_argument("--hostile", type=int, default=20)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=15)
    asked = parser.parse_args(given)
    if asked.work is not None:
        asked.work.mkdir(parents=True, exist_ok=True)
        return compared(asked, asked.work)
    with tempfile.TemporaryDirectory(prefix="fiscal-killed-") as folder:
        return compared(asked, Path(folder))


if __name__ == "__main__":
    raise SystemExit(main())
