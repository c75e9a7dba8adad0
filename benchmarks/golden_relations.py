"""How many of the relations that were read by hand the checks find: money relations, then all, document by document.

Run it with `python -m benchmarks.golden_relations`; `--missing lincang` lists what one document still lacks, `--fresh`
measures the reports whose relations were written down before the grammar was tried on them (tests/golden). The
documents lie beside the repository (../shared); without them it says so and measures nothing.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from reconcile.engine import review
from reconcile.reports.machine.to_json import to_json

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
READ_HERE = ROOT / "tests" / "golden"


class Golden(NamedTuple):
    """A document with its hand-read relations, and how figures of both are told to be the same."""

    document: str
    relations: str
    tolerance: int = 0
    by: str = "place"


SETS = {
    "000": Golden("seeds/000_c2c7a7c6d9cfd8be.txt", "000.jsonl", 2),
    "002": Golden("seeds/002_9bee8b3f571de2fa.txt", "002.jsonl", 2),
    "suqian": Golden("corpus/more/pdf/jiangsu_suqian_2026_budget_report.pdf", "prose/suqian.jsonl"),
    "nantong": Golden("corpus/more/pdf/jiangsu_nantong_2026_budget_report.pdf", "prose/nantong.jsonl"),
    "lincang": Golden("corpus/more/html/lincang_2025_budget_report.html", "prose/lincang.jsonl", by="value"),
    "changde": Golden("corpus/html/changde_2025_budget_report.html", "prose/changde.jsonl", by="value"),
}
FRESH = {path.stem: path for path in sorted(READ_HERE.glob("*.jsonl"))}
"""Relations read by hand in web pages and PDFs, named after the place whose report it is."""


def asked_for(name: str) -> tuple[Path, Path, Golden]:
    """The document and the relations of a set, and how they are compared."""
    if name not in FRESH:
        wanted = SETS[name]
        return SHARED / wanted.document, SHARED / "golden" / wanted.relations, wanted
    more = SHARED / "corpus" / "more"
    (document,) = (found for form in ("html", "pdf") for found in (more / form).glob(f"{name}_*.{form}"))
    return document, FRESH[name], Golden(document.name, f"{name}.jsonl", by="value")


def scorer() -> ModuleType:
    """The scoring program that stands beside the documents."""
    path = SHARED / "tools" / "score_relations.py"
    spec = importlib.util.spec_from_file_location("score_relations", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def scored(name: str, tool: ModuleType) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """One row a golden relation (stated or derived), and the errors that no golden relation tells."""
    document, relations, wanted = asked_for(name)
    lines = relations.read_text(encoding="utf-8").splitlines()
    every = [json.loads(line) for line in lines if line.strip()]
    golden = [
        row
        for row in every
        if row.get("basis", "stated") in ("stated", "derived") and len(tool.golden_figures(row, wanted.by)) > 1
    ]
    report = json.loads(to_json(review([document])))
    rows, extra = tool.score(report, golden, wanted.tolerance, every, wanted.by)
    return rows, extra


def line(name: str, rows: list[dict[str, Any]], extra: list[dict[str, Any]]) -> str:
    """Money relations found, all relations found, verdicts that differ from the reader's, errors that nobody read."""
    money = [row for row in rows if row["domain"] == "money"]
    shares = [
        f"{found:4}/{of:<4} {found / max(1, of):.3f}"
        for found, of in ((sum(row["found"] for row in some), len(some)) for some in (money, rows))
    ]
    wrong = sum(row["found"] and row["verdict"] != row["holds"] for row in rows)
    return f"{name:9} money {shares[0]}   all {shares[1]}   other verdict {wrong}   extra errors {len(extra)}"


def main() -> None:
    """Prints one line a document, or what one of them lacks."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--missing", choices=[*SETS, *FRESH], help="list what one document still lacks")
    asked.add_argument("--fresh", action="store_true", help="the reports of tests/golden instead of those beside it")
    known = asked.parse_args()
    if not SHARED.is_dir():
        print("the documents (../shared) are not on this machine")
        return
    tool = scorer()
    for name in [known.missing] if known.missing else FRESH if known.fresh else SETS:
        rows, extra = scored(name, tool)
        print(line(name, rows, extra))
        if known.missing:
            for row in rows:
                if not row["found"]:
                    unread = "" if row["seen"] else "[a figure was not read]"
                    print(" ", row["domain"], row["id"], row["kind"], row["basis"], row["expr"][:140], unread)
            for finding in extra:
                print("  extra", finding["code"], finding["message"][:140])


if __name__ == "__main__":
    main()
