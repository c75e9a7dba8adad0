"""Figures of tables spoilt one by one: nearly all are caught, most are named, and hardly anything else is accused."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path

from benchmarks.mutate_tables import page, rounds, summary, targets
from benchmarks.spoilt_figures import KINDS, cells, spoil, with_spoilt
from reconcile.engine import judge_documents
from tables.reading.readers import read

ROOT = Path(__file__).parent.parent
FILE = ROOT / "data" / "yunxi-2020-adjustment" / "02-说明与附表.txt"
COUNT = 60


def test_spoilt_figures_are_caught_and_named() -> None:
    """Of sixty wrong figures in our own example."""
    document = read(FILE, "d0", FILE.name)
    results = list(rounds(document, judge_documents([document]), COUNT, 1))
    line = summary("example", results)
    assert f"| example | {COUNT} |" in page([("example", results)], COUNT, 1)
    assert len(results) == COUNT
    assert sum(one.caught for one in results) >= 55, line
    assert sum(one.named for one in results) >= 45, line
    assert sum(one.repaired for one in results) >= 45, line
    # Where a changed line repeats last year's column it looks unchanged, and the sum of changes misses it elsewhere.
    assert sum(len(one.false) for one in results if one.spoilt.kind != "column") == 0, line


def test_one_figure_changes_and_nothing_else() -> None:
    """The document that was read stays as it was; the spoilt one differs in one figure."""
    document = read(FILE, "d0", FILE.name)
    _, row, figure = next(cell for cell in cells(document) if len(cell[2].quantity.text) > 3)
    source = random.Random(1)
    made = [one for _ in range(200) if (one := spoil(source, row, figure)) is not None]
    assert {one.kind for one in made} >= set(KINDS) - {"column", "swap"}
    assert all(one.value != figure.quantity.value for one in made)
    before = {one.id: one.quantity.value for one in document.figures()}
    after = {one.id: one.quantity.value for one in with_spoilt(document, made[0]).figures()}
    assert {name for name, value in after.items() if before[name] != value} == {figure.id}


def test_only_figures_that_a_relation_binds_are_spoilt() -> None:
    """A figure that no relation holds, or 0, says nothing about the checks."""
    document = read(FILE, "d0", FILE.name)
    review = judge_documents([document])
    unchecked = set(review.coverage.unchecked)
    found = [name for _, name in targets(document, review)]
    assert found
    assert not unchecked & set(found)
    values = {figure.id: figure.quantity.value for figure in document.figures()}
    assert Decimal(0) not in {values[name] for name in found}
