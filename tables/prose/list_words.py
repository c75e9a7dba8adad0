"""The words by which a passage announces, ends and qualifies its lists of parts."""

from __future__ import annotations

from fiscal import late_patterns as re
from fiscal.figure import Measure

PURPOSE = ("主要用于", "全部用于", "分别用于", "用于", "投向", "使用")
VIEWS = (
    r"分[^，。；、(（\d]{1,8}看|从[^，。；、(（\d]{0,8}(?:类型|结构|分类|级次|构成|用途|来源|科目|性质|券种|反馈|结果|投向|行业|领域)[^，。；、(（\d]{0,4}看|"
    r"按[^，。；、(（\d]{1,10}(?:划分|分类|分(?=，|：))"
)
PARTS = (
    r"其构成[是为]?|构成(?:情况)?(?:是|为|如下)|由[^，。；]{0,6}(?:构成|组成)|分为[^，。；：\d]{0,8}(?=：)|由(?=[^。；\d][^。；]{2,80}(?:组成|构成))|"
    r"(?:归并|归类|汇总)(?:以)?后为|[两三四五六七八九][类项](?:项目|用途|资金)(?=：)"
)
ITEM = r"[①-⑳]|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]|[一二三四五六七八九]是"
ITEM_MARK = re.compile(ITEM)
EVENT = re.compile(
    r"(?P<open>[（(](?![一二三四五六七八九十]{1,3}[）)]|\d{1,2}[）)]))|"
    rf"(?P<item>{ITEM})|"
    r"(?P<close>[）)])|(?P<semicolon>；)|(?P<comma>，)|(?P<stop>[。！？])|"
    rf"(?P<view>{VIEWS})|"
    rf"(?P<trigger>其中|主要包括|主要是|包括|{PARTS}|主要用于|全部用于|分别用于|用于|投向|使用(?=\d{{4}}年|上年|新增|结存)|分别为|分别是|(?<=元)中(?=，))|"
    r"(?P<end>另有|另外|此外|加上|减去|收支相抵|后，|预计(?=.{0,4}[年期]末)|截[至止]|(?:收入|支出)总[量计额](?=[\d为]))"
)
SPEND = re.compile(r"包括|主要是|主要包括")
BARE_LEAD = re.compile(r"[，、(（]?(?:具体|项目|资金|主要|其|共|内容|支出)*$")
RATES = re.compile(r"，[^，。；：\d]{0,20}[\d.]+(?:%|个百分点)(?=，)")
ATTRIBUTE = re.compile(r"用于[^，。；、\d]{1,24}的[^，。；、\d]{1,16}\d")
NEW_SUBJECT = re.compile(
    r"安排|统筹|发放|兑现|还本|新增|支持|实现|完成|全[省市区县]|[较比]|同比|增长|下降|提款|偿还|其余|带动|拉动|撬动|引导|[^，。；]{0,6}(?:拨付|下达|争取|收回)"
)
CLAUSE_END = re.compile("[，；。]")
OTHER_SIDE = re.compile(r"(?:收入|支出)(?:主要)?包括")
"""What begins the other side of one total: 收支总预算9亿元。收入包括：…；支出包括：…."""
BUDGET_SIDE = re.compile(r"(?:预算|基金)(?:收入|支出)$")
"""The name of one side of a whole budget, which is no part of its other side."""
HALVES = (
    (re.compile("(?<!非)税收"), re.compile("非税收入")),
    (re.compile("人员经费"), re.compile("(?:日常)?公用经费")),
    (re.compile("一般债"), re.compile("[^，。；\\d]{0,8}专项债")),
    (re.compile("基本支出"), re.compile("项目支出")),
)
"""Names that halve a whole: the first behind 其中, the second at the head of the next sentence."""
ASIDE = re.compile(r"人均|户均|平均|每[人户亩件]|单价|标准$")
COMPARED = re.compile(
    r"(?:[比较](?:(?:19|20)\d\d年|上年|去年|上期|年初|预算|同期|“)[^，。；]{0,14}|"
    r"(?:^|[，；。(（])(?:上年|去年|同期)(?:同期)?(?:决算|执行|完成)?数?(?:为|是)?|"
    r"(?:完成|为|占)(?:年初|年度|全年|调整后?|变动)?(?:收入|支出)?(?:预算|计划)数?)[(（]?$"
)
LISTED = (Measure.AMOUNT, Measure.COUNT)
OPEN_TOTAL = re.compile(r"等(?!于|级)[^，。；：、\d]{2,14}")
LIST_MARK = re.compile(r"、[^，。；：、\d]{2,24}")
OPEN_END = re.compile(r"(?:左右|以上|余)?等(?!于|级)")
ITEMS = re.compile(r"([两二三四五六七八])(?:项|者|类)(?:资金|收入|支出)?(?:合计|共计|总计|相加|共)[^，；。、]{0,4}$")
NUMBER = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8}
TOTAL_WORD = re.compile(r"(?:合计|共计|总计|总共|合并|汇总|[两二三四五六七八](?:项|者|类)共)[^，；。、]{0,6}$")
OUTCOME = re.compile(
    r"[^，。；、：\d]{0,8}，(?:现|已|已经|均已|实际|其中)*(?:整改|审结|执结|审执结|办结|结案|采纳|解决|满意|合格|完成)(?:到位|整改|完成)?(?:问题|案件|了)?"
)
"""What stands between a count of cases and the count of those dealt with: 个问题，已整改."""
HEAD = re.compile(r"(?:共|总(?:计|共)?|查出|涉及|反映|受理|收到)[^，。；：、\d]{0,10}$")
"""Words that introduce the number a whole section speaks of: 共反映问题."""


def style_of(item: str) -> str:
    """How an enumeration is numbered: circled, bracketed Chinese or Arabic numerals, or 一是.

    >>> style_of("①"), style_of("（二）"), style_of("(3)"), style_of("四是")
    ('①', '（一）', '（1）', '一是')
    """
    if item.endswith("是"):
        return "一是"
    if len(item) == 1:
        return "①"
    return "（1）" if re.search(r"\d", item) else "（一）"
