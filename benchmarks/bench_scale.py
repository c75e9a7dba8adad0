"""Measures many documents: the cost of small and of large ones, workers, memory, bytes, and questions to large stores.

Costs are processor seconds, children included, because wall time on a machine that others use says little; where wall
time is meant (two workers, questions) the load of the machine stands beside it. The documents are those of `data/`, and
those of `../shared/corpus` where they are on this machine. Run by `make bench ARGS="--only scale"`.
"""

from __future__ import annotations

import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from statistics import median

import duckdb
import pyarrow.parquet as pq

from benchmarks.nation import Costs, page_of_nation
from reconcile.batch.engine_of_tasks import answers, workers
from reconcile.store.asking import VIEWS, Store, opened
from reconcile.store.schema import TABLES

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "corpus"
SMALL = 60
"""Copies of a small form, each with another number."""
GROWN = (100_000, 1_000_000, 10_000_000)
TIMES = 3

QUESTIONS = {
    **{view: f"SELECT * FROM {view}" for view in VIEWS if view != "one_concept_over_years"},
    "one_concept_over_years": "SELECT * FROM one_concept_over_years WHERE concept = '债务限额' AND year = 2023",
    "sum of all": "SELECT sum(yuan) FROM figures",
    "by budget and stage": "SELECT budget, stage, count(*), sum(yuan) FROM figures GROUP BY ALL",
    "broken relations": "SELECT code, count(*) FROM relations WHERE verdict = 'broken' GROUP BY code",
    "largest sums": "SELECT label, yuan FROM figures WHERE yuan IS NOT NULL ORDER BY yuan DESC LIMIT 20",
    "one document": "SELECT * FROM figures WHERE document_id = (SELECT min(document_id) FROM documents)",
}


@dataclass(frozen=True, slots=True)
class Cost:
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
    """A small document in a batch beside `fiscal check` of each, in the same run; two workers beside one."""
    files = small_forms(folder / "small", SMALL)
    each = median(cost(["check", str(path), "--format", "json", "--fail-on", "never"]).processor for path in files[:5])
    pairs = []
    for at in range(TIMES):
        pairs.append(
            [cost(["batch", str(folder / "small"), "-o", str(folder / f"s{at}-{n}"), "--jobs", f"{n}"]) for n in (1, 2)]
        )
    began = cost(["batch", str(files[0]), "-o", str(folder / "one"), "--jobs", "1"])
    whole = median(one.processor for one, _ in pairs)
    alone = (whole - began.processor) / (SMALL - 1)
    gains = sorted(one.wall / two.wall for one, two in pairs)
    working = sorted((one.wall - began.wall) / (two.wall - began.wall) for one, two in pairs)
    return [
        f"| small document, `fiscal check` each | {each:.3f} processor s |",
        f"| small document, in a batch of {SMALL}, all its start-up shared out | {whole / SMALL:.3f} processor s, "
        f"{each * SMALL / whole:.1f} × cheaper |",
        f"| small document, one more in a batch | {alone:.4f} processor s, {each / alone:.1f} × cheaper |",
        f"| two workers against one, wall, {TIMES} pairs | {', '.join(f'{gain:.2f}' for gain in gains)} × "
        f"(load of the machine {os.getloadavg()[0]:.0f} on {os.cpu_count()} cores) |",
        f"| the same without the {began.wall:.1f} s that a run takes to start, which are not shared | "
        f"{', '.join(f'{gain:.2f}' for gain in working)} × |",
    ], alone


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
    whole = cost(["batch", str(corpus), "-o", str(folder / "big"), "--jobs", "1"]).processor
    start = cost(["batch", str(ROOT / "data/broken/gbk.txt"), "-o", str(folder / "none"), "--jobs", "1"]).processor
    pages = sum(row["pages"] for row in _rows(folder / "big", "documents"))
    return [
        f"| large documents ({len(files)}, {pages} pages), reading and judging alone | {pages / alone:.1f} pages a "
        "processor second |",
        f"| the same in a batch, start-up of {start:.1f} s taken off | {pages / (whole - start):.1f} pages a processor "
        f"second, {alone / (whole - start):.2f} of it |",
    ], alone / pages


def tasks_a_second(count: int = 3000) -> float:
    """How many tasks that do nothing Dask hands out and takes back in a second, with two workers on this machine."""
    with workers(2, None, lambda: None) as client:
        list(answers(client, abs, range(100)))
        begun = time.perf_counter()
        list(answers(client, abs, range(count)))
        return count / (time.perf_counter() - begun)


def memory(folder: Path) -> list[str]:
    """The largest memory of the process that judged, over many documents; bytes of the store."""
    rows = sorted((row for row in _rows(folder / "s0-1", "runs") if row["dossier"]), key=lambda row: row["peak_kb"])
    peaks = [row["peak_kb"] // 1024 for row in rows]
    large_peaks = [row["peak_kb"] // 1024 for row in _rows(folder / "big", "runs") if row["dossier"]]
    found = [f"| memory of a worker's process over {len(peaks)} small documents | {peaks[0]} to {peaks[-1]} MB |"]
    if large_peaks:
        size = sum(path.stat().st_size for path in (folder / "big").rglob("*.parquet"))
        pages = sum(row["pages"] for row in _rows(folder / "big", "documents"))
        figures = sum(row["figures"] for row in _rows(folder / "big", "documents"))
        found.append(f"| and over the large ones | at most {max(large_peaks)} MB |")
        found.append(f"| store of the large ones | {size // pages:,} bytes a page, {size // figures} a figure |")
    return found


def _rows(store: Path, table: str) -> list[dict[str, int]]:
    return [row for path in (store / table).glob("*.parquet") for row in pq.read_table(path).to_pylist()]


def grown(source: Path, target: Path, figures: int) -> Path:
    """A store of so many figures: copies of those of `source` under other keys, with other numbers."""
    shutil.copytree(source, target)
    connection = duckdb.connect()
    have = connection.execute(f"SELECT count(*) FROM '{source}/figures/*.parquet'").fetchall()[0][0]
    copies = max(1, figures // have)
    for name in [one for one in TABLES if one != "runs"]:
        for path in (target / name).glob("??.parquet"):
            path.unlink()
        key = "printf('%04x', k) || substr({0}, 5) AS {0}"
        changed = [key.format("document_id"), key.format("dossier_id")]
        if name == "figures":
            changed += ["(yuan + k)::DECIMAL(38,2) AS yuan", "place || k AS place"]
        if name == "documents":
            changed += ["path || '-' || k AS path", "place || k AS place"]
        replaced = ", ".join(changed)
        for file in range(16):
            connection.execute(
                f"COPY (SELECT * REPLACE ({replaced}) FROM '{source}/{name}/*.parquet', "
                f"range({file}, {copies}, 16) t(k)) "
                f"TO '{target}/{name}/{file:02x}.parquet' (COMPRESSION zstd)"
            )
    connection.close()
    for name in TABLES:  # SELECT * of a cross join has the number of the copy, too; it is no column of a store
        for path in (target / name).glob("??.parquet"):
            table = pq.read_table(path)
            if "k" in table.column_names:
                pq.write_table(table.drop_columns(["k"]), path, compression="zstd")
    return target


def questions(folder: Path, sizes: Sequence[int]) -> Iterator[str]:
    """Ten questions to stores of growing size: warm wall seconds, and whether the sum is Python's own."""
    source = folder / "big" if (folder / "big").is_dir() else folder / "s0-1"
    times: dict[str, list[str]] = {name: [] for name in QUESTIONS}
    exact = []
    for size in sizes:
        store = grown(source, folder / f"grown-{size}", size)
        with opened(store) as asked:
            for name, sql in QUESTIONS.items():
                times[name].append(f"{median(_timed(asked, sql) for _ in range(TIMES)):.2f}")
            (told,) = asked.ask("SELECT sum(yuan) AS s FROM figures").to_pylist()
        exact.append("yes" if told["s"] == python_sum(store) else "NO")
        shutil.rmtree(store)
    yield f"| question, warm, wall s | {' | '.join(f'{size:,} figures' for size in sizes)} |"
    yield "|---|" + "---:|" * len(sizes)
    yield from (f"| {name} | {' | '.join(found)} |" for name, found in times.items())
    yield f"| the sum is that of Python's decimals | {' | '.join(exact)} |"


def python_sum(store: Path) -> Decimal:
    """The sum of all yuan, added up by Python's whole numbers."""
    total = 0
    for path in (store / "figures").glob("*.parquet"):
        for batch in pq.ParquetFile(path).iter_batches(columns=["yuan"]):
            total += sum(int(one.scaleb(2)) for one in batch.column(0).to_pylist() if one is not None)
    return Decimal(total).scaleb(-2)


def _timed(asked: Store, sql: str) -> float:
    begun = time.perf_counter()
    asked.ask(sql)
    return time.perf_counter() - begun


def report(scan: bool = False) -> str:
    """The measured page, and behind it the simulated one. `scan` changes nothing here."""
    with tempfile.TemporaryDirectory(prefix="fiscal-scale-") as name:
        folder = Path(name)
        few, small_cost = small(folder)
        many, page_cost = large(folder)
        rate = tasks_a_second()
        lines = [
            "# Measured",
            "",
            f'Made by `make bench ARGS="--only scale"`: Python {platform.python_version()}, {os.cpu_count()} cores, '
            f"{platform.machine()}.",
            "",
            "| what | |",
            "|---|---|",
            *few,
            *many,
            *memory(folder),
            f"| tasks that do nothing, handed out and taken back by Dask | {rate:.0f} a second |",
            "",
            *questions(folder, GROWN),
            "",
        ]
    return "\n".join(lines) + "\n" + page_of_nation(Costs(small_cost, page_cost, rate))
