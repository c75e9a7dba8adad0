"""What two checkouts of the program say of the same documents: recorded in folders, then compared to the byte.

`record` runs a checkout's `fiscal check --format json` on every path given and keeps the answers; `compare` names what
differs between two such folders. A change that must not alter what users see is shown to be one by the two:

    python -m benchmarks.same_results record before --checkout ../old data/* ...
    python -m benchmarks.same_results record after data/* ...
    python -m benchmarks.same_results compare before after

With `--reports` the workbook, the letter, the HTML report and the formats for CI are kept and compared as well; HTML
and XML are compared as trees, for one character can be written in several ways.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

from lxml import etree

START = "import sys; from reconcile.cli import main; sys.exit(main())"
REPORTS = ("html", "sarif", "junit", "github", "concise", "console")
TREES = {".html": b"</html>", ".junit": b"</testsuites>"}
"""How the reports end that are trees; what follows is what the program said on standard error."""

HERE = Path(__file__).resolve().parent.parent


def name_of(path: Path) -> str:
    """A file name for the answers about `path`: short, and another for every path."""
    return f"{path.name}-{sha256(str(path.resolve()).encode()).hexdigest()[:8]}"


def run(checkout: Path, *arguments: str) -> bytes:
    """What the program of `checkout` prints on both streams, and its exit code."""
    environment = {**os.environ, "PYTHONPATH": str(checkout)}
    command = [sys.executable, "-P", "-c", START, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, check=False, timeout=1200)
    return done.stdout + done.stderr + f"exit {done.returncode}\n".encode()


def record(checkout: Path, path: Path, folder: Path, reports: bool) -> None:
    """Write what the program says of `path` into `folder`, which exists."""
    stem = name_of(path)
    (folder / f"{stem}.json").write_bytes(run(checkout, "check", str(path), "--format", "json"))
    if not reports:
        return
    for form in REPORTS:
        (folder / f"{stem}.{form}").write_bytes(run(checkout, "check", str(path), "--format", form))
    run(checkout, "export", str(path), "-o", str(folder / f"{stem}.xlsx"))
    run(checkout, "questions", str(path), "-o", str(folder / f"{stem}.docx"))


def _parts(path: Path) -> Iterator[tuple[str, bytes]]:
    """The content of a file, that of a zip archive (workbook, letter) part by part, that of a report as its tree."""
    if path.suffix in TREES:
        page, end, rest = path.read_bytes().rpartition(TREES[path.suffix])
        yield "tree", etree.tostring(etree.fromstring(page + end), method="c14n") if end else b""
        yield "and what is printed beside it", rest
        return
    if not zipfile.is_zipfile(path):
        yield "", path.read_bytes()
        return
    with zipfile.ZipFile(path) as archive:
        yield from ((name, archive.read(name)) for name in sorted(archive.namelist()))


def compare(before: Path, after: Path) -> list[str]:
    """The names of files, and of parts of archives, that are not the same to the byte in the two folders."""
    names = sorted({path.name for path in before.iterdir()} | {path.name for path in after.iterdir()})
    different = []
    for name in names:
        if not (before / name).exists() or not (after / name).exists():
            different.append(f"{name}: only in one of the two")
            continue
        old, new = dict(_parts(before / name)), dict(_parts(after / name))
        different += [f"{name} {part}".strip() for part in sorted(old | new) if old.get(part) != new.get(part)]
    return different


def _arguments(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    recording = commands.add_parser("record")
    recording.add_argument("folder", type=Path)
    recording.add_argument("paths", type=Path, nargs="+")
    recording.add_argument("--checkout", type=Path, default=HERE)
    recording.add_argument("--reports", action="store_true")
    comparing = commands.add_parser("compare")
    comparing.add_argument("before", type=Path)
    comparing.add_argument("after", type=Path)
    return parser.parse_args(given)


def record_all(checkout: Path, paths: Iterable[Path], folder: Path, reports: bool) -> None:
    """Write what the program says of each of `paths`, two at a time, into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda path: record(checkout, path, folder, reports), paths))


def main(given: Sequence[str] | None = None) -> int:
    """0, or 1 where something differs."""
    asked = _arguments(given)
    if asked.command == "record":
        record_all(asked.checkout.resolve(), asked.paths, asked.folder, asked.reports)
        return 0
    different = compare(asked.before, asked.after)
    print("\n".join(different) or "the same to the byte")
    return bool(different)


if __name__ == "__main__":
    raise SystemExit(main())
