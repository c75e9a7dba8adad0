"""Counts of cases and of what came of them, and counts in brackets that share out a total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fiscal import late_patterns as re
from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.statement import Ordered, Why

_CASES = re.compile(
    r"检查|监测|受理|收到|提出|排查|走访|交办|再次办理|巡查|抽查|招聘|征求|重点督办|收案|移送|提请|审查|制发|发出|抗诉|办理|承办|"
    r"代表建议|检察建议|司法建议|提案|建议变更"
)
_OUTCOMES = re.compile(
    r"整改|审结|办结|解决|采纳|查处|立案|处罚|应届|结案|执结|批捕|批准逮捕|起诉|公诉|回复|回函|纠错|纠正"
)
_NOUNS = re.compile(r"抗诉|检察建议|司法建议|代表建议|建议|提案|刑事|民事|行政|执行|案件|问题|线索|项目")
_MARKS = re.compile("[，。；：]")
_MARKS_BEHIND = re.compile("[，。；]")
_IN_ALL = re.compile("共|总")
FAR = 4
"""How many case counts back an outcome looks; cases that share its noun come first."""
FEWEST = 3
"""Counts in brackets that make a list."""


def outcomes(passage: Passage) -> Iterator[Ordered]:
    """Each outcome with the cases before it, in its unit, that it may be of: told by nouns, then by nearness."""
    cases: list[tuple[Figure, str]] = []
    for figure in passage.figures:
        if figure.measure is not Measure.COUNT or not figure.quantity.discrete:
            continue
        words = _words(passage, figure)
        known = [(f, said) for f, said in cases[-FAR:] if f.quantity.unit == figure.quantity.unit]
        if _OUTCOMES.search(words) and known:
            yield Ordered(figure.id, tuple(one.id for one in _of(words, known)), Why.HANDLED, words)
        elif _CASES.search(words):
            cases.append((figure, words))


def _of(words: str, known: Sequence[tuple[Figure, str]]) -> list[Figure]:
    nouns = set(_NOUNS.findall(words))
    nearest = list(reversed(known))
    alike = [figure for figure, said in nearest if nouns & set(_NOUNS.findall(said))]
    return [*alike, *(figure for figure, _ in nearest if figure not in alike)]


def _words(passage: Passage, figure: Figure) -> str:
    """The clause around the count: from the last mark before it to the next mark behind it."""
    before = _MARKS.split(passage.text[max(0, figure.start - 16) : figure.start])[-1]
    return before + _MARKS_BEHIND.split(passage.text[figure.end : figure.end + 36])[0]


def bracketed(before: Passage | None, passage: Passage) -> Iterator[Ordered]:
    """Counts in brackets behind names under a larger count that says 共 or 总, here or in the passage before."""
    if before is not None and before.index != passage.index - 1:
        before = None
    listed = [f for f in passage.figures if _alone_in_bracket(passage, f)]
    for unit in dict.fromkeys(figure.quantity.unit.name for figure in listed):
        run = [figure for figure in listed if figure.quantity.unit.name == unit]
        total = _total((before, passage), run)
        if len(run) >= FEWEST and total is not None:
            for figure in run:
                yield Ordered(figure.id, (total.id,), Why.LISTED, total.label)


def _alone_in_bracket(passage: Passage, figure: Figure) -> bool:
    around = passage.text[figure.start - 1 : figure.start] + passage.text[figure.end : figure.end + 1]
    return figure.measure is Measure.COUNT and around == "()"


def _total(passages: Sequence[Passage | None], run: Sequence[Figure]) -> Figure | None:
    """The nearest count before the list that says 共 or 总 and is no smaller than any."""
    for passage in reversed(passages):
        for figure in reversed(passage.figures if passage is not None else ()):
            if passage is None or (passage.index == run[0].place.paragraph and figure.start >= run[0].start):
                continue
            lead = passage.text[max(0, figure.start - 14) : figure.start]
            same = figure.quantity.unit.name == run[0].quantity.unit.name
            if same and _IN_ALL.search(lead) and figure.quantity.value >= max(f.quantity.value for f in run):
                return figure
    return None
