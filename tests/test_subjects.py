"""The classification of receipts and outlays: its data hold together, and names in order tell the tree."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiscal.budget import Budget
from fiscal.words.subjects import (
    by_code,
    by_name,
    children,
    is_ancestor,
    possible_parents,
    subject_run,
    subjects,
    tree_levels,
)
from fiscal.words.vocabulary import fold

SHARED = Path(__file__).resolve().parents[1].parent / "shared"

RUNS: tuple[tuple[str, tuple[int | None, ...]], ...] = (
    ("城乡社区支出 城乡社区公共设施 其他城乡社区公共设施支出", (1, 2, 3)),
    (
        "抗疫特别国债安排的支出 基础设施建设 公共卫生体系建设 交通基础设施建设 其他基础设施建设 "
        "抗疫相关支出 减免房租补贴 其他抗疫相关支出",
        (1, 2, 3, 3, 3, 2, 3, 3),
    ),
    (
        "一般公共服务支出 人大事务 行政运行 人大会议 政协事务 行政运行 教育支出 普通教育 小学教育",
        (1, 2, 3, 3, 2, 3, 1, 2, 3),
    ),
    ("税收收入 增值税 企业所得税 契税 非税收入 专项收入 罚没收入", (1, 2, 2, 2, 1, 2, 2)),
    ("城乡社区支出 其他城乡社区公共设施支出 合计", (1, 3, None)),
    ("城乡社区支出 一般公共预算支出合计 地方政府一般债务还本支出 预备费", (1, None, None, 1)),
    ("农林水支出 农业农村 行政运行 林业和草原 行政运行 水利 行政运行", (1, 2, 3, 2, 3, 2, 3)),
    ("其他支出 其他支出 其他支出", (1, 2, 3)),
    ("调入资金 地方政府一般债务转贷收入", (2, None)),
    ("文化体育与传媒支出 文物 博物馆", (1, 2, 3)),
    ("国有资本经营预算支出 解决历史遗留问题及改革成本支出 “三供一业”移交补助支出", (1, 2, 3)),
    ("教育 科学技术 卫生健康", (1, 1, 1)),
    ("某某道路改造工程 小计", (None, None)),
)

NAMED: tuple[tuple[str, set[str]], ...] = (
    ("城乡社区支出", {"212"}),
    ("二、城乡社区支出", {"212"}),
    ("城乡社区", {"212", "2300313", "2300312", "1100312"}),
    ("武装警察部队(款)", {"20401", "2040101"}),
    ("抗疫特别国债安排的支出", {"234"}),
    ("国有土地使用权出让收入", {"1030148"}),
    ("城市基础设施配套费对应专项债务收入安排的支出", {"21217"}),
    ("不存在的科目名称", set()),
)


@pytest.mark.parametrize(("labels", "expected"), RUNS)
def test_levels_from_names_in_order(labels: str, expected: tuple[int | None, ...]) -> None:
    """Row labels in the order of a table give 类, 款 and 项, and nothing where they say nothing."""
    assert tuple(tree_levels(labels.split())) == expected


@pytest.mark.parametrize(("name", "codes"), NAMED)
def test_names_lead_to_codes(name: str, codes: set[str]) -> None:
    """A printed name, with list number or mark of depth, leads to the codes that bear it."""
    found = {subject.code for subject in by_name(name)}
    assert found == codes or (name == "城乡社区" and found and found <= codes)


def test_budget_and_year_narrow_a_name_down() -> None:
    """The same name in another budget or outside its years is not returned."""
    assert {s.budget for s in by_name("城乡社区支出")} == {Budget.GENERAL, Budget.FUNDS}
    assert by_name("扶贫", year=2018) and not by_name("扶贫", year=2024)
    assert by_name("抗疫特别国债安排的支出", Budget.FUNDS, 2020)
    assert not by_name("抗疫特别国债安排的支出", Budget.GENERAL)


def test_every_subject_has_its_parent() -> None:
    """Codes have 3, 5 or 7 digits; the parent of each exists in the same budget; names are folded and distinct."""
    known = {(subject.code, subject.budget) for subject in subjects()}
    assert all((s.parent, s.budget) in known for s in subjects() if s.parent)
    assert all(fold(s.name) == s.name and s.code.isdigit() and len(s.code) in (3, 5, 7) for s in subjects())
    rows = [(s.code, s.budget, s.name) for s in subjects()]
    assert len(rows) == len(set(rows))
    assert all(s.from_year <= s.to_year for s in subjects() if s.from_year and s.to_year)


def test_all_classes_are_there() -> None:
    """The 类 of receipts and outlays of all four budgets are known."""
    outlays = {*range(201, 218), *range(219, 225), 227, *range(229, 235)}
    assert {int(code) for code in children("")} == {101, 102, 103, 105, 110, 209} | outlays
    assert {subject.budget for subject in subjects()} == set(Budget)


def test_the_tree() -> None:
    """Children lie below their parent, and a subject is not its own ancestor."""
    assert "2120399" in children("21203")
    assert by_code("2120399")[0].parent == "21203"
    assert is_ancestor("212", "2120399") and not is_ancestor("2120399", "212") and not is_ancestor("21", "212")
    assert possible_parents("城市建设支出") >= {"国有土地使用权出让收入对应专项债务收入安排的支出"}
    assert possible_parents("城乡社区支出") == set()


@pytest.mark.parametrize("budget", list(Budget))
def test_a_full_table_reads_back_its_codes(budget: Budget) -> None:
    """The names of all outlays of one budget, in order, give exactly the codes they come from."""
    rows = [s for s in subjects() if s.budget is budget and s.code[0] == "2" and s.to_year is None]
    rows = [s for i, s in enumerate(rows) if i == 0 or rows[i - 1].code != s.code]
    read = subject_run([s.name for s in rows])
    wrong = [(s.code, code) for s, code in zip(rows, read, strict=True) if s.code != code]
    assert len(wrong) * 100 <= len(rows), wrong


@given(st.lists(st.sampled_from([s.name for s in subjects()]) | st.text(max_size=8), max_size=15))
def test_any_labels_give_one_level_each(labels: Sequence[str]) -> None:
    """Any labels give as many levels, and the 款 or 项 that has one stands below its own 类 or 款, or below none."""
    levels, codes = tree_levels(labels), subject_run(labels)
    assert len(levels) == len(labels)
    assert all(level in (None, 1, 2, 3) for level in levels)
    assert all(code is None or by_code(code) for code in codes)


def test_printed_tables_with_known_trees() -> None:
    """In hand-read tables, 类, 款 and 项 get the depth that the reader saw, rows of the summary no false one."""
    path = SHARED / "golden" / "000-tables.json"
    if not path.exists():
        pytest.skip("the hand-read tables are not on this machine")
    for table in json.loads(path.read_text(encoding="utf-8")):
        rows = table["rows"]
        levels = tree_levels([row["label"] for row in rows])
        if 1 not in levels:
            continue
        for row, level in zip(rows, levels, strict=True):
            assert level in (None, row["level"]), row["label"]
            assert level is not None or not row["level"], row["label"]
