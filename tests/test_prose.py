"""The narrative: sentences, the words that lead up to a number, what it measures, and its setting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiscal.budget import Budget, Level, Period, Stage
from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.numbers.hedge import Hedge
from fiscal.numbers.units import unit
from tables.formats.text import read_text_document
from tables.prose.clauses import segment_start, sentences
from tables.prose.labels import label_of
from tables.prose.measures import measure_of


def passages(text: str) -> tuple[Passage, ...]:
    """The passages of a text."""
    return read_text_document(text.encode(), "a.txt", "d0").passages


def figures(text: str) -> list[Figure]:
    """The figures of a text in order."""
    return [figure for passage in passages(text) for figure in passage.figures]


LABELS = [
    ("其中：税收收入", Measure.AMOUNT, "税收收入"),
    ("全区一般公共预算收入完成", Measure.AMOUNT, "全区一般公共预算收入"),
    ("区本级一般公共预算支出总计由", Measure.FROM, "区本级一般公共预算支出总计"),
    ("截至2022年末，地方政府债务余额为", Measure.AMOUNT, "地方政府债务余额"),
    ("2023年到期债券本金", Measure.AMOUNT, "到期债券本金"),
    ("1-8月，农林水支出", Measure.AMOUNT, "农林水支出"),
    ("同比增长", Measure.GROWTH, ""),
    ("增加", Measure.DELTA, ""),
    ("税收收入占一般公共预算收入的比重为", Measure.SHARE, "税收收入"),
    ("教育支出完成预算的", Measure.COMPLETION, "教育支出"),
    ("以及“三公”经费支出约", Measure.AMOUNT, "三公”经费支出"),
    ("在建项目", Measure.COUNT, "在建项目"),
    ("有关单位", Measure.COUNT, "有关单位"),
    ("到期债券", Measure.AMOUNT, "到期债券"),
    ("加强基层建设支出", Measure.AMOUNT, "加强基层建设支出"),
    ("收入总计", Measure.AMOUNT, "收入总计"),
    ("", Measure.AMOUNT, ""),
]


@pytest.mark.parametrize(("segment", "measure", "label"), LABELS)
def test_label(segment: str, measure: Measure, label: str) -> None:
    """Connectors, dates and the verb before the number go; the noun phrase stays whole."""
    assert label_of(segment, measure) == label


@given(
    st.text(alphabet="其中收入支出总计由为的增长占比2020年1-8月，、“”（）的到期", max_size=60), st.sampled_from(Measure)
)
def test_a_label_is_cut_out_of_its_segment(segment: str, measure: Measure) -> None:
    """A label is a stretch of its segment, and cutting it again changes nothing more than its edges."""
    label = label_of(segment, measure)
    assert label in segment
    assert label == label.strip()


MEASURES = [
    ("收入", "万元", Measure.AMOUNT, 1),
    ("由", "万元", Measure.FROM, 1),
    ("从原来的", "亿元", Measure.FROM, 1),
    ("调整为", "万元", Measure.TO, 1),
    ("调增至", "万元", Measure.TO, 1),
    ("提高到", "%", Measure.TO, 1),
    ("增加", "万元", Measure.DELTA, 1),
    ("减少约", "亿元", Measure.DELTA, -1),
    ("超收", "亿元", Measure.DELTA, 1),
    ("新增", "亿元", Measure.AMOUNT, 1),
    ("同比增长", "%", Measure.GROWTH, 1),
    ("同比下降", "%", Measure.GROWTH, -1),
    ("降幅达", "%", Measure.GROWTH, -1),
    ("占总支出的", "%", Measure.SHARE, 1),
    ("完成调整预算的", "%", Measure.COMPLETION, 1),
    ("预算完成率为", "%", Measure.COMPLETION, 1),
    ("资产负债率", "%", Measure.RATE, 1),
    ("比上年提高", "个百分点", Measure.POINTS, 1),
    ("同比回落", "个百分点", Measure.POINTS, -1),
    ("低于全市平均水平", "个百分点", Measure.POINTS, -1),
    ("共有", "个", Measure.COUNT, 1),
]


@pytest.mark.parametrize(("segment", "name", "measure", "sign"), MEASURES)
def test_measure(segment: str, name: str, measure: Measure, sign: int) -> None:
    """The words right before a number say what it does and whether they turn it round."""
    assert measure_of(segment, unit(name)) == (measure, sign)


def test_an_ordinal_is_a_rank() -> None:
    """第3位 measures a rank, whatever leads up to it."""
    assert measure_of("增长", unit("%"), ordinal=True) == (Measure.RANK, 1)


SENTENCES = [
    ("收入1元。支出2元", ["收入1元。", "支出2元"]),
    ("项目2个（详见附件。另见说明）合计3亿元。", ["项目2个（详见附件。另见说明）合计3亿元。"]),
    ("他说：“收支平衡。”会议通过。", ["他说：“收支平衡。”", "会议通过。"]),
    ("真的吗？真的！", ["真的吗？", "真的！"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "wanted"), SENTENCES)
def test_sentences(text: str, wanted: list[str]) -> None:
    """。！？ end a sentence, not inside an open bracket."""
    assert [text[a:b] for a, b in sentences(text)] == wanted


@given(st.text(alphabet="收入1元。！？（）()”，", max_size=80))
def test_sentences_cover_the_text(text: str) -> None:
    """Sentences follow one another without a gap and cover the whole text."""
    assert "".join(text[a:b] for a, b in sentences(text)) == text


@pytest.mark.parametrize(
    ("text", "segment"),
    [
        ("收入10亿元、公路（甲路、乙路）工程", "公路（甲路、乙路）工程"),
        ("新增债券（占用限额", "占用限额"),
        ("其中：税收收入", "税收收入"),
        ("税收收入", "税收收入"),
    ],
)
def test_segment(text: str, segment: str) -> None:
    """The segment begins behind the last mark outside its own closed brackets."""
    assert text[segment_start(text, 0, len(text)) :] == segment


def test_from_to_and_by_share_one_label() -> None:
    """由A调整为B，增加C speaks of one line throughout."""
    found = figures("全区一般公共预算支出总计由3472564万元调整为3627564万元，增加155000万元，增长4.5%。")
    assert [f.measure for f in found] == [Measure.FROM, Measure.TO, Measure.DELTA, Measure.GROWTH]
    assert {f.label for f in found} == {"全区一般公共预算支出总计"}
    assert [f.stage for f in found][:2] == [Stage.BUDGET, Stage.ADJUSTED]
    assert {(f.budget, f.level) for f in found} == {(Budget.GENERAL, Level.WHOLE)}


def test_budget_and_level_come_from_the_headings() -> None:
    """What the sentence leaves unsaid, the headings above it say."""
    (figure,) = figures("二、政府性基金预算\n\n（一）区本级情况\n\n收入合计为30.5亿元。")
    assert (figure.budget, figure.level, figure.label) == (Budget.FUNDS, Level.OWN, "收入合计")


def test_the_sentence_outweighs_its_heading() -> None:
    """The nearest mention wins."""
    (figure,) = figures("二、政府性基金预算\n\n全区一般公共预算收入为30.5亿元。")
    assert (figure.budget, figure.level) == (Budget.GENERAL, Level.WHOLE)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2022年末，地方政府债务余额126.8亿元。", Period(2022, "end")),
        ("2023年新增债务限额7.0亿元。", Period(2023)),
        ("2022年上半年，全区收入完成100亿元。", Period(2022, "1-6")),
    ],
)
def test_period(text: str, period: Period) -> None:
    """A figure speaks of the period named nearest before it."""
    assert [figure.period for figure in figures(text)] == [period]


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("教育支出约48亿元。", Hedge.ABOUT),
        ("收入超过200亿元。", Hedge.ABOVE),
        ("科技支出近13亿元。", Hedge.NEAR),
        ("惠及企业320余户。", Hedge.ODD),
        ("规模控制在5亿元以内。", Hedge.BELOW),
        ("教育支出48亿元。", Hedge.EXACT),
    ],
)
def test_hedges_reach_the_figure(text: str, hedge: Hedge) -> None:
    """A word that loosens a number stays with it."""
    assert [figure.quantity.hedge for figure in figures(text)] == [hedge]


NO_FIGURES = [
    "云府发〔2020〕47号",
    "2020年11月20日，第三届人民代表大会常务委员会第二十六次会议召开。",
    "根据《预算法》第六十七条的规定，编制本方案。",
    "沿G50公路和318国道布置，涉及15-04地块。",
    "推进“1+5+X”体系建设。",
    "经区政府第96次常务会议讨论通过。",
]


@pytest.mark.parametrize("text", NO_FIGURES)
def test_what_is_no_figure(text: str) -> None:
    """Document numbers, dates, articles, roads, lots and slogans measure nothing."""
    assert [(figure.quantity.text, figure.label) for figure in figures(text)] == []


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        (["今年我区需要还本付息，预计全年合计支出15.2亿", "", "元，已经列入预算。"], 1),
        (["根据财政部门的测算，全区的一般公共预算支出总计为2,", "", "571,840万元，收支平衡。"], 1),
        (["根据财政部门的测算，全区的一般公共预算支出总计应当为", "571,840万元，收支平衡。"], 2),
    ],
)
def test_the_line_of_a_figure_is_that_of_its_first_digit(lines: list[str], line: int) -> None:
    """A number torn over two lines stands where it begins."""
    (figure,) = figures("\n".join(lines))
    assert figure.place.line == line
    assert figure.quantity.unit.name in ("亿元", "万元")


def test_spans_count_in_the_passage() -> None:
    """The span of a figure is where its number and unit stand in the passage's text."""
    (passage,) = passages("收入　１２．５ 亿元，\n支出 9 亿元。")
    assert [passage.text[f.place.span[0] : f.place.span[1]] for f in passage.figures if f.place.span] == [
        "12.5亿元",
        "9亿元",
    ]


PERIODS = [
    ("2020年，收入10亿元，比2018年（下同）增长5%。", "5", Period(2020, "year")),
    ("2020年，收入10亿元，对应年初人代会目标完成75%。", "75", Period(2020, "year")),
    ("上半年，收入10亿元。一季度，产值20亿元。税收30亿元。", "30", Period(None, "1-6")),
    ("一季度，产值20亿元，税收30亿元。", "30", Period(None, "1-3")),
    ("2021年，实施2022年重点产业项目签约仪式，投资30亿元。", "30", Period(2021, "year")),
    ("2021年，落实《2022年行动方案》，投资30亿元。", "30", Period(2021, "year")),
    ("落实《2022年行动方案》，投资30亿元。", "30", Period(2022, "year")),
]


@pytest.mark.parametrize(("text", "value", "period"), PERIODS)
def test_the_period_of_a_figure(text: str, value: str, period: Period) -> None:
    """Years compared with, planned for or quoted are no periods; a quarter holds for its own sentence only."""
    found = {str(figure.quantity.value): figure.period for figure in figures(text)}
    assert found[value] == period


def test_a_level_does_not_pass_on_to_the_next_item() -> None:
    """Behind ； an item with its own subject is of the level that it names itself; 区本级： governs all its items."""
    first, second = figures("区级收入10亿元；新增债券20亿元。")
    assert (first.level, second.level) == (Level.OWN, None)
    assert [figure.level for figure in figures("区本级：收入10亿元；新增债券20亿元。")] == [Level.OWN, Level.OWN]


def test_a_label_does_not_begin_in_the_row_before() -> None:
    """A line that opens with its row number begins a row of a torn table; the words of the row before stay out."""
    found = figures("附表\n8减量化立项确保完成市下达目标\n预计能够完成\n9新增就业岗位确保\n达到18000个。")
    assert "减量化" not in found[-1].label
