"""A sample of real documents, once, twice and four times under other names, judged by one worker and by two."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.scale_costs import Cost, cost, rows_of_table
from tables.reading.readers import SUFFIXES

RUNS = ((1, 1), (1, 2), (2, 2), (4, 2))
"""So many copies of every document, judged by so many workers."""


def sample(corpus: Path, every: int) -> list[Path]:
    """One of so many documents of `corpus` from the smallest to the largest, without pictures of pages."""
    files = [path for path in corpus.rglob("*") if path.is_file() and path.suffix.lower() in SUFFIXES]
    plain = [path for path in files if "scan" not in path.as_posix()]
    return sorted(plain, key=lambda path: (path.stat().st_size, path.name))[every // 2 :: every]


def copied(files: Sequence[Path], times: int, folder: Path) -> Path:
    """A corpus of copies, each a dossier of its own: other names, other bytes, and a number more where text allows."""
    folder.mkdir()
    for path in files:
        for copy in range(times):
            target = folder / f"{copy}-{path.name}"
            shutil.copyfile(path, target)
            _changed(target, copy)
    return folder


def _changed(path: Path, copy: int) -> None:
    path.chmod(0o644)
    kind = path.suffix.lower()
    if kind in (".txt", ".html", ".htm", ".pdf"):
        more = f"\n%{copy}\n" if kind == ".pdf" else f"\n\n<p>另有{copy}.37亿元。</p>\n"
        with path.open("ab") as stream:
            stream.write(more.encode())
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path, "a") as archive:
            archive.comment = f"{copy}".encode()


def corpus_lines(corpus: Path, every: int, folder: Path, quick: bool) -> Iterator[str]:
    """A table of the runs over the sample. Nothing where there is no corpus."""
    files = sample(corpus, every) if corpus.is_dir() else []
    if not files:
        return
    yield f"One of {every} documents of the corpus ({len(files)} files), each a dossier:"
    yield ""
    yield (
        "| copies, workers | documents | pages | wall s | pages a wall second | pages a processor second "
        "| largest memory | bytes a page |"
    )
    yield "|---|---:|---:|---:|---:|---:|---:|---:|"
    walls: dict[tuple[int, int], Cost] = {}
    for times, jobs in RUNS[: 2 if quick else None]:
        inside = folder / f"x{times}"
        if not inside.is_dir():
            copied(files, times, inside)
        store = folder / f"x{times}-{jobs}"
        spent = cost(["batch", str(inside), "-o", str(store), "--jobs", f"{jobs}"])
        walls[times, jobs] = spent
        pages = sum(row["pages"] for row in rows_of_table(store, "documents"))
        peak = max(row["peak_kb"] for row in rows_of_table(store, "runs")) // 1024
        size = sum(path.stat().st_size for path in store.rglob("*.parquet"))
        yield (
            f"| ×{times}, {jobs} | {times * len(files)} | {pages:,} | {spent.wall:.0f} | {pages / spent.wall:.1f} | "
            f"{pages / spent.processor:.1f} | {peak} MB | {size // max(pages, 1):,} |"
        )
    yield ""
    yield f"Two workers against one over it: {walls[1, 1].wall / walls[1, 2].wall:.2f} × by the clock."
    yield ""
