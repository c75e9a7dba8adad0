"""Measures many documents: the cost of small and of large ones, workers, memory, bytes, and questions to large stores.

Costs are processor seconds, children included, because wall time on a machine that others use says little; where wall
time is meant (two workers, questions) the load of the machine stands beside it. The documents are those of `data/`, and
those of `../shared/corpus` where they are on this machine. Run by `make bench ARGS="--only scale"`, which takes up to
25 minutes on a quiet machine of two cores; with `--quick` fewer documents and figures take five.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from distributed import Client, LocalCluster

from benchmarks.nation import Costs, page_of_nation
from benchmarks.scale_corpus import corpus_lines
from benchmarks.scale_costs import ROOT, Cost, cost, rows_of_table
from benchmarks.scale_questions import questions
from benchmarks.scale_rows import row_lines
from reconcile.batch.bundles import MOST_DOSSIERS
from reconcile.batch.engine_of_tasks import answers
from reconcile.batch.orders import DossierFiles, Order

SHARED = ROOT.parent / "shared" / "corpus"
SMALL, MANY = 60, 300
"""Copies of a small form, each with another number: to compare with `fiscal check`, and to keep two workers busy."""
GROWN = (100_000, 1_000_000, 10_000_000)
TIMES = 3
EVERY, QUICK_EVERY = 2, 48
"""One of so many documents of the corpus is judged once, twice and four times."""


def small_forms(folder: Path, count: int) -> list[Path]:
    """Copies of a form of two pages, in a folder; no two print the same numbers."""
    folder.mkdir(parents=True)
    form = (ROOT / "data" / "yunxi-2023-debt-limit" / "02-议案.txt").read_text(encoding="utf-8")
    found = []
    for at in range(count):
        path = folder / f"{at:04d}.txt"
        path.write_text(form.replace("2023", str(1990 + at % 40)) + f"\n\n另有{at}.37亿元。\n", encoding="utf-8")
        found.append(path)
    return found


def small(folder: Path) -> tuple[list[str], float]:
    """A small document in a batch beside `fiscal check` of each, in alternation."""
    files = small_forms(folder / "small", SMALL)
    checked, batched, begun = [], [], []
    for at in range(TIMES):
        checked += [
            cost(["check", str(path), "--format", "json", "--fail-on", "never"]).processor for path in files[:5]
        ]
        batched.append(_batch(folder / "small", folder / f"small-{at}").processor)
        begun.append(_batch(files[0], folder / f"one-{at}").processor)
    each, whole = median(checked), median(batched)
    alone = (whole - median(begun)) / (SMALL - 1)
    return [
        f"| small document, `fiscal check` each | {each:.3f} processor s |",
        f"| small document, in a batch of {SMALL}, all its start-up shared out | {whole / SMALL:.3f} processor s, "
        f"{each * SMALL / whole:.1f} × cheaper |",
        f"| small document, one more in a batch | {alone:.4f} processor s, {each / alone:.1f} × cheaper |",
    ], alone


def two_workers(folder: Path, times: int) -> list[str]:
    """Two workers beside one, by the clock."""
    small_forms(folder / "many", MANY)
    gains = []
    for at in range(times):
        one, two = (_batch(folder / "many", folder / f"many-{at}-{jobs}", jobs).wall for jobs in (1, 2))
        gains.append(f"{one / two:.2f}")
    return [
        f"| two workers against one, {MANY} small documents, wall, {times} pairs | {', '.join(sorted(gains))} × "
        f"(load of the machine {os.getloadavg()[0]:.0f} on {os.cpu_count()} cores) |"
    ]


def _batch(corpus: Path, store: Path, jobs: int = 1) -> Cost:
    return cost(["batch", str(corpus), "-o", str(store), "--jobs", f"{jobs}"])


ALONE = """
import sys, time
from pathlib import Path
from reconcile.engine import review_of
from tables.reading.reading_here import read_here
from tables.reading_options import USUAL
import reconcile.batch.judged_here
from reconcile.proposers import checks
checks()
begun = time.process_time()
for at, name in enumerate(sys.argv[1:]):
    review_of([read_here(Path(name), "d0", name, USUAL, lambda *_: None)], [])
print(time.process_time() - begun)
"""


def large(folder: Path) -> tuple[list[str], float]:
    """Large documents in a batch against reading and judging them alone, without start-up on either side."""
    files = sorted((SHARED / "pdf").glob("*.pdf"), key=lambda path: path.stat().st_size)[-4:-2]
    if not files:
        return [], 1.0
    corpus = folder / "large"
    corpus.mkdir()
    for path in files:
        shutil.copyfile(path, corpus / path.name)
    done = subprocess.run(
        [sys.executable, "-c", ALONE, *map(str, files)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    alone = float(done.stdout)
    whole = _batch(corpus, folder / "big").processor
    start = _batch(ROOT / "data" / "broken" / "gbk.txt", folder / "none").processor
    pages = sum(row["pages"] for row in rows_of_table(folder / "big", "documents"))
    return [
        f"| large documents ({len(files)}, {pages} pages), reading and judging alone | {pages / alone:.1f} pages a "
        "processor second |",
        f"| the same in a batch, start-up of {start:.1f} s taken off | {pages / (whole - start):.1f} pages a processor "
        f"second, {alone / (whole - start):.2f} of it |",
    ], alone / pages


def bundles_a_second(count: int) -> float:
    """How many bundles Dask hands out and takes back in a second if nothing is done with them.

    Its two workers are processes of their own, reached over the loopback.
    """
    bundle = tuple(Order(DossierFiles(f"{at}", ()), Path("store"), "0" * 16) for at in range(MOST_DOSSIERS))
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as cluster,
        Client(cluster, set_as_default=False) as client,
    ):
        list(answers(client, len, [bundle] * 100))
        begun = time.perf_counter()
        list(answers(client, len, [bundle] * count))
        return count / (time.perf_counter() - begun)


def memory(folder: Path) -> list[str]:
    """The largest memory of the process that judged, over many documents; bytes of the store."""
    rows = sorted(
        (row for row in rows_of_table(folder / "small-0", "runs") if row["dossier"]), key=lambda row: row["peak_kb"]
    )
    peaks = [row["peak_kb"] // 1024 for row in rows]
    large_peaks = [row["peak_kb"] // 1024 for row in rows_of_table(folder / "big", "runs") if row["dossier"]]
    found = [f"| memory of a worker's process over {len(peaks)} small documents | {peaks[0]} to {peaks[-1]} MB |"]
    if large_peaks:
        size = sum(path.stat().st_size for path in (folder / "big").rglob("*.parquet"))
        pages = sum(row["pages"] for row in rows_of_table(folder / "big", "documents"))
        figures = sum(row["figures"] for row in rows_of_table(folder / "big", "documents"))
        found.append(f"| and over the large ones | at most {max(large_peaks)} MB |")
        found.append(f"| store of the large ones | {size // pages:,} bytes a page, {size // figures} a figure |")
    return found


def report(quick: bool = False) -> str:
    """The measured page, and behind it the simulated one; `quick` measures less."""
    with tempfile.TemporaryDirectory(prefix="fiscal-scale-") as name:
        folder = Path(name)
        few, small_cost = small(folder)
        many, page_cost = large(folder)
        rate = bundles_a_second(300 if quick else 1500)
        lines = [
            "# Measured",
            "",
            f'Made by `make bench ARGS="--only scale{" --quick" if quick else ""}"`: Python '
            f"{platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}.",
            "",
            "| what | |",
            "|---|---|",
            *few,
            *two_workers(folder, 1 if quick else TIMES),
            *many,
            *memory(folder),
            f"| bundles of {MOST_DOSSIERS} dossiers, handed out and taken back by Dask | {rate:.0f} a second |",
            "",
            *corpus_lines(SHARED, QUICK_EVERY if quick else EVERY, folder, quick),
            *row_lines(folder),
            *questions(_real_store(folder), GROWN[: 2 if quick else None], folder),
            "",
        ]
    return "\n".join(lines) + "\n" + page_of_nation(Costs(small_cost, page_cost, rate))


def _real_store(folder: Path) -> Path:
    """The store of the documents that are most like a corpus."""
    return next(one for name in ("x1-1", "big", "small-0") if (one := folder / name).is_dir())
