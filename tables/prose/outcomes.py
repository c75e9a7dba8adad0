"""Outcomes: amounts named by what was done with the cases (整改, 审结, 办结), and the rate that carries the verb's name."""

from __future__ import annotations

from fiscal import late_patterns as re
from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from tables.prose.spans import between, sentence_start

_VERBS = {
    "整改": "整改",
    "结案": "审结|执结|结案|办结",
    "审结": "审结",
    "执结": "执结",
    "办结": "办结",
    "满意": "满意",
    "采纳": "采纳",
    "合格": "合格",
    "回复": "回复",
    "完成": "完成",
}
"""The verb in the name of a rate, and the verbs of the amount that it rates."""

_NAME = re.compile(
    "^(?:已|总|综合|总体|全部)?(?:问题|案件|资金|金额|问题资金|建议|提案|代表建议|项目|事项|样品|产品|线索|任务|执行案件)?(?:整改(?=完成))?"
    f"({'|'.join(_VERBS)})率$"
)
_NOT_YET = re.compile("尚未|未|正在|不|仍|基本|拟|将|要求|应|需|待")
_HEAD = re.compile("共|总|查出|涉及|反映|发现|受理|办理|收到|承办|交办|移送|检查|抽查|抽检|监测|执行案件|要求|问题")
_NO_HEAD = re.compile("新收|旧存|新增|上年|去年|同比|比上|其中")
_LISTED = (Measure.AMOUNT, Measure.COUNT)


def lead(passage: Passage, figure: Figure) -> str:
    """The words of the clause right before a figure, after the figure before it."""
    i = int(figure.id.rsplit(".", 1)[1])
    floor = passage.figures[i - 1].end if i else 0
    return re.split("[，。；：、]", passage.text[max(floor, figure.start - 24) : figure.start])[-1]


def rates_outcome(passage: Passage, at: int) -> Figure | None:
    """The amount that the rate at index `at` is about: the nearest one in its sentence, if it has the rate's verb."""
    rate = passage.figures[at]
    named = _NAME.match(rate.label)
    start = sentence_start(passage, rate.start)
    if named is None:
        return None
    for figure in reversed(passage.figures[max(0, at - 6) : at]):
        if figure.start < start:
            return None
        words = lead(passage, figure)
        if figure.measure in _LISTED and re.search(_VERBS[named[1]], words) and not _NOT_YET.search(words):
            return figure
        if "；" in between(passage, figure, rate):
            return None
    return None


def rated_whole(passage: Passage, part: Figure, rate: Figure) -> Figure | None:
    """What the rate is taken of: the case count before the part in its clauses, else the head of the sentences before.

    An amount of money is looked up in the whole passage, where only one names what was found (涉及金额).
    """
    start = sentence_start(passage, part.start)
    earlier = [
        f
        for f in passage.figures
        if f.start < part.start
        and f.measure in _LISTED
        and f.quantity.unit.dimension == part.quantity.unit.dimension
        and f.whole != part.id
    ]
    here = [f for f in earlier if f.start >= start and not re.search("[；]", passage.text[f.end : part.start])]
    if here:
        return here[-1] if is_head(passage, here[-1]) else None
    if _is_listed_part(passage, part, start):
        return None
    floor = sentence_start(passage, sentence_start(passage, start - 1) - 1) if start else 0
    heads = [f for f in earlier if re.search("共|总|涉及|反映|查出|受理", lead(passage, f))]
    if part.quantity.unit.is_money:
        heads = [f for f in heads if re.search("涉及|问题|查出", lead(passage, f))]
        return heads[0] if len(heads) == 1 else None
    heads = [f for f in heads if floor <= f.start < start and is_head(passage, f)]
    return heads[-1] if heads else None


def is_head(passage: Passage, figure: Figure) -> bool:
    """True for a count of cases (共反映问题186个), not for what came in or what the year before had."""
    words = lead(passage, figure) + passage.text[figure.end : figure.end + 6].split("，")[0]
    return bool(_HEAD.search(words)) and not _NO_HEAD.search(lead(passage, figure))


def _is_listed_part(passage: Passage, part: Figure, start: int) -> bool:
    """True where another clause of the sentence stands before it after ；or 其中: its base is not the head of all."""
    return bool(re.search("；|其中", passage.text[start : part.start]))
