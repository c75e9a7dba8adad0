"""What a figure does in its sentence, read off the words right before it: amount, increment, growth, share, rate …"""

from __future__ import annotations

from fiscal import late_patterns as re
from fiscal.figure import Measure
from fiscal.numbers.units import Unit

_HEDGE = r"(?:大?约为?|近|将近|超过?|逾|达到?了?|为|至|到|了|仅|均|各|也|就|高达|多达)*"
_DOWN = r"下降|减少|降低|回落|微跌|下跌|跌|减|收窄|缩减|调减|压减|负增长|下滑|核减|短收|减收|减支|歉收"
_UP = r"增长|上升|提高|提升|增加|增幅|上涨|增|扩大|攀升|超收|调增|拉动|上浮|增列|追加|核增"
_THAN = r"(?:^|[比较][^，；。]{0,16})"
_UP_END = re.compile(f"(?:{_UP}){_HEDGE}$")
_DOWN_END = re.compile(f"(?:{_DOWN}){_HEDGE}$")
_MORE_END = re.compile(f"{_THAN}(?:(?<![最至])多[收支出]?|高出)了?$")
"""Behind a comparison, or right behind the amount compared with: 比上年多, 比上年的14.58亿元多."""
_LESS_END = re.compile(f"{_THAN}(?<![最至])少[收支]?了?$")
_BELOW_END = re.compile(r"(?:低于|慢于|落后|低)[^，；。]{0,16}$")
_FROM_END = re.compile(
    r"(?:由|从)(?:原来的?|年初的?|(?:上年|去年)(?:末|底|同期)?的?|(?:19|20)\d\d年(?:末|底|初|同期)?的?|原)?$"
)
_OF_YEAR = r"(?:(?:19|20)\d\d年(?:末|底)?的?)?"
_TO_TAIL = re.compile(
    f"(?:调整|提高|增加|增长|上升|提升|下降|降低|减少|变更|调增|调减|扩大|压缩)(?:为|至|到){_OF_YEAR}(?:{_HEDGE})$|(?:增至|降至|升至|减至)$"
)
_SHARE = re.compile(r"占(?!地(?!区|方)|用|道)[^，；。]{0,24}$")
_COMPLETION = re.compile(
    r"(?:完成|为|达|达到|占|是)(?:了)?(?:年初|年度|全年|调整后?|变动|收入|支出)*预算(?:数|目标|安排)?的?(?:比例)?(?:为)?$|完成率[^，；。]{0,3}$"
)
_GROWTH_NAME = re.compile(r"(?:增长率|增幅|增速|涨幅|同比|环比|较上年|比上年)(?:分别)?" + _HEDGE + "$")
_FALL_NAME = re.compile(r"(?:删减率|降幅|减少率|下降率|跌幅|压减率|核减率|缩减率)" + _HEDGE + "$")
_NEW = re.compile(r"(?:新增|增收|增支)$")


def measure_of(segment: str, unit: Unit, ordinal: bool = False) -> tuple[Measure, int]:
    """The measure of a figure whose leading segment and unit are given, and its sign (−1 where the words turn it
    round).

    >>> from fiscal.numbers.units import unit
    >>> measure_of("同比微跌", unit("%")), measure_of("占规上工业产值比重为", unit("%"))
    ((<Measure.GROWTH: 'growth'>, -1), (<Measure.SHARE: 'share'>, 1))
    >>> measure_of("总计由", unit("万元")), measure_of("增加", unit("万元"))
    ((<Measure.FROM: 'from'>, 1), (<Measure.DELTA: 'delta'>, 1))
    >>> measure_of("比上年少收", unit("亿元")), measure_of("至少", unit("亿元"))
    ((<Measure.DELTA: 'delta'>, -1), (<Measure.AMOUNT: 'amount'>, 1))
    """
    if ordinal:
        return Measure.RANK, 1
    text = segment.strip()
    if unit.dimension == "points":
        down = _DOWN_END.search(text) or _BELOW_END.search(text)
        return Measure.POINTS, -1 if down else 1
    if unit.dimension in ("percent", "times", "tenths"):
        return _proportion(text)
    if _TO_TAIL.search(text) or re.search(r"(?:^|，)(?:经?调整后|调后)(?:预算)?(?:数)?(?:为|达到?|是)?$", text):
        return Measure.TO, 1
    if _FROM_END.search(text):
        return Measure.FROM, 1
    if _DOWN_END.search(text) or _LESS_END.search(text):
        return Measure.DELTA, -1
    if _MORE_END.search(text):
        return Measure.DELTA, 1
    if re.fullmatch(r"(?:同比|较上年|比上年|较去年同期|比去年同期)?增[收支]", text):
        return Measure.DELTA, 1
    if _UP_END.search(text) and not _NEW.search(text):
        return Measure.DELTA, 1
    return (Measure.AMOUNT if unit.is_money or not unit.discrete else Measure.COUNT), 1


def _proportion(text: str) -> tuple[Measure, int]:
    if _COMPLETION.search(text):
        return Measure.COMPLETION, 1
    if _FALL_NAME.search(text):
        return Measure.GROWTH, -1
    if _TO_TAIL.search(text):
        return Measure.TO, 1
    if _FROM_END.search(text):
        return Measure.FROM, 1
    if _DOWN_END.search(text):
        return Measure.GROWTH, -1
    if _UP_END.search(text) or _GROWTH_NAME.search(text):
        return Measure.GROWTH, 1
    if _SHARE.search(text):
        return Measure.SHARE, 1
    return Measure.RATE, 1
