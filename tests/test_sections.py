"""Sections of one document meet by the key: wherever they stand, and only where zone, level, scheme and year agree."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from fiscal.budget import Level
from reconcile.dossier import Dossier
from reconcile.engine import judge_documents
from reconcile.linking.sections.account_lines import account_lines
from reconcile.review import Outcome
from tables.formats.text import read_text_document

TITLE = "关于云溪区2025年预算执行情况和2026年预算草案的报告"
FILLER = "坚持稳中求进工作总基调，加强财政资源统筹，做好重点领域支出保障。"
SPEAKERS = ("全区", "区本级", "高新区")
LINES = ("税收收入", "非税收入")

AMOUNT = st.integers(min_value=10_001, max_value=999_999)


def account(speaker: str, amounts: Sequence[int], rises: Sequence[int]) -> str:
    """收入 with its two parts, each with its rise where one is given."""
    told = [
        f"{a}万元" + (f"，{'增收' if r > 0 else '减收'}{abs(r)}万元" if r else "")
        for a, r in zip(amounts, rises, strict=True)
    ]
    return f"{speaker}一般公共预算收入{sum(amounts)}万元，其中：{LINES[0]}{told[0]}；{LINES[1]}{told[1]}。"


@settings(max_examples=12, deadline=None)
@given(
    st.lists(st.tuples(AMOUNT, AMOUNT, AMOUNT, AMOUNT), min_size=3, max_size=3, unique=True),
    st.permutations(range(3)),
    st.lists(st.integers(0, 4), min_size=6, max_size=6),
)
def test_rises_find_last_year_wherever_it_stands(
    years: list[tuple[int, int, int, int]], order: list[int], fillers: list[int]
) -> None:
    """Every rise is bound to the amount of its own speaker, in any order and at any distance."""
    before = [account(SPEAKERS[i], years[i][:2], (0, 0)) for i in order]
    rises = [[year[2] - year[0], year[3] - year[1]] for year in years]
    after = [account(speaker, year[2:], rise) for speaker, year, rise in zip(SPEAKERS, years, rises, strict=True)]
    parts = [TITLE, "一、2025年预算执行情况"]
    for filler, text in zip(fillers, [*before, "二、2026年预算草案", *after], strict=False):
        parts += [FILLER] * filler + [text] if not text.startswith("二、") else [text]
    parts += [text for text in after if text not in parts]
    review = judge_documents([read_text_document("\n\n".join(parts).encode(), "report.txt", "d0")])
    figures = {figure.id: figure for document in review.documents for figure in document.figures()}
    bound = {
        tuple(int(figures[name].quantity.value) for name in verdict.relation.figures())
        for verdict in review.verdicts
        if verdict.relation.code == "SEC02" and verdict.outcome is Outcome.EXACT
    }
    wanted = {
        (year[2 + at], year[at], abs(rise[at]))
        for year, rise in zip(years, rises, strict=True)
        for at in range(2)
        if rise[at]
    }
    assert wanted <= bound


def test_a_paragraph_that_names_nothing_goes_on_with_the_account_above() -> None:
    """(2)区本级…, then 收支平衡情况：… without a level; a remark in brackets sets no year and no level."""
    text = "\n\n".join(
        (
            TITLE,
            "一、2025年预算执行情况",
            "(2)区本级政府性基金预算收入8.8亿元(其中全区2024年新增16.2亿元)。政府性基金预算支出9.8亿元。",
            "政府性基金预算收支平衡情况：政府性基金预算收入8.8亿元，上年结余收入1.9亿元，收入总计10.7亿元。",
        )
    )
    book = account_lines(Dossier([read_text_document(text.encode(), "report.txt", "d0")]))
    told = {
        (line.name, line.account.level, line.account.year) for line in book.of_figure.values() if line.name != "新增"
    }
    assert {("收入合计", Level.OWN, 2025), ("支出合计", Level.OWN, 2025), ("上年结转", Level.OWN, 2025)} <= told
    assert ("收入总计", Level.OWN, 2025) in told
