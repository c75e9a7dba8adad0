"""The order of rows in a table, and of documents in a dossier, changes nothing of what is told or kept as possible."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from reconcile.engine import judge_documents
from reconcile.review import Review
from tables.formats.text import read_text_document

HEAD = "2024年区级一般公共预算支出表\n单位：万元\n项目\t预算数\t调整预算数\t执行数\n"
ROWS = [
    "一般公共服务支出\t1,214\t1,325\t1,301",
    "教育支出\t5,021\t5,132\t5,111",
    "科学技术支出\t833\t803\t799",
    "卫生健康支出\t2,117\t2,119\t2,102",
    "农林水支出\t646\t677\t631",
]
TOTALS = {
    "one column is off": "支出合计\t9,831\t10,056\t9,994",
    "two digits are swapped": "支出合计\t9,381\t10,056\t9,944",
    "nothing is off": "支出合计\t9,831\t10,056\t9,944",
}
OTHERS = {
    "a.txt": "2023年末，全区地方政府债务余额126.8亿元，其中：一般债务63.5亿元，专项债务63.3亿元。",
    "b.txt": "教育支出由3472564万元调整为3627564万元，增加155000万元，增长5.5%。",
    "c.txt": HEAD + "\n".join([*ROWS, TOTALS["two digits are swapped"]]),
    "d.txt": "新增一般债券5.62亿元，用于道路类项目5.45亿元，用于派出所迁建0.15亿元。",
}
Said = tuple[str, str, str, str, tuple[str, ...]]


def told(review: Review) -> Counter[Said]:
    """What is told and what is possible: check, weight, confidence, and the figures as printed."""
    printed = {figure.id: figure.quantity.text for document in review.documents for figure in document.figures()}
    found: Counter[Said] = Counter()
    for where, ones in (("told", review.findings), ("possible", review.possible)):
        for one in ones:
            terms = review.verdict_by_relation[one.relation].relation.figures() if one.relation else ()
            numbers = tuple(sorted(printed[name] for name in terms))
            found[where, one.code, one.severity.value, str(one.confidence), numbers] += 1
    return found


def review_of(texts: dict[str, str]) -> Review:
    """The review of several texts as one dossier."""
    return judge_documents(
        [read_text_document(text.encode(), name, f"d{at}") for at, (name, text) in enumerate(texts.items())]
    )


@pytest.mark.parametrize("total", TOTALS)
@pytest.mark.parametrize("seed", range(4))
def test_order_of_rows_changes_no_finding(total: str, seed: int) -> None:
    """A flat table with its rows in another order."""
    shuffled = random.Random(seed).sample(ROWS, len(ROWS))
    plain = told(review_of({"a.txt": HEAD + "\n".join([*ROWS, TOTALS[total]])}))
    assert bool(plain) == (total != "nothing is off")
    assert told(review_of({"a.txt": HEAD + "\n".join([*shuffled, TOTALS[total]])})) == plain


@pytest.mark.parametrize("seed", range(6))
def test_order_of_documents_changes_no_finding(seed: int) -> None:
    """A dossier with its documents in another order."""
    plain = told(review_of(OTHERS))
    assert plain
    names = random.Random(seed).sample(sorted(OTHERS), len(OTHERS))
    assert told(review_of({name: OTHERS[name] for name in names})) == plain


def test_reports_of_the_budget_come_before_work_reports() -> None:
    """Of one weight, whatever the money: a committee on the budget reads its own reports first."""
    said = "全区一般公共预算收入由{}亿元调整为{}亿元，增加{}亿元。"
    work = "某区人民政府工作报告\n\n" + said.format("10.00", "11.00", "3.00")
    budget = "关于某区2024年预算调整方案（草案）的报告\n\n" + said.format("20.00", "20.10", "0.20")
    review = review_of({"a.txt": f"{work}\n\n{budget}\n"})
    printed = {figure.id: figure.quantity.text for document in review.documents for figure in document.figures()}
    shown = [
        {printed[name] for name in review.verdict_by_relation[one.relation].relation.figures()}
        for one in (*review.findings, *review.possible)
        if one.relation
    ]
    assert [bool({"20.00", "20.10"} & numbers) for numbers in shown] == [True, False]
