"""Questions to stores of growing size, made of a real one: how long they take, and whether sums are exact."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from statistics import median

import duckdb
import pyarrow.parquet as pq

from reconcile.store.asking import VIEWS, Store, opened
from reconcile.store.opening import EMPTY
from reconcile.store.schema import TABLES

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


def grown(source: Path, target: Path, figures: int) -> Path:
    """A store of so many figures: copies of those of `source` under other keys, with other numbers."""
    shutil.copytree(source, target)
    connection = duckdb.connect()
    have = connection.execute(f"SELECT count(*) FROM '{source}/figures/*.parquet'").fetchall()[0][0]
    copies = max(1, figures // have)
    for name in [one for one in TABLES if one != "runs"]:
        for path in (target / name).glob("*.parquet"):
            if path.name != EMPTY:
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
                f"COPY (SELECT s.* REPLACE ({replaced}) FROM '{source}/{name}/*.parquet' s, "
                f"range({file}, {copies}, 16) t(k)) "
                f"TO '{target}/{name}/{file:02x}.parquet' (COMPRESSION zstd)"
            )
    connection.close()
    return target


def questions(source: Path, sizes: Sequence[int], folder: Path) -> Iterator[str]:
    """Questions to stores of growing size made of `source`: warm seconds, and whether the sum is Python's own."""
    times: dict[str, list[str]] = {name: [] for name in QUESTIONS}
    exact = []
    for size in sizes:
        store = grown(source, folder / f"grown-{size}", size)
        with opened(store) as asked:
            for name, sql in QUESTIONS.items():
                wall, processor = zip(*(_timed(asked, sql) for _ in range(TIMES)), strict=True)
                times[name].append(f"{median(wall):.2f} ({median(processor):.2f})")
            (told,) = asked.ask("SELECT sum(yuan) AS s FROM figures").to_pylist()
        exact.append("yes" if told["s"] == python_sum(store) else "NO")
        shutil.rmtree(store)
    yield f"| question, warm, wall s (processor s) | {' | '.join(f'{size:,} figures' for size in sizes)} |"
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


def _timed(asked: Store, sql: str) -> tuple[float, float]:
    wall, processor = time.perf_counter(), time.process_time()
    asked.ask(sql)
    return time.perf_counter() - wall, time.process_time() - processor
