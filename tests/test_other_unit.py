"""万 written for 亿, or the reverse: the unit is named, the number stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from reconcile.engine import review
from reconcile.review import Suspect

CLEAN = "云溪区2025年预算调整说明\n\n新增债券{total}，其中：一般债券143930万元，专项债券59070万元。新增债券{total}全部用于公益性项目。\n"


def suspects(text: str, folder: Path) -> set[Suspect]:
    """The suspects of all errors and warnings."""
    path = folder / "a.txt"
    path.write_text(text, encoding="utf-8")
    return {one.suspect for one in review([path]).findings if one.suspect is not None}


@pytest.mark.parametrize(("printed", "unit"), [("203000亿元", "万元"), ("203000元", "万元")])
def test_the_unit_is_suspected_and_the_number_stays(printed: str, unit: str, tmp_path: Path) -> None:
    """The first mention has another unit; as printed with the right one it agrees with its parts and the second."""
    text = CLEAN.format(total="203000万元").replace("新增债券203000万元", f"新增债券{printed}", 1)
    (suspect,) = suspects(text, tmp_path)
    assert (suspect.suggested, suspect.reason, suspect.unit) == ("203000", "unit", unit)


def test_a_rounded_number_needs_its_own_digits(tmp_path: Path) -> None:
    """20.3万元 for 20.3亿元: the unit again, at the precision that is printed."""
    text = CLEAN.format(total="20.3亿元").replace("新增债券20.3亿元", "新增债券20.3万元", 1)
    assert {(one.suggested, one.unit) for one in suspects(text, tmp_path)} == {("20.3", "亿元")}
