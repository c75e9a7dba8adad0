"""The page of benchmarks is kept part by part: measuring one leaves the others as they are."""

from __future__ import annotations

from pathlib import Path

from benchmarks.__main__ import keep


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
