"""What holds of every review, whatever the text: no exception, true places, the same answer twice, linear cost."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fiscal.document import Document
from fiscal.numbers.numerals import find_quantities
from reconcile.engine import judge_documents
from reconcile.reports.machine.to_json import to_json
from reconcile.review import Outcome, Review
from tables.formats.text import read_text_document
from tests.counted_work import growth, hang_limit

ROOT = Path(__file__).resolve().parent.parent
NARRATIVE = (ROOT / "data" / "yunxi-2021-clean-narrative.txt").read_text(encoding="utf-8")
DOSSIER = (ROOT / "data" / "yunxi-2020-adjustment" / "02-说明与附表.txt").read_text(encoding="utf-8")
Judged = tuple[str, str, tuple[str, ...]]


def read(text: str, name: str = "d0") -> Document:
    """A text as a document."""
    return read_text_document(text.encode(), f"{name}.txt", name)


def judged(text: str) -> Review:
    """The review of one text."""
    return judge_documents([read(text)])


def verdicts(review: Review) -> Counter[Judged]:
    """Every verdict as (check, outcome, printed values in order), however often it came."""
    printed = {figure.id: figure.quantity.text for document in review.documents for figure in document.figures()}
    return Counter(
        (v.relation.code, v.outcome.value, tuple(sorted(printed[name] for name in v.relation.figures())))
        for v in review.verdicts
    )


PARAGRAPHS = [
    "2022年末，全区地方政府债务余额126.8亿元，其中：一般债务63.5亿元，专项债务63.3亿元。",
    "教育支出由3472564万元调整为3627564万元，增加155000万元，增长4.5%。",
    "新增一般债券5.6亿元，用于道路类项目5.45亿元，用于派出所迁建0.15亿元。",
    "全年办理建议142件，其中：已经解决98件、正在解决31件、留作参考13件。",
    "科学技术支出增长5.0%，文化旅游体育与传媒支出27.5亿元，包括图书馆20.1亿元、体育馆7.5亿元。",
]
"""Paragraphs that do not speak of each other's figures; the sum of the last is wrong by 0.1."""


@pytest.mark.parametrize("order", list(itertools.permutations(range(len(PARAGRAPHS))))[::7], ids=str)
def test_order_of_unrelated_paragraphs_changes_no_verdict(order: tuple[int, ...]) -> None:
    """The paragraphs of a report in another order are judged the same."""
    plain = verdicts(judged("\n\n".join(PARAGRAPHS)))
    assert sum(plain.values()) >= 4
    assert verdicts(judged("\n\n".join(PARAGRAPHS[i] for i in order))) == plain


HEAD = "附表1\n\n2024年区级一般公共预算支出表\n\n单位：万元\n\n项目\t预算数\t调整预算数\t增加额\n"
ROWS = [
    "一般公共服务支出\t1,200\t1,300\t100",
    "教育支出\t5,021\t5,132\t111",
    "科学技术支出\t833\t803\t-30",
    "卫生健康支出\t2,117\t2,118\t2",
    "农林水支出\t640\t640\t0",
]
TOTAL = "合计\t9,811\t9,993\t183"


@pytest.mark.parametrize("order", list(itertools.permutations(range(len(ROWS))))[::11], ids=str)
def test_order_of_rows_changes_no_verdict(order: tuple[int, ...]) -> None:
    """The rows of a complete flat table in another order are judged the same."""
    plain = verdicts(judged("\n".join([HEAD + ROWS[0], *ROWS[1:], TOTAL])))
    assert sum(plain.values()) >= 3
    assert verdicts(judged(HEAD + "\n".join([*(ROWS[i] for i in order), TOTAL]))) == plain


@given(st.lists(st.integers(1, 10**7), min_size=2, max_size=12), st.integers(-3, 3))
def test_a_total_is_exact_rounded_or_broken(values: list[int], error: int) -> None:
    """The total of a flat table holds exactly if it is the sum and never exactly if it is not."""
    rows = [f"第{i}支出\t{value:,}" for i, value in enumerate(values)]
    review = judged("支出表\n单位：万元\n项目\t预算数\n" + "\n".join([*rows, f"合计\t{max(sum(values) + error, 0):,}"]))
    totals = [
        v.outcome for v in review.verdicts if v.relation.code == "TOT01" and len(v.relation.terms) == len(values) + 1
    ]
    assert all((outcome is Outcome.EXACT) == (error == 0) for outcome in totals)


WORDS = st.one_of(
    st.sampled_from(
        [
            "其中：", "包括", "分别为", "由", "调整为", "增加", "增长", "占", "完成预算的", "合计", "收入总计", "支出", "债务余额", "债务限额",
            "一般债务", "专项债务", "新增", "再融资债券", "还本", "全区", "区本级", "一般公共预算", "政府性基金", "2022年末", "上年", "附表1", "单位：万元",
            "万元", "亿元", "%", "个百分点", "件", "亩", "，", "。", "；", "、",
            "（", "）", "《", "》", "……", "\n", "\n\n", "\t", " ", "　",
            "|", "---",
            "一、", "（一）", "1．", "项目\t预算数\t调整预算数\n", "合计\t100\t200\n", "其中：\t\n", "约",
            "超过", "余", "以上", "—", "-", "+", "=", "0", "-1,234",
        ]
    ),
    st.decimals(0, 10**9, places=2, allow_nan=False).map(str),
    st.integers(0, 10**12).map(lambda n: f"{n:,}"),
    st.text(max_size=5),
)  # fmt: skip
TEXTS = st.lists(WORDS, max_size=60).map("".join)


def places(document: Document, lines: list[str]) -> Iterator[str]:
    """What is wrong with the places of the narrative's figures."""
    for passage in document.passages:
        for figure in passage.figures:
            span, line = figure.place.span, figure.place.line
            if span is None or line is None or not 1 <= line <= len(lines):
                yield f"{figure.id}: no place"
                continue
            hits = [hit for hit in find_quantities(passage.text) if (hit.start, hit.end) == span]
            if [hit.quantity for hit in hits] != [figure.quantity]:
                yield f"{figure.id}: {passage.text[slice(*span)]!r} is not {figure.quantity.text!r}"


@settings(max_examples=150)
@given(TEXTS)
def test_any_text_gives_a_review(text: str) -> None:
    """Whatever is written, the answer is a review whose figures point at their digits; never an exception."""
    if not text.strip() or "\0" in text:
        text += "。"
        text = text.replace("\0", "")
    try:
        data = text.encode()
    except UnicodeEncodeError:
        data = text.encode("utf-8", "replace")
    document = read_text_document(data + "。".encode(), "a.txt", "d0")
    review = judge_documents([document])
    lines = data.decode().replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert [*places(document, lines)] == []
    known = {figure.id for figure in document.figures()}
    assert {name for v in review.verdicts for name in v.relation.figures()} <= known
    assert len(known) == sum(1 for _ in document.figures())
    assert to_json(review)


@pytest.mark.parametrize("text", [NARRATIVE, DOSSIER], ids=["narrative", "dossier"])
def test_places_in_real_documents(text: str) -> None:
    """Every figure of the narrative stands on its line, and its span holds its printed digits."""
    document = read(text)
    lines = text.split("\n")
    assert [*places(document, lines)] == []
    for figure in document.figures():
        first = figure.quantity.text.lstrip("-")[0]
        assert figure.place.line is not None
        assert first in lines[figure.place.line - 1]


@pytest.mark.parametrize("text", [NARRATIVE, DOSSIER], ids=["narrative", "dossier"])
def test_the_same_bytes_give_the_same_bytes(text: str) -> None:
    """Reading and judging twice gives the same JSON, byte for byte."""
    assert to_json(judged(text)).encode() == to_json(judged(text)).encode()


@given(TEXTS)
@settings(max_examples=40)
def test_any_text_is_judged_the_same_twice(text: str) -> None:
    """Nothing depends on the order of sets or on what was read before."""
    text = text.replace("\0", "").encode("utf-8", "replace").decode() + "。"
    first = to_json(judged(text))
    judged(NARRATIVE)
    assert to_json(judged(text)) == first


def test_files_do_not_depend_on_line_ends() -> None:
    """Windows line ends change nothing but the digest."""
    plain = [(f.quantity, f.place.line) for f in read(DOSSIER).figures()]
    assert [(f.quantity, f.place.line) for f in read(DOSSIER.replace("\n", "\r\n")).figures()] == plain


@pytest.mark.parametrize(("text", "size"), [(NARRATIVE * 4, 4), (DOSSIER, 1)], ids=["narrative", "dossier"])
def test_work_grows_with_the_length(text: str, size: int) -> None:
    """Four times the text is less than six times the work; mentions of one fact are compared two by two until they are
    a crowd, which sixteen copies of the narrative are.
    """
    assert growth(lambda copies: lambda: judged((text + "\n") * copies), size) < 60


def test_a_long_report_of_different_figures_is_judged_whole() -> None:
    """Two thousand paragraphs whose figures all differ are read and judged."""
    source = random.Random(3)
    lines = []
    for n in range(2000):
        a, b = source.randrange(1000, 10**6), source.randrange(1000, 10**6)
        lines.append(f"第{n}项支出{a + b}万元，其中：基本支出{a}万元、项目支出{b}万元。")
    with hang_limit():
        review = judged("\n\n".join(lines))
    assert sum(1 for v in review.verdicts if v.relation.code == "SUM01" and v.outcome is Outcome.EXACT) == 2000
