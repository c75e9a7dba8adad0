"""One root cause is one finding: what is folded under what, and what stays apart."""

from __future__ import annotations

from reconcile.engine import judge_documents
from reconcile.review import Finding, Outcome, Review, Severity
from tables.formats.text import read_text_document


def review_of(text: str) -> Review:
    """The review of a text."""
    return judge_documents([read_text_document(text.encode(), "case.txt", "d0")])


def loud(text: str) -> list[Finding]:
    """What is told about a text or kept as possible, but for notes: folding does not depend on how likely it is."""
    review = review_of(text)
    return [one for one in (*review.findings, *review.possible) if one.severity is not Severity.NOTE]


LEFT_OUT = """
2024年支出资金来源表
单位：万元
项目	合计	财力	专项	结余
教育支出	1,046	740	105	306
科技支出	2,413	2,013	231	400
文化支出	3,530	3,130	27	400
卫生支出	4,520	4,320	0	200
环保支出	5,610	5,410	0	200
住房支出	6,720	6,420	0	300
农业支出	7,130	7,010	0	120
商业支出	8,240	8,010	0	230
应急支出	9,350	9,010	0	340
粮油支出	1,360	1,010	0	350
交通支出	2,250	2,010	0	240
金融支出	1,170	1,050	0	120
其他支出	3,080	2,910	0	170
"""


def test_one_column_left_out_of_many_rows_is_one_finding() -> None:
    """The rows whose total leaves out the same column are told once, with the column and every row."""
    (finding,) = loud(LEFT_OUT)
    assert len(finding.folded) == 2
    assert "列“专项”" in finding.working
    totals = {place.row for place in (finding.place, *finding.related) if place.column == "合计"}
    assert totals == {"教育支出", "科技支出", "文化支出"}
    assert any("1,046" in working for working in (finding.working, *(one.working for one in finding.folded)))
    assert finding.message.endswith("同一情况另有 2 处")
    assert finding.suspect is None


def test_folded_relations_stay_relations() -> None:
    """Folding tells, it does not judge: every broken relation is still in the record, and told exactly once."""
    review = review_of(LEFT_OUT)
    broken = {verdict.id for verdict in review.verdicts if verdict.outcome is Outcome.BROKEN}
    found = (*review.findings, *review.possible)
    told = [f.relation for f in found] + [one.relation for f in found for one in f.folded]
    assert len(broken) == 3
    assert broken <= set(told)
    assert len(told) == len(set(told))


CROSS = """
2024年对下转移支付表
单位：万元
项目	合计	东县	西县	南县
教育补助	1,046	340	306	400
卫生补助	2,413	1,013	1,000	400
环保补助	3,530	1,310	1,280	400
合计	6,989	2,663	3,126	1,200
"""


def test_a_wrong_cell_breaks_its_row_and_its_column_and_is_one_finding() -> None:
    """Row and column have the same suspect: they are one matter, and both places are named."""
    (finding,) = loud(CROSS)
    assert finding.suspect is not None
    assert (finding.suspect.suggested, len(finding.suspect.repairs), len(finding.folded)) == ("1,820", 2, 1)
    assert "306 + 1,000 + 1,280 = 2,586 ≠ 3,126" in finding.working


def test_two_wrong_figures_are_two_findings() -> None:
    """Different amounts in different sums have nothing in common."""
    text = """
2024年一般公共预算收入表
单位：万元
项目	预算数
增值税	4,100
企业所得税	5,050
税收收入小计	9,177
专项收入	1,010
罚没收入	1,200
非税收入小计	2,264
收入合计	11,441
"""
    assert [len(finding.folded) for finding in loud(text)] == [0, 0]


def test_a_tie_is_listed_and_not_broken() -> None:
    """Where nothing tells which of a few figures is wrong, all are named, none is suspected; of many none is named."""
    text = """
2024年科技支出表
单位：万元
项目	预算数
学前教育	4,107
小学教育	5,053
合计	9,200
"""
    (finding,) = loud(text)
    assert finding.suspect is None
    assert {one.suggested for one in finding.candidates} == {"4,147", "5,093"}
    assert "只改其中一个即可相符" in finding.working
    assert "“学前教育”4,107 改为 4,147" in finding.working
    (finding,) = loud(text.replace("合计\t9,200", "初中教育\t6,141\n合计\t15,341"))
    assert len(finding.candidates) == 4
    assert "只改其中一个即可相符" not in finding.working


def test_places_that_state_the_computed_amount_are_named() -> None:
    """A committee is told where else the one number stands, and where the other."""
    text = (
        CROSS.rpartition("合计")[0].replace("1,280", "1,820").replace("3,530", "3,350")
        + "文化补助\t1,160\t450\t310\t400\n科技补助\t2,270\t1,040\t730\t500\n"
        + """
2024年补助汇总表
单位：万元
项目	本年数
环保补助	3,530
其他补助	2,115
"""
    )
    (finding,) = loud(text)
    assert "另有 1 处写作 3,530 万元" in finding.working
    assert "《2024年补助汇总表》" in finding.working
