"""What rounding residues are told: those of sums that the document itself states, once."""

from __future__ import annotations

from reconcile.engine import judge_documents
from reconcile.review import Outcome, Severity
from tables.formats.text import read_text_document

TWO_LEVELS = """附表1：2024年一般公共预算支出预算表
单位：万元
项目	预算数
教育支出	2,400
卫生支出	1,600
一般公共预算支出合计	4,000
上解支出	300
结转下年支出	1,330
总计	5,630

附表2：2024年区级一般公共预算支出预算表
单位：万元
项目	预算数
教育支出	1,400
卫生支出	1,000
一般公共预算支出合计	2,400
上解支出	300
结转下年支出	1,046
总计	3,747
"""


def test_a_residue_is_told_once() -> None:
    """A total that is off by one is a note; the difference of the two levels, which repeats it, says nothing new."""
    review = judge_documents([read_text_document(TWO_LEVELS.encode(), "case.txt", "d0")])
    rounded = {verdict.relation.code for verdict in review.verdicts if verdict.outcome is Outcome.ROUNDING}
    assert rounded == {"TOT01", "LVL02"}
    assert [(finding.code, finding.severity) for finding in review.findings] == [("TOT01", Severity.NOTE)]


def test_columns_of_rounded_figures_are_not_told_row_by_row() -> None:
    """A column of totals whose rows are off in the last place is rounded as a whole: no note for every row."""
    rows = "".join(f"第{n}类补助\t{100 + 11 * n + n % 2}\t{40 + 5 * n}\t{60 + 6 * n}\n" for n in range(1, 9))
    text = f"2024年对下转移支付表\n单位：万元\n项目\t合计\t东县\t西县\n{rows}"
    review = judge_documents([read_text_document(text.encode(), "case.txt", "d0")])
    assert sum(verdict.relation.code == "COL01" for verdict in review.verdicts) == 8
    assert review.findings == ()
