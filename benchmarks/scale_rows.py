"""Long sheets and long texts of totals, once, twice and four times as long: processor seconds to read and judge."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path

from openpyxl import Workbook

from reconcile.engine import review_of
from tables.reading.reading_here import read_here
from tables.reading_options import USUAL

TIMES = (1, 2, 4)


def subtotals(path: Path, rows: int) -> None:
    """A sheet in which every row is called 小计."""
    _sheet(path, ["小计"] * rows)


def items(path: Path, rows: int) -> None:
    """A sheet of items with their total."""
    _sheet(path, [*(f"项目{at}" for at in range(rows)), "合计"])


def _sheet(path: Path, labels: list[str]) -> None:
    book, source = Workbook(), random.Random(len(labels))
    assert book.active is not None
    book.active.append(["项目", "预算数", "执行数"])
    for label in labels:
        book.active.append([label, source.randrange(1, 9999), source.randrange(1, 9999)])
    book.save(path)


def totals(path: Path, rows: int) -> None:
    """A text of totals, each with its two parts."""
    source, said = random.Random(rows), ["某市2024年预算报告\n"]
    for at in range(rows):
        one, other = source.randrange(100, 9999), source.randrange(100, 9999)
        said.append(f"第{at}项支出合计{one + other}万元，其中：甲{at}支出{one}万元，乙{at}支出{other}万元。\n")
    path.write_text("\n".join(said), encoding="utf-8")


KINDS = (
    ("rows called 小计 in a sheet", subtotals, "xlsx", 1250),
    ("rows of items and their total in a sheet", items, "xlsx", 5000),
    ("totals with their parts in a text", totals, "txt", 100),
)


def row_lines(folder: Path) -> Iterator[str]:
    """A table of the seconds."""
    yield "| reading and judging, processor s | ×1 | ×2 | ×4 |"
    yield "|---|---:|---:|---:|"
    for name, make, ending, rows in KINDS:
        found = []
        for times in (1, *TIMES):  # the first is not counted: what is loaded late is loaded then
            path = folder / f"{times}.{ending}"
            make(path, rows * times)
            begun = time.process_time()
            review_of([read_here(path, "d0", path.name, USUAL, lambda *_: None)], [])
            found.append(f"{time.process_time() - begun:.2f}")
        yield f"| {rows:,}, {2 * rows:,}, {4 * rows:,} {name} | {' | '.join(found[1:])} |"
    yield ""
