"""The page of benchmarks is kept part by part, and what two checkouts say is compared as it has to be."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.__main__ import keep
from benchmarks.nation import Costs, Nation, simulate
from benchmarks.same_results import compare


def test_a_part_is_put_in_the_place_of_its_predecessor(tmp_path: Path) -> None:
    """Parts begin with a heading of the first level; new ones go to the end; doing it twice changes nothing."""
    path = tmp_path / "benchmarks.md"
    keep(path, "# Benchmarks\n\n| a |\n")
    keep(path, "# Readers\n\n## Ninety pages\n\nold\n")
    keep(path, "# Benchmarks\n\n| b |\n")
    keep(path, "# Readers\n\n## Ninety pages\n\nnew\n")
    wanted = "# Benchmarks\n\n| b |\n\n# Readers\n\n## Ninety pages\n\nnew\n"
    assert path.read_text(encoding="utf-8") == wanted
    keep(path, "# Readers\n\n## Ninety pages\n\nnew\n")
    assert path.read_text(encoding="utf-8") == wanted


ONE = '<html><p class="a" id="b">it&#x27;s <b>1</b></p></html>'


@pytest.mark.parametrize(
    ("name", "other", "same"),
    [
        ("r.html", '<html><p id="b" class="a">it&#39;s <b>1</b></p></html>', True),
        ("r.html", '<html><p id="b" class="a">it&#39;s<b> 1</b></p></html>', False),
        ("r.html", ONE.replace("<b>1</b>", "<i>1</i>"), False),
        ("r.html", ONE + "fiscal: 1", False),
        ("r.json", ONE.replace("&#x27;", "&#39;"), False),
    ],
)
def test_reports_are_compared_as_trees_and_all_else_by_bytes(tmp_path: Path, name: str, other: str, same: bool) -> None:
    """Escapes and the order of attributes make no difference; text, elements and errors do."""
    for folder, text in (("before", ONE), ("after", other)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(text, encoding="utf-8")
    assert (compare(tmp_path / "before", tmp_path / "after") == []) is same


def test_a_simulated_nation_is_the_same_every_time_and_slower_with_fewer_nodes() -> None:
    """Seeded; nobody is busy longer than it all takes."""
    usual = Nation(Costs(document=1 / 32, page=1 / 16, tasks=500))
    first, again, fewer = simulate(usual), simulate(usual), simulate(replace(usual, nodes=50))
    assert first == again
    assert first.seconds < fewer.seconds and 0 < first.busy <= 1
