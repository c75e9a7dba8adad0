"""Coverage tells by what kind of check a figure was held against another, and which unchecked figures have a twin."""

from __future__ import annotations

from pathlib import Path

from reconcile.engine import review
from reconcile.explain.coverage import KINDS

SUMS = """\
2024年全市一般公共预算收入完成30亿元，其中：税收收入20亿元，非税收入10亿元。
"""
LIMITS = """\
2024年我市地方政府债务限额100亿元，其中：一般债务限额60亿元，专项债务限额40亿元。
2024年末我市地方政府债务余额90亿元，其中：一般债务余额55亿元，专项债务余额35亿元。
"""


def kinds(tmp_path: Path, text: str) -> dict[str, int]:
    """How many figures of the text are checked in each way."""
    path = tmp_path / "报告.txt"
    path.write_text(text, encoding="utf-8")
    return dict(review([path]).coverage.kinds)


def test_a_sum_is_a_sum_and_nothing_else(tmp_path: Path) -> None:
    """Three figures of one list."""
    assert kinds(tmp_path, SUMS) == {kind: 3 if kind == "sums" else 0 for kind in KINDS}


def test_debt_is_checked_against_its_limit(tmp_path: Path) -> None:
    """A balance below its limit counts there, and its sum as a sum."""
    found = kinds(tmp_path, LIMITS)
    assert found["sums"] == 6
    assert found["limits"] >= 2


def test_what_has_a_twin_and_was_not_held_against_it_is_named(repo_root: Path) -> None:
    """Every figure named so is unchecked, an amount with a concept and a year."""
    found = review([repo_root / "data" / "yunxi-dossier"])
    figures = found.dossier.figures
    for name in found.coverage.with_counterpart:
        assert name in found.coverage.unchecked
        assert figures[name].concept
        assert figures[name].period is not None
