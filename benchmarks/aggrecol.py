"""Scores the sums found by arithmetic alone on AggreCol: 385 spreadsheets with annotated aggregations.

Counted are the annotations whose operator is Sum; a table is given as numbers only, never with its labels. A find is
right if its total is the annotated cell and its parts are exactly the annotated cells; cells that hold no number count
for neither side, since they add nothing (the last column of the page counts them, too). The annotated error bound is
not used. Tables are dealt into two halves by the SHA-256 of their file's name: *train* is the half on which the
search was tuned, *holdout* the other.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import platform
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from reconcile.structure.unannounced.aggregations import aggregations, holds
from reconcile.structure.unannounced.number_lines import grid_of

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus" / "aggrecol" / "dataset.jl.gz"
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)")
_STORED = re.compile(r"\.\d{5}$")
LARGEST = 10**15

Cell = tuple[int, int]
Sum = tuple[Cell, frozenset[Cell]]


@dataclass(slots=True)
class Score:
    """How many finds are right, wrong, missing, right to the last blank cell; how many tables, in how many seconds."""

    right: int = 0
    wrong: int = 0
    missing: int = 0
    strict: int = 0
    tables: int = 0
    seconds: float = 0.0

    def add(self, table: dict[str, Any]) -> None:
        """Counts one table."""
        numbers, steps = numbers_of(table)
        start = time.process_time()
        found = found_sums(numbers, steps)
        self.seconds += time.process_time() - start
        wanted = wanted_sums(table)
        printed, annotated = ({printed_only(one, numbers) for one in sums} for sums in (found, wanted))
        right = sum(printed_only(one, numbers) in annotated for one in found)
        self.tables += 1
        self.right += right
        self.wrong += len(found) - right
        self.missing += sum(printed_only(one, numbers) not in printed for one in wanted)
        self.strict += len(found & wanted)

    def line(self, name: str) -> str:
        """One row of the report."""
        found, wanted = self.right + self.wrong, self.right + self.missing
        both = 2 * self.right / max(found + wanted, 1)
        shares = f"{self.right / max(found, 1):.3f} | {self.right / max(wanted, 1):.3f} | {both:.3f}"
        strict = 2 * self.strict / max(found + wanted, 1)
        return f"| {name} | {self.tables} | {wanted:,} | {shares} | {strict:.3f} | {self.seconds:.1f} |"


def report(scan: bool = False) -> str | None:
    """The measured page, or None where the spreadsheets are not on this machine. `scan` changes nothing here."""
    if not DATA.is_file():
        return None
    halves = {"train": Score(), "holdout": Score()}
    with gzip.open(DATA, "rt", encoding="utf-8") as lines:
        for line in lines:
            table = json.loads(line)
            odd = hashlib.sha256(table["file_name"].encode()).digest()[0] % 2
            halves["holdout" if odd else "train"].add(table)
    both = [astuple(half) for half in halves.values()]
    halves["all"] = Score(*(sum(pair) for pair in zip(*both, strict=True)))
    return "\n".join([*_head(), *(score.line(name) for name, score in halves.items())]) + "\n"


def _head() -> Iterator[str]:
    yield "# Sums by arithmetic alone"
    yield ""
    yield (
        "Made by `make bench ARGS='--only sums'`: sums found in the spreadsheets of AggreCol from their numbers alone, "
        f"exact match of total and parts. One process, reading apart, Python {platform.python_version()}."
    )
    yield ""
    yield "| half | tables | sums | precision | recall | F1 | F1 with blank cells | processor s |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|"


def wanted_sums(table: dict[str, Any]) -> set[Sum]:
    """The annotated sums."""
    return {
        (_cell(one["aggregator_index"]), frozenset(map(_cell, one["aggregatee_indices"])))
        for one in table["aggregation_annotations"]
        if one["operator"] == "Sum"
    }


def _cell(index: Sequence[int]) -> Cell:
    return index[0], index[1]


def numbers_of(table: dict[str, Any]) -> tuple[list[list[int | None]], list[list[int]]]:
    """The numbers of a table at one common scale, and the step of each: the unit of its last digit.

    Numbers stored by a spreadsheet are written with five decimals here; their zeros at the end were not printed.
    """
    texts = [[_plain(text, table["number_format"]) for text in row] for row in table["table_array"]]
    stored = any(text and _STORED.search(text) for row in texts for text in row)
    cut = [[text.rstrip("0") if text and stored and "." in text else text for text in row] for row in texts]
    places = [[len(text.partition(".")[2]) if text else 0 for text in row] for row in cut]
    most = max((count for row in places for count in row), default=0)
    numbers = [[int(Decimal(text).scaleb(most)) if text else None for text in row] for row in texts]
    fit = [[number if number is None or abs(number) <= LARGEST else None for number in row] for row in numbers]
    return fit, [[10 ** (most - count) for count in row] for row in places]


def _plain(text: str, style: str) -> str | None:
    """The number with a point and no separators, or None where the cell is no number."""
    groups, decimals = style.split()
    text = text.strip()
    if groups == "Comma":
        text = text.replace(",", "")
    elif groups == "Space":
        text = re.sub(r"\s", "", text)
    if decimals == "Comma":
        text = text.replace(",", ".")
    return text if _NUMBER.fullmatch(text) else None


def found_sums(numbers: list[list[int | None]], steps: list[list[int]]) -> set[Sum]:
    """The sums down the columns and across the rows, one for every place in which they hold."""
    grid = grid_of(numbers, steps)
    found: set[Sum] = set()
    for turned in () if grid is None else (grid, grid.turned):
        down = turned is grid
        for one in aggregations(turned):
            for at in holds(turned, one).tolist():
                cells = [(line, at) if down else (at, line) for line in (one.total, *one.parts)]
                found.add((cells[0], frozenset(cells[1:])))
    return found


def printed_only(one: Sum, numbers: list[list[int | None]]) -> Sum:
    """The sum without the parts that hold no number."""
    return one[0], frozenset((row, column) for row, column in one[1] if numbers[row][column] is not None)
