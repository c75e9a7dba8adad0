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


TWICE = (
    "云溪区2025年上半年经济运行情况报告\n\n全区快递企业实现营收{one}，同比增长12.6%；交通运输业实现营收1619.8亿元，同比增长12.8%；软件业实现营收282.6亿元，"
    "同比增长42.0%；规上服务业实现营收2070.5亿元，同比增长10.1%。\n\n云溪区2025年上半年计划执行情况报告\n\n一批产业加快集聚，全区快递企业实现营收{two}，同比增长12.6%，"
    "软件业实现营收282.6亿元，同比增长42.0%，规上工业总产值1095.3亿元，规上服务业实现营收2070.5亿元，同比增长10.1%。\n"
)


@pytest.mark.parametrize(("one", "two"), [("1244.4万元", "1244.4亿元"), ("1244.4亿元", "1244.4万元")])
def test_of_two_mentions_the_one_whose_unit_its_paragraph_does_not_use(one: str, two: str, tmp_path: Path) -> None:
    """One of the two must be wrong, and all amounts around it are in 亿元."""
    (suspect,) = suspects(TWICE.format(one=one, two=two), tmp_path)
    assert (suspect.suggested, suspect.reason, suspect.unit) == ("1244.4", "unit", "亿元")


@pytest.mark.parametrize("slipped", ["1424.4亿元", "2144.4亿元", "144.4亿元"])
def test_of_two_mentions_with_equal_rates_neither_is_named_but_both_are_told(slipped: str, tmp_path: Path) -> None:
    """The rate behind both says that they are one amount; which of them is meant nobody can say."""
    path = tmp_path / "a.txt"
    path.write_text(TWICE.format(one=slipped, two="1244.4亿元"), encoding="utf-8")
    (finding,) = review([path]).findings
    assert (finding.code, finding.suspect) == ("RPT01", None)


def test_an_amount_that_vanishes_in_a_sum_bears_nothing_out(tmp_path: Path) -> None:
    """40.78万元 would be seen in no sum of 亿元: that 21.61 and 325.11 make 346.72 says nothing of it."""
    text = (
        "2025年，区本级单位资产总额346.72亿元，负债总额21.61亿元，净资产325.11亿元。其中：行政单位资产总额40.78万元，事业单位资产总额305.94亿元。\n\n"
        "2025年，镇级单位资产总额59.14亿元，负债总额5.48亿元，净资产53.66亿元。其中：行政单位资产总额24.05亿元，事业单位资产总额35.09亿元。\n\n"
        "汇总区本级和镇级单位情况，2025年全区单位资产总额405.86亿元，负债总额27.09亿元，净资产378.77亿元。其中，行政单位资产总额64.83亿元，"
        "事业单位资产总额341.03亿元。\n"
    )
    assert {(one.suggested, one.unit) for one in suspects(text, tmp_path)} == {("40.78", "亿元")}
