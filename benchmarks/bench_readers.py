"""Times the readers of tables against one another on the same files, and says how well each reads.

Every run is a process of its own. Seconds are processor time without imports; beside them stands how many times the
floor they are: pdfium alone, asked for every character with its box, origin and matrix, which all readers need. How
well they read is measured by ../shared/tools/score_tables.py.
"""

from __future__ import annotations

import importlib.util
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
GAZETTE, TRUTH = SHARED / "bench" / "gazette.pdf", SHARED / "bench" / "gazette.truth.json"
SCAN, SCAN_TRUTH = SHARED / "bench" / "scan.pdf", SHARED / "bench" / "scan.truth.json"
LONG = SHARED / "corpus" / "pdf" / "jinan_2025_budget_report.pdf"
SCORES = SHARED / "tools" / "score_tables.py"

CONTESTANTS = (
    ("pdfium alone (the floor)", "floor", False),
    ("fiscal", "grid", False),
    ("fiscal, camelot for doubtful pages (as shipped)", "auto", False),
    ("fiscal, whole reading: tables, figures, prose", "whole", False),
    ("fiscal, camelot for every table", "camelot", False),
    ("camelot lattice, vector engine", "lattice-vector", False),
    ("camelot lattice, as shipped (combined engine)", "lattice", False),
    ("camelot lattice, raster engine, the 21 table pages only", "lattice-raster", True),
    ("camelot network", "network", False),
    ("camelot hybrid", "hybrid", False),
    ("pdfplumber", "pdfplumber", False),
)
"""What the table calls a reader, its name in reader_runs, and whether it is given only pages with tables."""


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds, peak megabytes and tables of one run."""

    seconds: float
    megabytes: float
    segments: list[dict[str, Any]]


def run(reader: str, path: Path, pages: str = "all") -> Run:
    """One run in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.reader_runs", reader, str(path), pages]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"did not run: {' '.join(command)}\n{done.stderr}")
    return Run(**json.loads(done.stdout))


def report(scan: bool = False) -> str | None:
    """The measured page, or None where the documents are not on this machine."""
    if not GAZETTE.is_file():
        return None
    lines = [
        "# Readers",
        "",
        "Made by `make bench`: processor seconds of one process, imports apart, "
        f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}.",
        "",
    ]
    for part in (_against_peers, _long_document, _second_opinions, _other_formats):
        lines += [*part(), ""]
    lines += _scan() if scan else ["Scans are timed by `make bench ARGS=--scan`."]
    return "\n".join(lines) + "\n"


def _against_peers() -> Iterator[str]:
    score, truth = _scorer(), json.loads(TRUTH.read_text(encoding="utf-8"))
    pages = ",".join(str(page + 1) for page in sorted({table["page"] for table in truth}))
    yield "## Ninety pages with 22 tables in 20 styles (`bench/gazette.pdf`)"
    yield ""
    yield "| reader | s | × floor | peak MB | precision | recall | numbers | perfect tables | false tables |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|---:|"
    floor = 1.0
    for name, reader, few in CONTESTANTS:
        if reader == "pdfplumber" and find_spec("pdfplumber") is None:
            continue  # comes with what `make test` installs
        found = run(reader, GAZETTE, pages if few else "all")
        floor = found.seconds if reader == "floor" else floor
        times = f"{found.seconds:.2f} | {found.seconds / floor:.1f} | {found.megabytes:.0f}"
        yield f"| {name} | {times} | {_marks(score(truth, found.segments)) if found.segments else ' | | | |'} |"


def _scorer() -> Callable[[list[dict[str, Any]], list[dict[str, Any]]], Any]:
    """The score of the shared tool: its own module, whose pages count from 0."""
    spec = importlib.util.spec_from_file_location("score_tables", SCORES)
    if spec is None or spec.loader is None:
        raise SystemExit(f"no scoring tool: {SCORES}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    def score(truth: list[dict[str, Any]], segments: list[dict[str, Any]]) -> Any:
        return module.score(truth, [{**segment, "page": segment["page"] - 1} for segment in segments])

    return score


def _marks(scored: Any) -> str:
    results, false_tables, _ = scored
    hit, printed, true, numbers, all_numbers, perfect = (
        sum(result[key] for result in results.values()) for key in ("tp", "pr", "gt", "num", "ngt", "exact")
    )
    shares = f"{hit / max(printed, 1):.3f} | {hit / true:.3f} | {numbers / max(all_numbers, 1):.3f}"
    return f"{shares} | {perfect}/{len(results)} | {false_tables}"


def _long_document() -> Iterator[str]:
    yield "## Twice the pages, twice the time (济南, 230 pages of prose and tables)"
    yield ""
    yield "| pages | reader | s | pages a second | × floor | peak MB |"
    yield "|---:|---|---:|---:|---:|---:|"
    with tempfile.TemporaryDirectory(prefix="fiscal-bench-") as folder:
        for path, pages in _excerpts(Path(folder)):
            floor = run("floor", path).seconds
            for name, reader in (("fiscal, tables", "grid"), ("fiscal, tables, figures, prose", "whole")):
                found = run(reader, path)
                rate = f"{pages / found.seconds:.0f} | {found.seconds / floor:.1f}"
                yield f"| {pages} | {name} | {found.seconds:.2f} | {rate} | {found.megabytes:.0f} |"


def _excerpts(folder: Path) -> Iterator[tuple[Path, int]]:
    """The first quarter, the first half and all of the long document."""
    import pypdfium2

    document = pypdfium2.PdfDocument(LONG)
    for parts in (4, 2, 1):
        pages = len(document) // parts
        excerpt = pypdfium2.PdfDocument.new()
        excerpt.import_pages(document, list(range(pages)))
        path = folder / f"{pages}.pdf"
        excerpt.save(path)
        excerpt.close()
        yield path, pages
    document.close()


def _second_opinions() -> Iterator[str]:
    from tables.formats.pdf import opened
    from tables.pages.page_blocks import page_blocks
    from tables.pages.pdfium import page_marks
    from tables.pages.second_opinion import doubt_about, with_second_opinion

    yield "## Which pages camelot is asked about, and which it wins"
    yield ""
    yield "A page is doubtful by what our own reader saw on it; camelot's stays only if the page's sums prove it."
    yield ""
    yield "| documents | pages | doubtful | left to camelot |"
    yield "|---|---:|---:|---:|"
    for folder in ("bench/gazette.pdf", "corpus/pdf", "corpus/debt-forms", "corpus/pairs"):
        place = SHARED / folder
        pages = doubtful = replaced = 0
        for path in [place] if place.is_file() else sorted(place.glob("*.pdf")):
            document = opened(path.read_bytes())
            for index in range(len(document)):
                marks = page_marks(document, index)
                blocks = page_blocks(marks)
                pages, doubtful = pages + 1, doubtful + bool(doubt_about(blocks))
                replaced += bool(with_second_opinion(document, marks, blocks, "auto")[1])
            document.close()
        yield f"| {folder} | {pages} | {doubtful} | {replaced} |"


def _other_formats() -> Iterator[str]:
    yield "## Office files and web pages, whole readings"
    yield ""
    yield "| file | MB | s | peak MB |"
    yield "|---|---:|---:|---:|"
    for folder in ("office", "html"):
        for path in sorted((SHARED / "corpus" / folder).iterdir()):
            size = f"{path.stat().st_size / 1024**2:.2f}"
            try:
                found = run("whole", path)
            except SystemExit:
                yield f"| {path.name} | {size} | not read on this machine | |"
                continue
            yield f"| {path.name} | {size} | {found.seconds:.2f} | {found.megabytes:.0f} |"


def _scan() -> Sequence[str]:
    if find_spec("rapidocr") is None:
        return ["Scans were not timed: the extra `ocr` is not installed (`make ocr`)."]
    found, truth = run("grid", SCAN), json.loads(SCAN_TRUTH.read_text(encoding="utf-8"))
    pages = len({table["page"] for table in truth})
    return [
        f"## The {pages} table pages as a skewed scan (`bench/scan.pdf`)",
        "",
        "| s | s a page | peak MB | precision | recall | numbers | perfect tables | false tables |",
        "|---:|---:|---:|---:|---:|---:|---:|---:|",
        f"| {found.seconds:.0f} | {found.seconds / pages:.1f} | {found.megabytes:.0f} | "
        f"{_marks(_scorer()(truth, found.segments))} |",
    ]
