"""The words by which documents say which budget, level, stage, period and side a figure belongs to.

Every function looks at normalised text without blanks between Chinese characters, and answers None where the words say
nothing; what a silence means is for the caller, who knows the heading and the table.
"""

from __future__ import annotations

from functools import lru_cache

from fiscal import late_patterns as re
from fiscal.budget import Budget, Level, Period, Stage

_BUDGETS = (
    (
        re.compile(
            "(?:社会保险|社保|(?:养老|医疗|失业|工伤|生育|护理)保险(?:[（(][^（）()]{1,12}[）)])?)基金(?!的?补[助贴])"
        ),
        Budget.SOCIAL_INSURANCE,
    ),
    (re.compile("国有资本经营|国有资本(?:收入|支出|预算)"), Budget.STATE_CAPITAL),
    (re.compile("政府性基金|基金(?:收入|支出|预算|收支)"), Budget.FUNDS),
    (re.compile("一般公共(?:预算|服务预算)|公共财政预算|一般预算"), Budget.GENERAL),
)
_AREA = "省市区县州旗盟"
_OWN = re.compile(
    f"[{_AREA}]本级|本级|(?<![各街乡])[{_AREA}]级(?!以上|及|各|财政局)|[省市区县州]直(?=一般公共|政府性基金|国有资本|社会保险)"
)
_WHOLE = re.compile(f"全[{_AREA}镇乡](?!级)|全[{_AREA}]范围|本地区")
_OWN_OF_WHOLE = re.compile(f"本级|全([{_AREA}])\\s*\\1级")
_BELOW = re.compile("镇级|街镇级|乡镇级|乡级|县区级|区县级|县级以下")
_STAGES = (
    (re.compile("调整后?预算|预算调整数|调整数|调整后"), Stage.ADJUSTED),
    (re.compile("变动预算"), Stage.CHANGED),
    (re.compile("上年|去年|同期|前一年|上一年"), Stage.PRIOR),
    (re.compile("决算数|决算"), Stage.FINAL),
    (re.compile("预计"), Stage.EXPECTED),
    (re.compile("执行数|完成数|实际(?:数|完成)|累计完成|完成"), Stage.EXECUTED),
    (re.compile("年初预算|预算数|预算草案|批准数|计划数|预算"), Stage.BUDGET),
)
_BUDGET_NAMES = re.compile("(?:一般公共|政府性基金|国有资本经营|社会保险基金|部门|财政|公共)预算")
_YEAR = re.compile(r"(?<![\d.,])((?:19|20)\d\d)(?=年|[-—~至](?:19|20)?\d\d年)")
_MONTHS = re.compile(r"(?<!\d)(\d{1,2})月?[-—–~至到](\d{1,2})月(?:份)?")
_MONTH_END = re.compile(r"(?<![\d—-])(\d{1,2})月(?:末|底)")
_COMPARED = re.compile(
    r"(?:(?<!占)比|较|对比)\s*(?:19|20)\d\d\s*年度?(?:年?[末底初])?(?!的?$|[末底初的])|"
    r"[与同和](?:19|20)\d\d年[^，。；]{0,8}相比"
)
"""比2018年增长 names what a figure is compared with, not when it was; 比2018年的300万元 does name the time of the 300."""

_PUBLIC_MONEY = re.compile("预算|决算|财政|债务|债券|国有资产|审计|收支|资金")
_PLANNED = re.compile("年初(?:预算|预期|预计|人代会|计划|目标|确定|安排|批准|下达)")
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")


def budget_in(text: str) -> Budget | None:
    """The budget that `text` names.

    >>> budget_in("全区政府性基金支出总计"), budget_in("失业保险基金支出"), budget_in("财政对失业保险基金的补助")
    (<Budget.FUNDS: 'funds'>, <Budget.SOCIAL_INSURANCE: 'social-insurance'>, None)
    """
    return next((budget for pattern, budget in _BUDGETS if pattern.search(text)), None)


def level_in(text: str) -> Level | None:
    """The level of government that `text` names; 本级 and 全区区级 are stronger than 全区.

    >>> level_in("区本级一般公共预算支出总计"), level_in("全区政府性基金"), level_in("镇级支出")
    (<Level.OWN: 'own'>, <Level.WHOLE: 'whole'>, <Level.BELOW: 'below'>)
    >>> level_in("全区区级一般公共预算收入"), level_in("市直政府性基金预算支出")
    (<Level.OWN: 'own'>, <Level.OWN: 'own'>)
    """
    if _BELOW.search(text):
        return Level.BELOW
    if _WHOLE.search(text) and not _OWN_OF_WHOLE.search(text):
        return Level.WHOLE
    return Level.OWN if _OWN.search(text) else None


def stage_in(text: str) -> Stage | None:
    """The stage that `text` (a column header, a phrase) names; the 预算 in a budget's own name names none.

    >>> stage_in("调整预算数"), stage_in("2020年预算数"), stage_in("上年决算数")
    (<Stage.ADJUSTED: 'adjusted'>, <Stage.BUDGET: 'budget'>, <Stage.PRIOR: 'prior'>)
    """
    bare = _BUDGET_NAMES.sub("", text)
    return next((stage for pattern, stage in _STAGES if pattern.search(bare)), None)


def year_in(text: str) -> int | None:
    """The last year that `text` names in digits (2023年), or None.

    >>> year_in("截至2022年末")
    2022
    """
    years = [int(found) for found in _YEAR.findall(text)]
    return years[-1] if years else None


def period_in(text: str, year: int | None = None) -> Period | None:
    """The period that `text` names; `year` is the year spoken of where the text gives only months or 年末.

    >>> str(period_in("2022年末本区地方政府债务余额")), str(period_in("1-8月", 2023)), period_in("其中")
    ('2022-end', '2023-1-8', None)
    >>> period_in("比2018年增长"), period_in("对应年初人代会目标")
    (None, None)
    """
    text = _PLANNED.sub("", _COMPARED.sub("", text))
    named = year_in(text)
    months = _MONTHS.search(text)
    end = _MONTH_END.search(text)
    if months:
        span = f"{months[1]}-{months[2]}"
    elif end:
        span = f"end-{end[1]}"
    elif re.search("年末|年底|期末", text):
        span = "end"
    elif re.search("年初|期初", text):
        span = "start"
    elif "上半年" in text:
        span = "1-6"
    elif "一季度" in text:
        span = "1-3"
    elif re.search("前三季度", text):
        span = "1-9"
    elif named is not None:
        span = "year"
    else:
        return None
    return Period(named if named is not None else year, span)


def names_public_money(title: str) -> bool:
    """True if a title says that what follows is about public money, and not about work in general.

    >>> names_public_money("关于2025年预算执行情况的报告"), names_public_money("政府工作报告")
    (True, False)
    """
    return bool(_PUBLIC_MONEY.search(title))


def side_in(text: str) -> str | None:
    """ "receipts", "outlays" or "debt" if `text` names one side of a budget or debt, else None.

    >>> side_in("2020年一般公共预算收入调整表"), side_in("专项债务限额和余额情况表")
    ('receipts', 'debt')
    """
    if re.search("债务(?:限额|余额)", text):
        return "debt"
    receipts, outlays = text.rfind("收入"), text.rfind("支出")
    if receipts < 0 and outlays < 0:
        return None
    if receipts >= 0 and outlays >= 0:
        return None
    return "receipts" if receipts >= 0 else "outlays"


@lru_cache(maxsize=1 << 16)
def fold(label: str) -> str:
    """`label` without what does not change its meaning: blanks, quotation marks, list numbers, footnote marks, 其中.

    >>> fold("其中：“城乡社区支出”")
    '城乡社区支出'
    >>> fold("（一）税收收入")
    '税收收入'
    """
    text = re.sub(r"[\s“”\"'‘’《》〈〉<>*#·①-⑳¹²³⁰-⁹]", "", label)
    text = re.sub(r"^(?:其中|包括|分别为?是?|主要(?:用于|是|包括)?)[:：,，]?", "", text)
    text = re.sub(r"^(?:[（(]?(?:[一二三四五六七八九十]+|\d{1,2})[)）、.．]|[一二三四五六七八九十]+、)", "", text)
    return text.strip("：:，,、。；;.")


def common_suffix(one: str, other: str) -> int:
    """How many last characters two labels share.

    >>> common_suffix("行政单位资产总额", "全区资产总额")
    4
    """
    return next(
        (i for i, (a, b) in enumerate(zip(one[::-1], other[::-1], strict=False)) if a != b), min(len(one), len(other))
    )
