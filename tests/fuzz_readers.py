"""Spoils files thousands of times and reads them: `make fuzz ARGS="FILE… --count 2000 --seed 1"`.

A good end is a Document, or a refusal that has a sentence. Every other end (a crash, an exception that no reader should
raise, too long, too much memory) is printed, and the file that caused it is kept in out/fuzz. Archives are opened as
`fiscal check` opens them; fiscal.toml and baselines (.json) are read as settings and accepted findings.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fiscal.document import Document
from reconcile.commands.failures import CommandFailure
from reconcile.commands.what_is_accepted import accepting, entries_in
from reconcile.words.texts import written
from tables.decode import UnreadableDocument
from tables.reading.gathering import gather
from tables.reading.isolated.limits import Limits
from tables.reading.isolated.pipe_messages import Task
from tables.reading.isolated.pool import Pool
from tables.reading.readers import MEMBER_HERE, READ_HERE
from tables.reading_options import USUAL
from tests.fuzz_seeds import old_office_seeds, seeds
from tests.fuzz_without_recognition import MEMBER, READ
from tests.mutations import spoilt

ROOT = Path(__file__).resolve().parent.parent
BATCH = 100
OWN = (".toml", ".json")
STRICT = Limits(start=120, per_megabyte=5, per_page=2, memory=1 << 30)
"""Half the usual seconds, since the machine may be busy, and a quarter of the usual memory."""


@dataclass(frozen=True, slots=True)
class Bad:
    """A file that ended badly, and how."""

    name: str
    reason: str
    content: bytes


def reason_of(end: object) -> str:
    """How a reading ended, in one or two words; it begins with "bad" where it should not have ended so."""
    if isinstance(end, Document):
        return "read"
    if isinstance(end, UnreadableDocument):
        word = end.reason.partition(": ")[0]
        good = written("DOC01", word) and word not in ("crashed", "too-slow", "too-much-memory")
        return end.reason if good else f"bad: {end.reason}"
    return f"bad: {type(end).__name__} {end}"


def own_file(path: Path) -> str:
    """How reading spoilt settings or a spoilt baseline ended."""
    try:
        if path.suffix == ".toml":
            accepting(path, None)
        else:
            entries_in(path)
    except CommandFailure as refused:
        return f"refused: {type(refused).__name__}"
    except Exception as failure:  # noqa: BLE001 - whatever else is raised is what is looked for
        return f"bad: {type(failure).__name__} {failure}"
    return "read"


def task_of(path: Path, name: str, content: bytes, recognise: bool) -> list[Task]:
    """What reading the file takes: one task, or one for each member of an archive."""
    whole, inner = (READ_HERE, MEMBER_HERE) if recognise else (READ, MEMBER)
    if path.suffix == ".zip":
        found = gather([path]).files
        return [
            Task(whole, (one.path, "d0", one.shown, USUAL), len(content))
            if one.member is None
            else Task(inner, (one.path, one.member, "d0", one.shown, USUAL), len(content))
            for one in found
        ]
    return [Task(whole, (path, "d0", name, USUAL), len(content))]


def fuzz(
    files: Sequence[tuple[str, bytes]],
    count: int,
    seed: int,
    ends: Counter[str],
    jobs: int,
    seconds: int = 0,
    recognise: bool = True,
) -> Iterator[Bad]:
    """Reads `count` spoilt copies of `files`, in turn; counts how they end, and gives those that end badly.

    With `seconds`, no more are begun once so many have passed. Without `recognise`, pictures are refused.
    """
    begun = time.time_ns()
    with tempfile.TemporaryDirectory() as folder, Pool(jobs, STRICT) as pool:
        for first in range(0, count, BATCH):
            if seconds and time.time_ns() - begun > seconds * 10**9:
                return
            tasks: list[Task] = []
            made: list[tuple[str, bytes]] = []
            for at in range(first, min(first + BATCH, count)):
                name, data = files[at % len(files)]
                content, named = spoilt(data, f"{seed}-{at}-{name}"), f"{seed}-{at}-{name}"
                path = Path(folder, f"{at}{Path(name).suffix}")
                path.write_bytes(content)
                if path.suffix in OWN:
                    reason = own_file(path)
                    ends[reason] += 1
                    if reason.startswith("bad"):
                        yield Bad(named, reason, content)
                    continue
                for task in task_of(path, name, content, recognise):
                    made.append((named, content))
                    tasks.append(task)
            for (name, content), end in zip(made, pool.results(tasks, lambda number, done, every: None), strict=True):
                reason = reason_of(end)
                ends[reason] += 1
                if reason.startswith("bad"):
                    yield Bad(name, reason, content)
            for path in Path(folder).iterdir():
                path.unlink()


def usual_files(old_office: bool) -> list[tuple[str, bytes]]:
    """What is spoilt unless files are named: a small file of every format, and the documents of data/."""
    if old_office:
        return old_office_seeds()
    documents = [path for path in sorted((ROOT / "data").rglob("*.*")) if path.suffix != ".py"]
    return [*seeds(), *((path.name, path.read_bytes()) for path in documents)]


def main() -> int:
    """1 if anything ended badly."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("files", nargs="*", type=Path, help="else a small file of every format, and those of data/")
    options.add_argument("--old-office", action="store_true", help="only .xls, .doc and .rtf, through LibreOffice")
    options.add_argument("--recognise", action="store_true", help="recognise pictures as well, ten seconds a page")
    options.add_argument("--count", type=int, default=1000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--keep", type=Path, default=Path("out") / "fuzz")
    options.add_argument("--seconds", type=int, default=0, help="begin no more files after so many")
    chosen = options.parse_args()
    files = [(path.name, path.read_bytes()) for path in chosen.files] or usual_files(chosen.old_office)
    ends: Counter[str] = Counter()
    made = fuzz(files, chosen.count, chosen.seed, ends, chosen.jobs, chosen.seconds, chosen.recognise)
    for bad in made:
        chosen.keep.mkdir(parents=True, exist_ok=True)
        (chosen.keep / bad.name).write_bytes(bad.content)
        print(f"{bad.reason}: {bad.name}", flush=True)
    print(", ".join(f"{times} {end}" for end, times in ends.most_common()))
    return int(any(end.startswith("bad") for end in ends))


if __name__ == "__main__":
    sys.exit(main())
