"""Rates and increments with the amount they are said of: 收入29.23亿元，完成预算的99.7%，同比增长3.1%."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fiscal import late_patterns as re
from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.words.label_patterns import label_pattern
from tables.prose.spans import between, depth_at, is_planned

REACH = 6
"""How many figures back the amount may stand."""

_AMOUNTS = (Measure.AMOUNT, Measure.TO)
_OTHER_BASE = label_pattern("other-base-of-rate")
_FIVE_YEARS = re.compile("十[二三四五六]五")
_BARE = re.compile("[短超增减][收支]")
_FOR_ALL = label_pattern("other-base-for-all")
"""Said once for all that follows: on a comparable footing; compared with last year's budget, not its outturn."""


def followers(passage: Passage) -> Iterator[tuple[Figure | None, Figure]]:
    """Every growth, completion, share and increment of the passage, with the amount of the same name right before it.

    None where the figure is the first of its name: 税收收入增长9.0%. What 分别 shares out has no one amount and is left out.
    """
    figures = passage.figures
    for i, figure in enumerate(figures):
        if figure.measure not in (Measure.GROWTH, Measure.COMPLETION, Measure.SHARE, Measure.DELTA):
            continue
        lead = passage.text[figures[i - 1].end if i else 0 : figure.start]
        if "分别" in lead or (i and re.fullmatch("[、和及]", lead)):
            continue
        yield _amount(passage, i), figure


def _amount(passage: Passage, at: int) -> Figure | None:
    figure = passage.figures[at]
    depth = depth_at(passage, figure.start)
    for earlier in reversed(passage.figures[max(0, at - REACH) : at]):
        if re.search("[。！？]", between(passage, earlier, figure)):
            return None
        if is_planned(passage, earlier):
            continue
        if earlier.measure in _AMOUNTS and depth_at(passage, earlier.start) == depth:
            shared = "分别" in passage.text[max(0, earlier.start - 4) : earlier.start]
            named = earlier.label == figure.label or _BARE.fullmatch(figure.label)
            return earlier if named and not shared else None
    return _behind(passage, at)


def _behind(passage: Passage, at: int) -> Figure | None:
    """收入预计增长2%，按此测算，收入实现1322亿元: the amount of the same name that the sentence works out from a rate."""
    rate, amount = passage.figures[at], next(iter(passage.figures[at + 1 : at + 2]), None)
    if rate.measure is not Measure.GROWTH or amount is None or amount.measure is not Measure.AMOUNT:
        return None
    worked_out = re.match(r"[左右]*，(?:按此|据此|依此|照此)[^，。；]{0,4}，", between(passage, rate, amount))
    return amount if worked_out and amount.label == rate.label else None


def other_base(passage: Passage, rate: Figure) -> bool:
    """True for a rate that the printed amounts do not give: 按可比价格, 同口径, 扣除…因素后, 两年平均.

    A bracket right behind the rate (增长6.4%（同口径）) speaks of it, unless it has a rate of its own.
    """
    return bool(_OTHER_BASE.search(_around(passage, rate)))


def over_years(passage: Passage, rate: Figure) -> bool:
    """True for a rate that speaks of a five-year plan (“十四五”): it does not compare with last year."""
    return bool(_FIVE_YEARS.search(_around(passage, rate)))


def _around(passage: Passage, rate: Figure) -> str:
    """The words of the rate's own sentence right before it, and the bracket behind it that speaks of it."""
    behind = passage.text[rate.end :][:14]
    bracket = behind[1:].split(")", 1)[0] if behind.startswith("(") else ""
    if re.search(r"\d", bracket):
        bracket = ""
    return re.split("[；。]", passage.text[max(0, rate.start - 30) : rate.start])[-1] + bracket


def growths(passages: Iterable[Passage]) -> Iterator[tuple[Passage, Figure | None, Figure, bool]]:
    """Every rate of growth of one document's passages, with the amount right before it as `followers` gives it.

    The last is True where the printed amounts need not give the rate: its own words or an earlier 下同 set another base.
    """
    comparable = False
    for passage in passages:
        comparable = comparable or _speaks_for_all(passage)
        for amount, rate in followers(passage):
            if rate.measure is Measure.GROWTH:
                yield passage, amount, rate, comparable or other_base(passage, rate) or over_years(passage, rate)


def _speaks_for_all(passage: Passage) -> bool:
    """True if the passage says once for all that follows on what its rates are based (按可比口径，下同; 较上年预算数，下同)."""
    return bool(_FOR_ALL.search(passage.text))
