"""Every document of some folders checked alone, with how it ended, its seconds and its peak memory.

`make sweep ARGS="FOLDER… --write docs/benchmarks.md"`. A good end is exit code 0 or 1, nothing on standard error that
looks like a traceback, and a report with at least one word about the file: a figure that was read, a finding, or the
reason why it was skipped. Every other end is listed by name. Documents are not part of the repository, so that the
page names only the ten slowest and the ten largest.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import monotonic

from benchmarks.__main__ import keep

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared"
FOLDERS = ("corpus", "cases/readers", "seeds", "bench")
NO_DOCUMENTS = (".csv", ".gz", ".json", ".jsonl")
"""Truth beside the documents, and catalogues."""
HANG = 3600
MOST = 10
SLOW, LARGE = 60, 1024


@dataclass(frozen=True, slots=True)
class Run:
    """How checking one file ended: exit code, wall and processor seconds, peak megabytes, what was read.

    `word` is what the report says of the file: "figures", "finding", "skipped", or "" for nothing at all.
    """

    name: str
    form: str
    megabytes: float
    code: int
    wall: float
    spent: float
    peak: float
    pages: int = 0
    figures: int = 0
    word: str = ""
    recognised: bool = False
    traceback: bool = False

    @property
    def good(self) -> bool:
        """True if it ended as every file should."""
        return self.code in (0, 1) and not self.traceback and bool(self.word)


def run(path: Path, name: str, report: Path) -> Run:
    """Checks the file in a process of its own, the report in JSON at `report`."""
    command = [sys.executable, "-m", "reconcile.cli", "check", str(path), "--format", "json", "-o", str(report)]
    report.unlink(missing_ok=True)
    begun = monotonic()
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=said, stderr=subprocess.STDOUT
        )
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        wall = monotonic() - begun
        said.seek(0)
        traceback = b"Traceback" in said.read()
    pages, figures, word, recognised = _told(report)
    return Run(
        name,
        path.suffix.lower(),
        path.stat().st_size / 2**20,
        child.returncode,
        wall,
        used.ru_utime + used.ru_stime,
        used.ru_maxrss / 1024,
        pages,
        figures,
        word,
        recognised,
        traceback,
    )


def _told(report: Path) -> tuple[int, int, str, bool]:
    """Pages, figures, what the report says of the file, and whether something was recognised."""
    try:
        review = json.loads(report.read_bytes())
    except (OSError, ValueError):
        return 0, 0, "", False
    findings, figures = review["findings"], review["coverage"]["figures"]
    word = "figures" if figures else "finding" if findings else "skipped" if review.get("skipped") else ""
    pages = sum(one["pages"] or 0 for one in review["documents"])
    return pages, figures, word, any(one["code"] == "DOC41" for one in findings)


def files(folders: Sequence[Path]) -> list[tuple[Path, str]]:
    """The files below the folders with the name to print, in the order of their names."""
    found = []
    for folder in folders:
        inside = [folder] if folder.is_file() else sorted(one for one in folder.rglob("*") if one.is_file())
        for path in inside:
            if path.suffix.lower() not in NO_DOCUMENTS and path.stem.lower() != "readme":
                found.append((path, path.relative_to(folder.parent).as_posix()))
    return found


def swept(folders: Sequence[Path], log: Path | None) -> Iterator[Run]:
    """One run for every file, one at a time; those that `log` holds already are not run again."""
    before = {one.name: one for one in _kept(log)} if log else {}
    with tempfile.TemporaryDirectory() as folder:
        for path, name in files(folders):
            if name in before:
                yield before[name]
                continue
            done = run(path, name, Path(folder, "review.json"))
            if log:
                with log.open("a", encoding="utf-8") as stream:
                    stream.write(json.dumps(asdict(done), ensure_ascii=False) + "\n")
            yield done


def _kept(log: Path) -> Iterator[Run]:
    if log.is_file():
        yield from (Run(**json.loads(line)) for line in log.read_text(encoding="utf-8").splitlines())


def page(runs: Sequence[Run]) -> str:
    """The part of docs/benchmarks.md: totals by format, the slowest, the largest, and what ended badly."""
    bad = [one for one in runs if not one.good]
    worst = [one for one in runs if not one.recognised and (one.spent > SLOW or one.peak > LARGE)]
    lines = [
        "# Every document of the corpus, checked alone",
        "",
        'Made by `make sweep ARGS="--write docs/benchmarks.md"`: one process a file, one at a time. Seconds are of the'
        " processor, all its processes together; peak memory is that of the largest of them.",
        "",
        f"{len(runs)} files: {sum(one.code == 0 for one in runs)} end with exit code 0, "
        f"{sum(one.code == 1 for one in runs)} with 1, {sum(one.traceback for one in runs)} with a traceback, "
        f"{sum(not one.word for one in runs)} without a word. Without recognition, {len(worst)} take more than "
        f"{SLOW} s or {LARGE} MB.",
        "",
        "| format | files | MB | pages | figures | s | s, the longest | peak MB |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for form in sorted({one.form for one in runs}):
        of = [one for one in runs if one.form == form]
        lines.append(
            f"| {form} | {len(of)} | {sum(one.megabytes for one in of):.1f} | {sum(one.pages for one in of)} "
            f"| {sum(one.figures for one in of):,} | {sum(one.spent for one in of):.0f} "
            f"| {max(one.spent for one in of):.1f} | {max(one.peak for one in of):.0f} |"
        )
    for title, weigh in (("slowest", lambda one: one.spent), ("largest in memory", lambda one: one.peak)):
        lines += ["", f"The {MOST} {title}:", "", "| file | MB | pages | figures | recognised | s | peak MB |"]
        lines.append("|---|---:|---:|---:|---|---:|---:|")
        for one in sorted(runs, key=weigh, reverse=True)[:MOST]:
            lines.append(
                f"| {one.name} | {one.megabytes:.1f} | {one.pages} | {one.figures:,} "
                f"| {'yes' if one.recognised else ''} | {one.spent:.1f} | {one.peak:.0f} |"
            )
    if bad:
        lines += ["", "Ended badly:", ""]
        lines += [f"- {one.name}: exit code {one.code}{', traceback' * one.traceback}" for one in bad]
    return "\n".join(lines) + "\n"


def main() -> int:
    """1 if any file ended badly."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folders", nargs="*", type=Path, default=[CORPUS / name for name in FOLDERS])
    options.add_argument("--log", type=Path, help="one line of JSON a file; what it holds is not run again")
    options.add_argument(
        "--write", type=Path, metavar="FILE", help="keep the result, for example in docs/benchmarks.md"
    )
    chosen = options.parse_args()
    runs = []
    for one in swept(chosen.folders, chosen.log):
        print(f"{one.code} {one.spent:6.1f} s {one.peak:5.0f} MB {one.word or 'NOTHING':8} {one.name}", flush=True)
        runs.append(one)
    text = page(runs)
    print(text)
    if chosen.write:
        keep(chosen.write, text)
    return int(not all(one.good for one in runs))


if __name__ == "__main__":
    sys.exit(main())
