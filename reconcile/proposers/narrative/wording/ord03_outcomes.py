"""Outcomes never exceed the cases they come from: checks and orders to rectify, proposals and solutions.

查什么: 同一段中“检查（受理、收到、办理）A，整改（审结、解决、采纳）B”，B是否不超过A。
为什么: 处理结果只能来自所处理的事项。
例: 开展监督检查7880户次，责令整改76户次。
怎么办: 核对事项总数与各处理结果，说明重复计算的部分。
依据: 算术关系。

What: in one passage, a count of outcomes is at most the count of cases named before it in the same unit.
Why: outcomes come from the cases handled.
Example: 7880 inspections, 76 orders to rectify.
Fix: Check the number of cases and of outcomes; say what is counted twice.
Source: arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fiscal import late_patterns as re
from fiscal.claims import at_most
from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.relation import Basis
from reconcile.dossier import Dossier
from reconcile.judge.claim import Claim, Policy

CODE = "ORD03"
NAME = "outcomes-within-cases"
TITLE = {"zh": "处理结果不超过处理事项", "en": "Outcomes within cases"}

_CASES = re.compile(
    r"检查|监测|受理|收到|提出|排查|走访|交办|再次办理|巡查|抽查|招聘|征求|重点督办|收案|移送|提请|审查|制发|发出|抗诉|办理|承办|"
    r"代表建议|检察建议|司法建议|提案|建议变更"
)
_OUTCOMES = re.compile(
    r"整改|审结|办结|解决|采纳|查处|立案|处罚|应届|结案|执结|批捕|批准逮捕|起诉|公诉|回复|回函|纠错|纠正"
)
_NOUNS = re.compile(r"抗诉|检察建议|司法建议|代表建议|建议|提案|刑事|民事|行政|执行|案件|问题|线索|项目")
FAR = 4
"""How many case counts back an outcome looks; cases that share its noun come first."""


def propose(dossier: Dossier) -> Iterator[Claim]:
    """Each outcome is at most the cases before it: which, is told by nouns, by nearness, by the counts."""
    for passage in dossier.passages():
        cases: list[tuple[Figure, str]] = []
        for figure in passage.figures:
            if figure.measure is not Measure.COUNT or not figure.quantity.discrete:
                continue
            words = _words(passage, figure)
            known = [(f, said) for f, said in cases[-FAR:] if f.quantity.unit == figure.quantity.unit]
            if _OUTCOMES.search(words) and known:
                yield Claim(
                    tuple(at_most(CODE, figure, one, Basis.INFERRED, words) for one in _of(words, known)), Policy.COUNT
                )
            elif _CASES.search(words):
                cases.append((figure, words))


def _of(words: str, known: Sequence[tuple[Figure, str]]) -> list[Figure]:
    """The cases that the outcome may be of: those that share a noun with it, then the others, the nearest first."""
    nouns = set(_NOUNS.findall(words))
    nearest = list(reversed(known))
    alike = [figure for figure, said in nearest if nouns & set(_NOUNS.findall(said))]
    return [*alike, *(figure for figure, _ in nearest if figure not in alike)]


def _words(passage: Passage, figure: Figure) -> str:
    """The clause around the count: from the last mark before it to the next mark behind it."""
    span = figure.place.span or (0, 0)
    before = re.split(r"[，。；：]", passage.text[max(0, span[0] - 16) : span[0]])[-1]
    behind = re.split(r"[，。；]", passage.text[span[1] : span[1] + 36])[0]
    return before + behind
