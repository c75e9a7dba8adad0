"""The reports of a gazette: where each begins, what kind it is, and the headings above a paragraph."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tables.formats.text import read_text_document
from tables.prose.gazette import heading_depth, heading_in, report_kind, reports, title_of

KINDS = [
    ("关于某区2020年预算调整方案（草案）的议案", "motion"),
    ("关于某区2020年预算调整方案（草案）的说明", "explanation"),
    ("某区2020年预算调整方案（草案）编制说明", "explanation"),
    ("关于某区2020年预算调整方案（草案）的审查结果报告", "review"),
    ("关于某区2022年决算的审查报告", "review"),
    ("关于批准某区2023年地方政府债务限额的决议", "resolution"),
    ("关于某区2022年财政决算的报告", "report"),
    ("关于农业农村工作的调研报告", "survey"),
]


@pytest.mark.parametrize(("title", "kind"), KINDS)
def test_kind_of_a_report(title: str, kind: str) -> None:
    """The last words of a title say what kind of report it is; a review is no plain report."""
    assert report_kind(title) == kind


TITLES = [
    (["关于某区2022年财政决算的报告"], 1),
    (["关于某区2023年地方政府债务限额及债务", "管理情况议案的说明"], 2),
    (["某区人民政府关于报请审查批准", "某区2020年区本级预算调整及债务限额", "的议案"], 3),
    (["关于《某区2020年预算调整方案（草案）》的说明"], 1),
]


@pytest.mark.parametrize(("texts", "taken"), TITLES)
def test_a_title_may_take_several_lines(texts: list[str], taken: int) -> None:
    """A title ends with the name of its kind, on the first, second or third line."""
    assert title_of([*texts, "各位组成人员："], 0) == ("".join(texts), taken)


NO_TITLES = [
    "现将2022年财政决算情况报告如下，请予审议。",
    "一、关于2022年财政决算情况",
    "（2023年9月22日会议通过）",
    "2023年9月8日",
    "关于某区2022年财政决算的报告\t12",
    "关于某区2022年财政决算的报告……（12）",
    "各位组成人员：",
    "",
]


@pytest.mark.parametrize("text", NO_TITLES)
def test_sentences_headings_dates_and_contents_are_no_titles(text: str) -> None:
    """What has sentence punctuation, a heading's number, a date or a page number is no title."""
    assert title_of([text, "正文在此，收入10亿元。"], 0) is None


GAZETTE = """关于某区2022年财政决算的报告

2022年全区一般公共预算收入10亿元。

一、收入情况

（一）税收收入

税收收入8亿元。

二、支出情况

支出9亿元。

关于批准2023年债务限额的决议

限额为20亿元。
"""


def test_every_passage_knows_its_report_and_headings() -> None:
    """A passage belongs to the title above it; a new heading closes those of its own depth and deeper."""
    document = read_text_document(GAZETTE.encode(), "gazette.txt", "d0")
    said = {
        figure.quantity.text: (document.reports[p.report].kind, p.headings)
        for p in document.passages
        for figure in p.figures
    }
    assert said == {
        "10": ("report", ()),
        "8": ("report", ("一、收入情况", "(一)税收收入")),
        "9": ("report", ("二、支出情况",)),
        "20": ("resolution", ()),
    }
    assert [report.year for report in document.reports] == [None, 2022, 2023]
    assert [report.line for report in document.reports][1:] == [1, 15]


def test_a_table_of_contents_opens_no_report() -> None:
    """Titles with their page numbers are the contents, not the reports."""
    texts = [
        "目录",
        "关于某区2022年财政决算的报告（3）",
        "关于批准债务限额的决议（9）",
        "关于批准债务限额的决议",
        "限额为20亿元。",
    ]
    found, owners = reports(texts, texts, [1, 2, 3, 4, 5])
    assert [report.title for report in found] == ["", "关于批准债务限额的决议"]
    assert owners == [0, 0, 0, 1, 1]


def test_without_titles_there_is_one_report() -> None:
    """A document that announces no report is one, called front."""
    found, owners = reports(["收入10亿元。"], ["收入10亿元。"], [1])
    assert ([report.kind for report in found], owners) == (["front"], [0])


def test_an_empty_document_has_one_report() -> None:
    """Nothing gives one empty report."""
    found, owners = reports([], [], [])
    assert (len(found), owners) == (1, [])


@pytest.mark.parametrize(
    ("text", "depth"),
    [
        ("一、收入", 0),
        ("十二、支出", 0),
        ("（二）基金", 1),
        ("3．全区", 2),
        ("3.全区", 2),
        ("（1）其他", 3),
        ("3.5亿元", None),
        ("收入", None),
    ],
)
def test_depth_of_headings(text: str, depth: int | None) -> None:
    """一、 above （一） above 1． above （1）; a decimal number is no heading."""
    assert heading_depth(text) == depth


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("二、政府性基金预算", "二、政府性基金预算"),
        ("1．2022年限额。经批准，限额185.1亿元。", "1．2022年限额"),
        ("（一）落实各项政策，全年减税降费10亿元，惠及企业300户。", None),
        ("全区收入10亿元。", None),
    ],
)
def test_headings_run_in_or_alone(text: str, heading: str | None) -> None:
    """A heading stands alone or runs into its paragraph; a numbered sentence is none."""
    assert heading_in(text) == heading


@given(st.lists(st.text(alphabet="关于的报告议案决议20年《》（）()一、。，3\t….", max_size=30), max_size=12))
def test_every_paragraph_has_an_owner(texts: list[str]) -> None:
    """Owners never go back, one for each paragraph, and every owner exists."""
    found, owners = reports(texts, texts, list(range(1, len(texts) + 1)))
    assert len(owners) == len(texts)
    assert owners == sorted(owners)
    assert all(owner < len(found) for owner in owners)
