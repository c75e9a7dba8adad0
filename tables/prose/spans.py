"""Stretches of a passage that speak of one thing: a sentence and those that go on with it (加上…, 与上年相比…)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from operator import attrgetter, itemgetter

from fiscal import late_patterns as re
from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.numbers.hedge import Hedge
from tables.prose.clauses import contexts

_BASE = re.compile(
    r"(?:[比较](?:(?:19|20)\d\d年|上年|去年|上期|年初|预算|同期|计划)[^，。；]{0,14}|"
    r"(?:^|[，；。(（])(?:上年|去年|上年同期|去年同期|同期)(?:同期)?(?:决算|执行|完成)?数?(?:为|是)?)[(（]?$"
)

_PLAN = "(?:完成|为|占)(?:年初|年度|全年|调整后?|变动)?(?:收入|支出)?(?:预算|计划)数?[(（]?"
_OF_PLAN = re.compile(f"{_PLAN}$")
_RATE_OF_PLAN = re.compile(rf"{_PLAN}[\d,.]+[亿万]?元[)）]?的$")

_BRACKET = re.compile("[()（）]")
_YEAR = re.compile("(?:19|20)\\d\\d年")
_YEARS = re.compile("十[一二三四五]五|[三四五]年(?!级|制)|(?<!全年)(?<!年度)累计|以来")


def of_several_years(passage: Passage, figure: Figure) -> bool:
    """True for an amount that its sentence or a heading says is that of several years together: “十四五”以来支出655亿元.

    A heading that also names a year (2025年执行情况和“十四五”回顾) leaves it open.
    """
    start = sentence_start(passage, figure.start)
    above = "\n".join(heading for heading in passage.headings if not _YEAR.search(heading))
    return bool(_YEARS.search(passage.text[start : figure.start] + above))


def is_base(passage: Passage, figure: Figure) -> bool:
    """True for an amount that is only what another one is compared with: 比上年（83.16亿元）增长, 上年为83.16亿元."""
    return bool(_BASE.search(passage.text[max(0, figure.start - 30) : figure.start]))


def is_planned(passage: Passage, figure: Figure) -> bool:
    """True for a budget with which an outturn is compared (为调整预算126,000万元的101.3%), and for the rate right behind it."""
    before = passage.text[max(0, figure.start - 40) : figure.start]
    return bool(_OF_PLAN.search(before) or (figure.quantity.unit.is_rate and _RATE_OF_PLAN.search(before)))


def stretches(passage: Passage) -> Iterator[tuple[int, int]]:
    """The [a, b) spans of the passage's sentences, those that open with 加上, 收支相抵, 与上年相比 joined to the one before."""
    begins = contexts(passage.text, passage.sentences)
    for i, (start, end) in enumerate(passage.sentences):
        if i + 1 < len(begins) and begins[i + 1] == begins[i]:
            continue
        yield min(begins[i], start), end


def figures_within(passage: Passage, span: tuple[int, int]) -> list[Figure]:
    """The figures that begin in [a, b) of the passage's text, in order, found by bisection: passages may be long."""
    figures = passage.figures
    first = bisect_left(figures, span[0], key=attrgetter("start"))
    return list(figures[first : bisect_left(figures, span[1], lo=first, key=attrgetter("start"))])


def plain_amounts(passage: Passage, span: tuple[int, int]) -> list[Figure]:
    """The exact amounts of money told in [a, b) of the passage's text, in order: outside brackets, and no bases."""
    return [
        figure
        for figure in figures_within(passage, span)
        if figure.quantity.unit.is_money
        and figure.measure is Measure.AMOUNT
        and figure.quantity.hedge is Hedge.EXACT
        and depth_at(passage, figure.start) == 0
        and not is_base(passage, figure)
    ]


def sentence_start(passage: Passage, at: int) -> int:
    """Where the sentence begins in which an offset of the passage's text stands."""
    i = bisect_right(passage.sentences, at, key=itemgetter(0))
    return passage.sentences[i - 1][0] if i else 0


def depth_at(passage: Passage, at: int) -> int:
    """How many brackets are open at an offset of the passage's text."""
    places, depths = _brackets(passage.text)
    return max(0, depths[bisect_left(places, at)])


@lru_cache(maxsize=256)
def _brackets(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where the brackets of a text stand, and how many more are opened than closed before each and at the end."""
    places, depths = [], [0]
    for found in _BRACKET.finditer(text):
        places.append(found.start())
        depths.append(depths[-1] + (1 if found.group() in "(（" else -1))
    return tuple(places), tuple(depths)


def between(passage: Passage, one: Figure, other: Figure) -> str:
    """The text between two figures of a passage."""
    return passage.text[one.end : other.start]


def quoted(passage: Passage, first: Figure, last: Figure, before: int = 24) -> str:
    """The words from a little before one figure up to the end of another, as they are shown with a relation."""
    return passage.text[max(0, first.start - before) : last.end]


def quoted_span(passage: Passage, span: tuple[int, int]) -> str:
    """The words of one stretch of a passage, as they are shown with a relation."""
    return passage.text[slice(*span)]


def words_before(passage: Passage, figure: Figure, reach: int, stops: str = "", begin: int = 0) -> str:
    """At most `reach` characters before `figure`, from `begin` on, and only what follows the last of the marks `stops`.

    >>> from fiscal.numbers.quantity import Quantity; from fiscal.numbers.units import unit
    >>> from fiscal.place import Place; from decimal import Decimal
    >>> figure = Figure("f", Quantity("5", Decimal(5), unit("亿元")), Place("d", span=(9, 12)), "结余", "narrative")
    >>> passage = Passage(0, "收入大于支出，结余5亿元", 1, 0, (), (), (figure,))
    >>> words_before(passage, figure, 20, "，。；"), words_before(passage, figure, 4)
    ('结余', '出，结余')
    """
    text = passage.text[max(begin, figure.start - reach) : figure.start]
    return re.split(f"[{stops}]", text)[-1] if stops else text
