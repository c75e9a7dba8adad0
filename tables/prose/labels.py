"""Labels: the noun phrase that a figure measures, cut out of the segment before it."""

from __future__ import annotations

from fiscal import late_patterns as re
from fiscal.figure import Measure

_LEAD = re.compile(
    r"^(?:[（(][一二三四五六七八九十\d]{1,3}[)）]|[①-⑳]|其中|包括|分别(?:为|是|用于)?|主要(?:用于|是|包括)?|(?:全部)?用于|使用|"
    r"项目(?!支出|收入)|另有|另外|此外|同时|以及|并|及|"
    r"和|与|加上(?!解|级|缴|年)|再加|加(?!强|快|工|大|装|上(?!解|级|缴|年))|减去|扣除|"
    r"合计|共计|总计|累计|共收到|共有|共(?!同|青|享|建)|目前|今年|当年|今年以来|当前|已经?|将|需要说明的是|据此|因此|为此|预计|据统计|我区|本区|本市|我市|本县|我县|全年|当年度|"
    r"一是|二是|三是|四是|五是|由(?!于)|的|有(?!关|限|效|偿)|在(?!建|职|编)|至|截至|截止|到(?!期|位|账))+"
)
_TAIL = re.compile(
    r"(?:预算数)?(?:分别|均|各|则|已经?|累计|总共|一共|就|也|又|还|即|仅|只|约|近|超过?|逾|达到?了?|高达|多达|为|是|有|"
    r"完成|实现|(?<=收入|支出)执行|预期|"
    r"拟?安排|调整为|调整至|调整到|由|从|净增加?|净减少?|相应|增加|增长|减少|下降|增至|降至|提高到?|提升|调增|调减|同比|环比|可比|微跌|下跌|上升|上涨|跑出|比重|的比例|比例|较上年|"
    r"比上年|较去年同期|"
    r"到|至|了|(?<![总合共小])计|等|共收到|收到|控制在|不超过|不少于|不低于|以内|按|核定|下达|的|共有|提出|预计|占|之|(?<=[其之当])中|内|左右|(?<=收入|支出|结余)数|：|:|，)+$"
)
_YEAR_PREFIX = re.compile(
    r"^(?:(?:截至|截止|至|到)?(?:(?:19|20)\d\d(?:[-—–~至](?:19|20)\d\d)?年度?)(?:年?末(?!结[转余])|年?底|初)?|"
    r"(?:\d{1,2}[-—–~至])?\d{1,2}月(?:份|末|底)?(?:\d{1,2}日)?|"
    r"上半年|下半年|[一二三四]季度|前三季度|年末(?!结[转余])|年初|上年末?(?!结转|结余|终|[与和][省市州县])|去年同?期?|同期|末)+[，,]?"
)


def respective(clause: str, nth: int, of: int) -> str:
    """The `nth` (from 0) of the `of` names listed before 分别 in `clause`; "" if the list has another length.

    >>> respective("一般公共预算收入、固定资产投资分别完成", 0, 2), respective("社会保障和就业支出分别完成", 1, 2)
    ('一般公共预算收入', '就业支出')
    >>> respective("对应目标，甲收入、乙收入、丙收入分别完成", 1, 2)
    ''
    """
    listed = re.split("[，。；：！？（）()]", clause.rpartition("分别")[0])[-1]
    for marks in ("、", "、|以及|[和及与]"):
        names = re.split(marks, listed)
        if len(names) == of and all(len(name) >= 2 for name in names):
            return names[nth]
    return ""


_THAN = re.compile(
    r"(?<=.{2})[比较](?:(?:19|20)\d\d年|上年同期|去年同期|上年|去年|年初)?[^，,。；的比较]{0,6}(?:预算|决算|执行|完成|同期)?数?$"
)
"""What an increment is compared with (公务接待费比2024年预算减少3万元) is no part of its name."""

BUDGET_BASE = re.compile(r"(?:完成|为|占)(?:年初|年度|全年|调整后?|变动)?(?:收入|支出)?(?:预算|计划)数?")
"""All the words before a budget with which an outturn is compared: 收入完成9亿元，为调整预算8亿元的112.5%."""

_OF_PLAN = re.compile(r"(?:完成|为|达到?|占|是)(?:年初|年度|全年|调整后?|变动|收入|支出)*预算(?:数|目标|安排)?的?.*$")
"""The words before a rate of completion, which name the plan and not what came of it."""

_IN_YEAR = re.compile(r"(?:19|20)\d\d年(?:末|底)?的?$")
"""The year that something came to (增长至2025年的B) is no part of its name."""

_BARE_STAGE = re.compile(
    r"(?:年初|调整|实际)?(?:预算|决算|执行|完成)(?:执行)?(?:数|安排)?|实际|(?:预算)?执行中|经?(?:调整后|调后)(?:预算)?数?"
)


def label_of(segment: str, measure: Measure) -> str:
    """The label in `segment`: without leading connectors and dates and without the verb that leads to the number.

    >>> label_of("其中：区本级一般公共预算支出总计由", Measure.FROM)
    '区本级一般公共预算支出总计'
    >>> label_of("2023年到期债券本金", Measure.AMOUNT), label_of("同比增长", Measure.GROWTH)
    ('到期债券本金', '')
    >>> label_of("；项目支出", Measure.AMOUNT), label_of("，实际完成", Measure.AMOUNT)
    ('项目支出', '')
    """
    text = segment.strip("：:，、；。 ")
    previous = None
    while previous != text:
        previous = text
        text = _YEAR_PREFIX.sub("", text)
        text = _LEAD.sub("", text).lstrip("：:，、 ")
        text = _YEAR_PREFIX.sub("", text)
    if measure is Measure.COMPLETION:
        text = _OF_PLAN.sub("", text)
    if measure is Measure.FROM:
        text = re.sub(r"(?:由|从)[^由从]{0,12}$", "", text)
    if measure is Measure.TO:
        text = _IN_YEAR.sub("", text)
    text = _TAIL.sub("", text).rstrip("：:，、 ")
    if measure in (Measure.DELTA, Measure.GROWTH, Measure.POINTS):
        text = _TAIL.sub("", _THAN.sub("", text))
    if _BARE_STAGE.fullmatch(text):
        return ""
    if measure is Measure.SHARE:
        text = re.sub(r"占[^占]*$", "", text)
    return text.strip("“”\"'‘’ 的")
