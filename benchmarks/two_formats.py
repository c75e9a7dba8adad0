"""Counts what a comparison tells of one document in two formats: every change told is false, or true of the two prints.

`python -m benchmarks.two_formats FILE [FILE…]` compares every file with what LibreOffice prints of it as PDF, and files
of one name in two formats with one another.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from reconcile.drafts.compare import compare
from reconcile.engine import review


def pairs(paths: Sequence[Path], folder: Path) -> Iterator[tuple[Path, Path]]:
    """Every file with its print below `folder`, and files of one name with the next of that name."""
    named: dict[str, list[Path]] = defaultdict(list)
    for path in paths:
        named[path.stem].append(path)
    for found in named.values():
        yield from pairwise(found)
        if all(path.suffix.lower() != ".pdf" for path in found) and shutil.which("soffice"):
            profile = f"-env:UserInstallation=file://{folder}/profile"
            command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), str(found[0])]
            subprocess.run(command, check=True, capture_output=True)
            yield found[0], folder / f"{found[0].stem}.pdf"


def told(old: Path, new: Path) -> str:
    """One line of a Markdown table."""
    comparison = compare(review([old]), review([new]))
    counts = [
        len(comparison.old.dossier.figures),
        len(comparison.new.dossier.figures),
        len(comparison.counterparts),
        len(comparison.changed),
        len(comparison.added),
        len(comparison.removed),
    ]
    return f"| {old.name} | {new.suffix[1:]} | " + " | ".join(map(str, counts)) + " |"


def main(arguments: Sequence[str]) -> None:
    """Prints one line for every pair."""
    print("| document | other format | figures | figures there | met | changed | new | gone |")
    print("|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for old, new in pairs([Path(argument) for argument in arguments], Path(folder)):
            print(told(old, new), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
