"""Times whole runs of `fiscal check`: one document, a dossier of five, the same text four times over.

Every figure is the median of five runs of a fresh process, with its peak memory, beside two baselines measured in the
same session on the same machine: an empty Python that only starts, and a naive search for numbers in the same text.
Seconds alone say little about another machine; the ratios travel. Run by `make bench`.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT.parent / "shared" / "seeds"
RUNS = 5
START = "import decimal, json, re"
NAIVE = r"""
import pathlib, re, sys
number = re.compile(r"-?\d[\d,]*(?:\.\d+)?\s*(?:%|万亿元|亿元|万元|元)?")
for place in map(pathlib.Path, sys.argv[1:]):
    for path in sorted(place.iterdir()) if place.is_dir() else [place]:
        len(number.findall(path.read_text(encoding="utf-8")))
"""


@dataclass(frozen=True, slots=True)
class Timing:
    """Median wall and processor seconds and peak resident megabytes of one command."""

    name: str
    characters: int
    seconds: float
    processor: float
    megabytes: float


def once(command: Sequence[str], compiled: Path) -> tuple[float, float, float, int]:
    """Wall seconds, processor seconds with those of what it starts, peak megabytes and exit code of one fresh process;
    its output is thrown away.

    Modules are compiled once, into the folder `compiled`, as an installation does; whatever this shell says of it.
    """
    silent = os.open(os.devnull, os.O_RDWR)
    actions = [(os.POSIX_SPAWN_DUP2, silent, stream) for stream in (0, 1, 2)]
    begun = time.perf_counter()
    known = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = {**known, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(compiled)}
    process = os.posix_spawn(command[0], [*command], environment, file_actions=actions)
    _, status, usage = os.wait4(process, 0)
    seconds = time.perf_counter() - begun
    os.close(silent)
    kilobytes = usage.ru_maxrss / 1024 if sys.platform == "darwin" else usage.ru_maxrss
    return seconds, usage.ru_utime + usage.ru_stime, kilobytes / 1024, os.waitstatus_to_exitcode(status)


def measure(name: str, arguments: Sequence[str], compiled: Path, characters: int = 0) -> Timing:
    """The median of RUNS runs of Python with `arguments`, after one to warm the file cache."""
    command = [sys.executable, *arguments]
    runs = [once(command, compiled) for _ in range(RUNS + 1)][1:]
    if any(code not in (0, 1) for *_, code in runs):
        raise SystemExit(f"did not run: {' '.join(command)}")
    wall, processor, megabytes = ([run[at] for run in runs] for at in range(3))
    return Timing(name, characters, median(wall), median(processor), max(megabytes))


def inputs(folder: Path) -> list[tuple[str, Path, int]]:
    """What is checked: name, path, characters. The text four times over is written into `folder`."""
    files = sorted(SEEDS.glob("*.txt"))
    texts = [path.read_text(encoding="utf-8") for path in files]
    shortest, *_, first = sorted(range(len(files)), key=lambda index: len(texts[index]))
    found = [
        (f"one short document ({files[shortest].name[:3]})", files[shortest], len(texts[shortest])),
        (f"one document ({files[first].name[:3]})", files[first], len(texts[first])),
        ("five documents as one dossier", SEEDS, sum(map(len, texts))),
    ]
    for times in (1, 2, 4):
        longer = folder / f"times-{times}.txt"
        longer.write_text("\n".join([texts[0]] * times), encoding="utf-8")
        found.append((f"document {files[0].name[:3]}, {times} times over", longer, times * len(texts[0])))
    return found


def measured(folder: Path) -> list[tuple[Timing, Timing | None]]:
    """Every timing, with the naive search through the same text beside it where there is a text."""
    check = ("-m", "reconcile.cli", "check", "--format", "json", "--fail-on", "never")
    rows: list[tuple[Timing, Timing | None]] = [
        (measure("Python starts", ("-c", START), folder), None),
        (measure("fiscal --help", ("-m", "reconcile.cli", "--help"), folder), None),
    ]
    for name, path, characters in inputs(folder):
        ours = measure(f"fiscal check, {name}", (*check, str(path)), folder, characters)
        rows.append((ours, measure("naive", ("-c", NAIVE, str(path)), folder, characters)))
    return rows


def page(rows: Sequence[tuple[Timing, Timing | None]]) -> str:
    """The timings as a Markdown page."""
    start, started = rows[0][0].seconds, rows[0][0].processor
    lines = [
        "# Benchmarks",
        "",
        f'Made by `make bench ARGS="--write docs/benchmarks.md"`: median of {RUNS} fresh processes, '
        f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}.",
        "The documents are those of `../shared/seeds`. *start* is an empty Python that imports decimal, json and re; "
        "*naive* one that finds all numbers of the same text with one regular expression.",
        "",
        "| run | characters | wall s | processor s | peak MB | × start | by processor | × naive "
        "| s per 100,000 characters |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for ours, naive in rows:
        times = f"{ours.seconds / naive.seconds:.1f}" if naive else ""
        rate = f"{ours.seconds / ours.characters * 100_000:.2f}" if ours.characters else ""
        size = f"{ours.characters:,}" if ours.characters else ""
        against = f"{ours.seconds / start:.1f} | {ours.processor / started:.1f}"
        figures = f"{ours.seconds:.3f} | {ours.processor:.3f} | {ours.megabytes:.0f} | {against} | {times} | {rate}"
        lines.append(f"| {ours.name} | {size} | {figures} |")
    return "\n".join(lines) + "\n"


def report(_scan: bool = False) -> str | None:
    """The measured page, or None where the documents are not on this machine."""
    if not SEEDS.is_dir():
        return None
    with tempfile.TemporaryDirectory(prefix="fiscal-bench-") as folder:
        return page(measured(Path(folder)))
