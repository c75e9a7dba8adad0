"""Runs the benchmarks: `make bench`, or `python -m benchmarks` from the root of the repository."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import aggrecol, bench_check, bench_readers, bench_scale

PARTS: dict[str, Callable[[argparse.Namespace], str | None]] = {
    "check": lambda asked: bench_check.report(asked.scan),
    "readers": lambda asked: bench_readers.report(asked.scan),
    "sums": lambda asked: aggrecol.report(asked.scan),
    "scale": lambda asked: bench_scale.report(asked.quick),
}


def main(arguments: Sequence[str]) -> int:
    """Measures, prints, and keeps the parts that were measured if asked to; the others stay as they are."""
    parser = argparse.ArgumentParser(
        prog="benchmarks",
        description="Time whole runs of fiscal and the readers of tables, and score the search for sums.",
    )
    parser.add_argument("--only", choices=PARTS, help="measure this part alone")
    parser.add_argument("--scan", action="store_true", help="recognise scans as well; takes minutes")
    parser.add_argument("--quick", action="store_true", help="of many documents, measure less; takes minutes, too")
    parser.add_argument("--write", type=Path, metavar="FILE", help="keep the result, for example in docs/benchmarks.md")
    options = parser.parse_args(arguments)
    for name, report in PARTS.items():
        if options.only not in (None, name):
            continue
        text = report(options)
        print(text or f"Nothing to time for “{name}”: its documents (../shared) are not on this machine.")
        if text and options.write is not None:
            keep(options.write, text)
    return 0


def keep(path: Path, text: str) -> None:
    """Puts `text`, a part of a Markdown page, in the place of the part with the same heading, or at the end."""
    old = path.read_text(encoding="utf-8") if path.is_file() else ""
    parts = [part.strip() for part in ("\n" + old).split("\n# ") if part.strip()]
    new = text.removeprefix("# ").strip()
    at = next((i for i, part in enumerate(parts) if part.partition("\n")[0] == new.partition("\n")[0]), len(parts))
    parts[at : at + 1] = [new]
    path.write_text("\n".join(f"# {part}\n" for part in parts), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
