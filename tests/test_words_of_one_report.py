"""Words that one report alone uses for its totals: whatever they are, its sums are found, and a wrong one is told."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.engine import judge_documents
from reconcile.review import Review, Severity
from tables.formats.text import read_text_document

REPORT = """关于云溪市2025年预算执行情况和2026年预算草案的报告

一、2025年预算执行情况

2025年全市一般公共预算收入210.73亿元，比上年增长5.4%，加上上级补助186.92亿元、债务转贷41.35亿元、上年结转17.08亿元，{received}456.08亿元。
全市一般公共预算支出389.64亿元，加上上解支出21.17亿元、债务还本28.93亿元、结转下年16.34亿元，{spent}456.08亿元。

市本级一般公共预算收入71.52亿元，加上上级补助186.92亿元、下级上解9.46亿元、债务转贷41.35亿元、上年结转8.77亿元，{received}318.02亿元。
市本级一般公共预算支出133.29亿元，加上补助下级131.84亿元、上解支出21.17亿元、转贷下级22.67亿元、结转下年9.05亿元，{spent}318.02亿元。

全市政府性基金预算收入98.41亿元，加上上级补助3.29亿元、专项债务转贷57.60亿元、上年结转12.44亿元，{received}171.74亿元。
全市政府性基金预算支出136.58亿元，加上债务还本9.87亿元、调出资金11.16亿元、结转下年14.13亿元，{spent}171.74亿元。

二、2026年预算草案

全市一般公共预算收入安排221.27亿元，上级补助179.45亿元，上年结转16.34亿元，{received}417.06亿元。
全市一般公共预算支出安排382.43亿元，上解支出20.31亿元，债务还本14.32亿元，{spent}417.06亿元。
"""
TOTALS = ("456.08", "318.02", "171.74", "417.06")
SIGNS = st.sampled_from("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥")
WORDS = st.lists(SIGNS, min_size=3, max_size=6, unique=True).map("".join)
"""Words of three signs or more; no list of the program holds one of them."""


def judged(text: str) -> Review:
    """The review of a report."""
    return judge_documents([read_text_document(text.encode(), "report.txt", "d0")])


def sums(review: Review) -> list[str]:
    """The totals of which some relation says what they are the sum of."""
    figures = {figure.id: figure for document in review.documents for figure in document.figures()}
    wholes = {v.relation.terms[0].figure for v in review.verdicts if v.relation.code in ("SUM02", "SUM05")}
    return sorted(figures[whole].quantity.text for whole in wholes)


@settings(max_examples=12, deadline=None)
@given(received=WORDS, spent=WORDS)
def test_totals_under_any_name_are_sums(received: str, spent: str) -> None:
    """All eight are found, all their terms are bound, and nothing is told of a report without a mistake."""
    review = judged(REPORT.format(received=received, spent=spent))
    assert sums(review) == sorted(2 * TOTALS)
    assert not [finding for finding in review.findings if finding.severity is not Severity.NOTE]


@settings(max_examples=12, deadline=None)
@given(received=WORDS, spent=WORDS, at=st.integers(0, 3))
def test_a_total_with_two_digits_swapped_is_told_under_any_name(received: str, spent: str, at: int) -> None:
    """One of the four receipts is wrong: its name is learned from the three others."""
    right = TOTALS[at]
    wrong = right[1] + right[0] + right[2:]
    text = REPORT.format(received=received, spent=spent).replace(f"{received}{right}", f"{received}{wrong}", 1)
    review = judged(text)
    told = [finding for finding in review.findings if finding.severity is not Severity.NOTE]
    assert any(wrong in finding.message for finding in told)
