"""Links: mentions of one fact in narrative, tables and other documents are bound together, and only those."""

from __future__ import annotations

import pytest

from reconcile.dossier import Dossier
from reconcile.engine import judge_documents
from reconcile.linking.matters import matters
from reconcile.review import Review, Severity
from tables.formats.text import read_text_document

TABLE = """附表1

2020年全区政府性基金预算支出调整表

单位：万元

项目\t预算数\t调整预算数
城乡社区支出\t1,460,575\t1,516,575
抗疫特别国债安排的支出\t\t203,000
政府性基金支出合计\t1,460,575\t1,719,575
"""


KINDS = ("议案", "说明", "审查结果报告")


def judged(*texts: str) -> Review:
    """The review of texts as the 议案, the 说明 and the 审查结果报告 of one matter, each a file of its own."""
    titled = [f"关于2020年预算调整的{kind}\n\n{text}\n" for kind, text in zip(KINDS, texts, strict=False)]
    return judge_documents([read_text_document(text.encode(), f"{i}.txt", f"d{i}") for i, text in enumerate(titled)])


def bound(review: Review) -> list[tuple[str, list[str]]]:
    """(outcome, printed values in order of place) of every `same` relation."""
    figures = {figure.id: figure for document in review.documents for figure in document.figures()}
    return [
        (v.outcome.value, [figures[name].quantity.text for name in v.relation.figures()])
        for v in review.verdicts
        if v.relation.kind == "same"
    ]


def together(review: Review, *printed: str) -> bool:
    """True if some `same` relation holds all these printed numbers."""
    return any(set(printed) <= set(values) for _, values in bound(review))


def loud(review: Review) -> list[str]:
    """Messages of errors and warnings."""
    return [finding.message for finding in review.findings if finding.severity is not Severity.NOTE]


SAME_FACT = [
    (
        "repeated in another report",
        ["全区一般公共预算收入总计为3472564万元。", "全区一般公共预算收入总计3,472,564万元，与支出持平。"],
        ("3472564", "3,472,564"),
        "exact",
    ),
    (
        "in another unit, rounded",
        ["全区一般公共预算支出总计为3472564万元。", "全区一般公共预算支出总计347.26亿元。"],
        ("3472564", "347.26"),
        "rounding",
    ),
    (
        "narrative and table",
        ["二、政府性基金预算\n\n“城乡社区支出”由1460575万元调整为1516575万元，增加56000万元。\n\n" + TABLE],
        ("1460575", "1,460,575"),
        "exact",
    ),
    (
        "debt balance named differently",
        ["截至2022年末，全区地方政府债务余额126.8亿元。", "2022年末债务余额126.8亿元，处于绿色等级。"],
        ("126.8",),
        "exact",
    ),
]


@pytest.mark.parametrize(
    ("texts", "printed", "outcome"), [case[1:] for case in SAME_FACT], ids=[case[0] for case in SAME_FACT]
)
def test_one_fact_is_bound_once_and_agrees(texts: list[str], printed: tuple[str, ...], outcome: str) -> None:
    """Mentions of one fact are bound together and agree, exactly or by rounding."""
    review = judged(*texts)
    assert together(review, *printed)
    assert outcome in {said for said, values in bound(review) if set(printed) <= set(values)}
    assert loud(review) == []


DIFFERENT = [
    ("levels", ["全区一般公共预算支出合计为3295325万元。区本级一般公共预算支出合计为2394601万元。"]),
    ("budgets", ["全区一般公共预算收入合计为3472564万元。全区政府性基金收入合计为3472664万元。"]),
    ("years", ["2021年末债务余额为744306万元。2022年末债务余额为744316万元。"]),
    ("stages", ["教育支出由1020726万元调整为1120726万元，增加100000万元。"]),
    ("limit and balance", ["2022年债务限额185.1亿元，2022年末债务余额126.8亿元。"]),
    ("kinds of debt", ["一般债务余额63.5亿元，专项债务余额63.3亿元。"]),
    ("items of one series", ["平桥镇黑臭河道整治8000万元、鹤鸣镇黑臭河道整治6000万元。"]),
    ("receipts and outlays", ["全区一般公共预算收入合计2134046万元，全区一般公共预算支出合计3295325万元。"]),
    ("small counts", ["养老服务点9个。社区食堂8个。志愿服务点9个。"]),
    ("amount and growth", ["教育支出增长5.5%。科技支出5.5亿元。"]),
]


@pytest.mark.parametrize("texts", [case[1] for case in DIFFERENT], ids=[case[0] for case in DIFFERENT])
def test_different_facts_do_not_contradict_each_other(texts: list[str]) -> None:
    """Figures of other levels, budgets, years, stages or items are no repetition and give no finding."""
    review = judged(*texts)
    assert [values for outcome, values in bound(review) if outcome == "broken"] == []
    assert loud(review) == []


SLIPS = [
    (
        "digits swapped",
        ["全区一般公共预算收入总计为3472564万元。", "全区一般公共预算收入总计为3475264万元。"],
        ("3472564", "3475264"),
    ),
    (
        "narrative against table",
        ["二、政府性基金预算\n\n“城乡社区支出”由146575万元调整为1516575万元。\n\n" + TABLE],
        ("146575", "1,460,575"),
    ),
    (
        "unit mixed up",
        ["下达的抗疫特别国债203000万元。", "下达的抗疫特别国债203000亿元，分为两类。"],
        ("203000",),
    ),
]


@pytest.mark.parametrize(("texts", "printed"), [case[1:] for case in SLIPS], ids=[case[0] for case in SLIPS])
def test_a_slip_between_two_mentions_is_reported(texts: list[str], printed: tuple[str, ...]) -> None:
    """Two mentions of one fact that differ by a slip of the pen are reported, with both numbers.

    Nothing else in such short texts says which is right: how likely the difference is true is for the weights to say.
    """
    review = judged(*texts)
    assert any(outcome == "broken" and set(printed) <= set(values) for outcome, values in bound(review))
    assert len([*loud(review), *review.possible]) >= 1


def test_three_mentions_are_one_group() -> None:
    """However many documents repeat a figure, it is one statement and not a statement for each pair."""
    review = judged(*["全区一般公共预算收入总计为3472564万元。"] * 3)
    assert [values for _, values in bound(review)] == [["3472564"] * 3]


def test_files_on_different_matters_are_linked_by_period_and_name_only() -> None:
    """Without a title in common two files speak of one fact where label, number and period are the same."""
    texts = ["2020年末，全区地方政府债务余额744306万元。", "截至2020年末，全区地方政府债务余额744306万元。"]
    apart = [read_text_document(text.encode(), f"{i}.txt", f"d{i}") for i, text in enumerate(texts)]
    assert [values for _, values in bound(judge_documents(apart))] == [["744306"] * 2]
    texts = ["全区一般公共预算收入总计为3472564万元。", "全区一般公共预算收入总计为3475264万元。"]
    apart = [read_text_document(text.encode(), f"{i}.txt", f"d{i}") for i, text in enumerate(texts)]
    assert bound(judge_documents(apart)) == []


def test_reports_of_two_places_are_two_matters() -> None:
    """Titles that differ only in the place name are of different matters; one place inside a larger one is the same."""
    said = "一、债务\n\n截至2024年末，全市政府债务余额{}亿元。"
    titles = ("关于云溪市2024年预算执行情况的报告", "关于石渠市2024年预算执行情况的报告")
    apart = [
        read_text_document(f"{title}\n\n{said.format(value)}".encode(), f"{i}.txt", f"d{i}")
        for i, (title, value) in enumerate(zip(titles, ("118.6", "118.9"), strict=True))
    ]
    assert len({number for (_, index), number in matters(Dossier(apart)).items() if index}) == 2
    titles = ("关于清源市云溪区2024年预算执行情况的报告", "云溪区2024年预算执行情况的审查结果报告")
    together = [
        read_text_document(f"{title}\n\n正文。".encode(), f"{i}.txt", f"d{i}") for i, title in enumerate(titles)
    ]
    named = [number for (_, index), number in matters(Dossier(together)).items() if index]
    assert len(named) == 2 and len(set(named)) == 1


def test_a_number_alone_links_nothing() -> None:
    """Equal numbers with nothing else in common are not bound."""
    review = judged("教育支出155000万元。", "湖滨路二期工程投资155000万元。")
    assert bound(review) == []


def test_the_order_of_documents_does_not_matter() -> None:
    """The same documents in another order give the same verdicts."""
    texts = [
        "全区一般公共预算支出总计为3472564万元。",
        "全区一般公共预算支出总计347.26亿元。",
        "债务余额为744306万元。",
    ]
    forwards, backwards = judged(*texts), judged(*reversed(texts))
    assert sorted((o, sorted(v)) for o, v in bound(forwards)) == sorted((o, sorted(v)) for o, v in bound(backwards))


@pytest.mark.parametrize("crowd", [3, 60])
def test_a_small_amount_finds_its_row_among_many_cells_that_round_alike(crowd: int) -> None:
    """2.6亿元 is what many cells come to: then only a row of its own name is held against it."""
    others = "\n".join(f"项目{n:02}\t{25600 + n}" for n in range(crowd))
    total = sum(25600 + n for n in range(crowd)) + 25716
    table = f"附表1\n\n2020年全区一般公共预算收入决算表\n\n单位：万元\n\n项目\t决算数\n{others}\n环境保护税\t25,716\n收入合计\t{total}"
    assert together(judged(f"全区环境保护税完成2.6亿元。\n\n{table}"), "2.6", "25,716")
