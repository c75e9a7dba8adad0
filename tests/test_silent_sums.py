"""Tables whose labels say nothing: one spoilt figure is found wherever other columns agree; sound tables are silent."""

from __future__ import annotations

import random

import pytest

from reconcile.engine import judge_documents
from reconcile.review import Review, Severity
from tables.formats.text import read_text_document

STEMS = "甲乙丙丁戊己庚辛壬癸"
Rows = list[list[int]]


def review(rows: Rows) -> Review:
    """The review of a table with these figures and labels without meaning."""
    head = "\t".join(["名目", *(f"第{STEMS[at]}栏" for at in range(len(rows[0])))])
    lines = [
        "\t".join([f"名目{STEMS[at // 10]}{STEMS[at % 10]}", *(f"{number:,}" for number in row)])
        for at, row in enumerate(rows)
    ]
    text = "\n".join(["某地资金安排表", "单位：万元", head, *lines, ""])
    return judge_documents([read_text_document(text.encode(), "table.txt", "d0")])


def told(found: Review) -> list[str]:
    """The warnings and errors, each with its working."""
    return [f"{one.severity.value} {one.working}" for one in found.findings if one.severity is not Severity.NOTE]


def groups(source: random.Random) -> Rows:
    """Groups with their totals, all above or all below, and a total of the totals."""
    width, above = source.randint(3, 5), source.random() < 1 / 2
    rows: Rows = []
    whole = [0] * width
    for _ in range(source.randint(2, 4)):
        group = [[source.randrange(100, 100_000) for _ in range(width)] for _ in range(source.randint(2, 6))]
        total = [sum(column) for column in zip(*group, strict=True)]
        rows += [total, *group] if above else [*group, total]
        whole = [one + two for one, two in zip(whole, total, strict=True)]
    return [whole, *rows] if above else [*rows, whole]


@pytest.mark.parametrize("seed", range(12))
def test_one_spoilt_figure_is_found(seed: int) -> None:
    """The sound table tells nothing; of the spoilt one every finding is a warning that works out the spoilt figure."""
    source = random.Random(seed)
    rows = groups(source)
    assert told(review(rows)) == []
    row, column = source.randrange(len(rows)), source.randrange(len(rows[0]))
    rows[row][column] += source.choice([1000, -90, 7, 10_000, 900])
    found = told(review(rows))
    assert found
    assert all(f"{rows[row][column]:,}" in one and one.startswith("warning") for one in found)


@pytest.mark.parametrize("seed", range(12))
def test_random_tables_tell_nothing(seed: int) -> None:
    """Where nothing adds up nothing is claimed, be the figures large or small."""
    source = random.Random(seed)
    largest = source.choice([30, 1000, 10**6])
    rows = [[source.randrange(largest) for _ in range(4)] for _ in range(source.randint(5, 25))]
    assert told(review(rows)) == []
