"""Several years of one place: data/yunxi-dossier agrees throughout, and one changed figure is told with both places."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from fiscal.document import Document
from reconcile.dossier import Dossier
from reconcile.engine import judge_documents
from reconcile.linking.matters import matters
from reconcile.linking.years.document_years import about
from reconcile.linking.years.versions import versions
from reconcile.review import Outcome, Review, Severity
from tables.formats.text import read_text_document
from tables.measured.organisations import Organisation

FOLDER = Path(__file__).resolve().parent.parent / "data" / "yunxi-dossier"
ACCOUNTS_22, BUDGET_23, CHANGE_23, ACCOUNTS_23, BUDGET_24 = (
    "01-2022年区级决算报告.txt",
    "02-2023年区级预算报告.txt",
    "03-2023年区级预算调整方案.txt",
    "04-2023年区级决算报告.txt",
    "05-2024年区级预算报告.txt",
)


@cache
def texts() -> dict[str, str]:
    """The documents of the dossier by their names."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.txt"))}


def documents(found: dict[str, str]) -> list[Document]:
    """The texts, read."""
    return [read_text_document(text.encode(), name, f"d{n}") for n, (name, text) in enumerate(found.items())]


def across(review: Review) -> Counter[tuple[str, Outcome]]:
    """How many relations of each check, by outcome, hold figures of more than one document."""
    home = {figure.id: document.id for document in review.documents for figure in document.figures()}
    return Counter(
        (verdict.relation.code, verdict.outcome)
        for verdict in review.verdicts
        if len({home[name] for name in verdict.relation.figures()}) > 1
    )


def test_the_dossier_agrees_over_the_years() -> None:
    """Nothing is found, and a good many figures of one year are held against those of another."""
    review = judge_documents(documents(texts()))
    assert [finding.message for finding in review.findings] == []
    found = across(review)
    assert all(outcome in (Outcome.EXACT, Outcome.ROUNDING) for _, outcome in found)
    assert found["YER01", Outcome.EXACT] == 2
    assert found["YER02", Outcome.EXACT] >= 40
    assert found["YER03", Outcome.EXACT] >= 5
    assert found["YER04", Outcome.EXACT] == 2
    assert found["YER05", Outcome.EXACT] >= 4


CHANGES = [
    pytest.param(ACCOUNTS_23, "上年结余收入\t4,100\t7,900\t7,900\t7,900", "\t7,900", "\t7,090", "YER01", id="opening"),
    pytest.param(ACCOUNTS_23, "教育支出\t46,300", "46,300", "46,800", "YER02", id="last year's column"),
    pytest.param(ACCOUNTS_23, "企业所得税\t28,900\t30,200", "30,200", "32,000", "YER02", id="budget of the year"),
    pytest.param(BUDGET_24, "社会保障和就业支出\t33,000", "33,000", "33,600", "YER02", id="budget told a year later"),
    pytest.param(ACCOUNTS_23, "2022年末全区政府债务余额126.80", "126.80", "126.30", "YER03", id="debt balance"),
    pytest.param(BUDGET_24, "2023年全区政府债务限额187.00", "187.00", "181.00", "YER03", id="debt limit"),
    pytest.param(BUDGET_23, "预算稳定调节基金余额18,000", "18,000", "18,800", "YER04", id="stabilisation fund"),
    pytest.param(BUDGET_23, "支出合计\t138,400", "138,400", "138,900", "YER05", id="executed and settled"),
]


@pytest.mark.parametrize(("name", "line", "old", "new", "code"), CHANGES)
def test_one_changed_figure_is_told_with_both_places(name: str, line: str, old: str, new: str, code: str) -> None:
    """The relation between two documents is broken, and told as a finding or under one with the same cause."""
    changed = dict(texts())
    assert line in changed[name]
    head, _, tail = line.rpartition(old)
    changed[name] = changed[name].replace(line, head + new + tail)
    review = judge_documents(documents(changed))
    assert across(review)[code, Outcome.BROKEN] == 1
    found = (*review.findings, *review.possible)
    told = {name for finding in found for name in (finding.relation, *(f.relation for f in finding.folded))}
    broken = {v.id for v in review.verdicts if v.relation.code == code and v.outcome is Outcome.BROKEN}
    assert broken <= told
    assert {f.code for f in found} <= {code, "TOT01", "TOT02", "COL01", "TAB02", "DBT01", "BAL02", "SUM01"}


def test_an_expected_figure_that_changed_is_no_contradiction() -> None:
    """What was executed and what was settled differ: told as a change, in a warning at most."""
    changed = {**texts(), BUDGET_23: texts()[BUDGET_23].replace("支出合计\t138,400", "支出合计\t138,900")}
    changed[BUDGET_23] = changed[BUDGET_23].replace("教育支出\t46,300", "教育支出\t46,800")
    changed[BUDGET_23] = changed[BUDGET_23].replace("支出完成138,400", "支出完成138,900")
    changed[BUDGET_23] = changed[BUDGET_23].replace("上解上级支出\t8,400", "上解上级支出\t7,900")
    review = judge_documents(documents(changed))
    found = (*review.findings, *review.possible)
    assert [finding.severity for finding in found] == [Severity.WARNING]
    assert "预计数（执行数）与决算数（实际数）不同" in found[0].message


def test_documents_of_other_places_are_left_alone() -> None:
    """The same accounts of another district, every figure changed by a tenth, accuse nobody."""
    other = texts()[ACCOUNTS_23].replace("云溪区", "望湖区").replace("7,900", "8,600").replace("126.80", "131.20")
    review = judge_documents(documents({ACCOUNTS_22: texts()[ACCOUNTS_22], "other.txt": other}))
    assert not [entry for entry in across(review) if entry[0].startswith("YER")]


def test_two_drafts_are_versions_and_not_held_against_one_another() -> None:
    """A draft with other figures: nothing between the two is broken, whatever the check."""
    draft = texts()[ACCOUNTS_22].replace("决算的报告", "决算（草案）的报告").replace("46,300", "46,900")
    draft = draft.replace("138,400", "139,000").replace("163,200", "163,800").replace("39,700", "40,300")
    read = documents({ACCOUNTS_22: texts()[ACCOUNTS_22], "draft.txt": draft})
    assert len(set(versions(Dossier(read)).values())) == 1
    review = judge_documents(read)
    assert not [entry for entry in across(review) if entry[1] is Outcome.BROKEN or entry[0].startswith("YER")]
    assert [finding.message for finding in review.findings] == []


def test_whose_and_of_which_year() -> None:
    """The place comes from the title, the year is the last that the title names."""
    known = about(Dossier(documents(texts()))).values()
    assert {each.whose for each in known} == {Organisation(("云溪区",))}
    assert [each.year for each in known] == [2022, 2023, 2023, 2023, 2024]
    assert [each.final for each in known] == [True, False, False, True, False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("关于清源市云溪区2023年决算的报告\n\n正文。", Organisation(("清源市", "云溪区"))),
        ("清源市云溪区教育局\n\n2023年度部门决算\n\n目录", Organisation(("清源市", "云溪区"), "教育局")),
        (
            "清源市2024年市级部门预算\n\n预算主管部门：清源市人民政府望湖街道办事处",
            Organisation(("清源市", "望湖街道"), "办事处"),
        ),
        ("清源市2024年市级部门预算\n\n目录", None),
        ("关于2023年全市决算的报告\n\n正文。", None),
        ("关于2023年全市决算的报告\n\n清源市财政局\n\n正文。", Organisation(("清源市",))),
    ],
)
def test_whose_document(text: str, expected: Organisation | None) -> None:
    """A departmental budget belongs to its unit; where nothing names a place, nobody is assumed."""
    read = documents({"x.txt": text})
    assert about(Dossier(read))["d0"].whose == expected


def test_a_title_without_a_place_is_about_the_place_of_its_document() -> None:
    """Two cities report under nearly the same title; one names itself only on the line of its finance bureau."""
    one = "关于云河市2024年预算执行情况和2025年全市及市本级预算草案的报告\n\n正文。"
    other = "关于2024年全市及市本级预算执行情况和2025年全市及市本级预算草案的报告\n\n望湖市财政局\n\n正文。"
    same = other.replace("望湖市", "云河市")
    for text, together in ((other, False), (same, True)):
        found = matters(Dossier(documents({"one.txt": one, "other.txt": text})))
        assert (found["d0", 1] == found["d1", 1]) is together


def test_the_year_of_a_gazette_is_that_of_its_reports_on_budgets() -> None:
    """A plan up to 2035 and what was done about an audit say nothing of the year that the budget speaks of."""
    text = (
        "关于云溪区2023年度审计查出问题整改情况的报告\n\n整改资金120万元。\n\n"
        "关于提请审议《云溪区2024年区级预算调整方案（草案）》的议案\n\n2024年区级一般公共预算支出12亿元。\n\n"
        "关于《云溪区国土空间总体规划（2021—2035年）》的说明\n\n规划面积30公顷。\n"
    )
    document = read_text_document(text.encode(), "gazette.txt", "d0")
    assert about(Dossier([document]))["d0"].year == 2024
