"""Growth with its base in the text: 增加C，增长x%; 比上年的A%提高n个百分点.

查什么: 同一句中给出现数、增减额（或基数）和增长率的，三者是否相符；百分比与上期百分比之差是否等于所列百分点。
为什么: 增长率是最常被引用的数字，基数不符则结论不成立。
例: 解决率85.1%（比去年同期的75%提高10.1个百分点）：85.1 − 75 = 10.1。
怎么办: 核对现数、基数和增长率；同口径、可比口径的增长率应写明口径。
依据: 算术关系；数值修约规则（GB/T 8170）。

What: a rate of change against the amounts in its sentence; a difference in percentage points against both percentages.
Why: growth rates are quoted more than any other figure.
Example: 85.1 % against 75 % is 10.1 points.
Fix: Check present figure, base and rate; a comparable rate should say that it is one.
Source: arithmetic; rounding rules GB/T 8170.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fiscal.claims import growth, growth_by, points
from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.relation import Basis, Relation
from reconcile.dossier import Dossier
from reconcile.linking.partitions import holds
from reconcile.linking.words_before import words_before
from tables.prose.changes import changes
from tables.prose.spans import between, depth_at, figures_within, is_planned, stretches

CODE = "GRO01"
NAME = "growth-follows-from-amounts"
TITLE = {"zh": "增长率与百分点", "en": "Growth and percentage points"}

CLAUSE = "，。；（("
"""Marks at which the words that name a figure begin."""

_COMPARED = re.compile(r"[比较][^，。；]{0,14}$")
_ADJUSTED = re.compile(r"可比|同口径|扣除|剔除|两年平均|三年平均|年均|自然口径|不变价|还原")
_YEAR = "((?:19|20)\\d\\d年|上年|去年)"
_STEP = "(?:当年|全年)?(?:年初|调整)?(?:预算)?(?:执行|决算|完成|安排)?数?"
_BASE = re.compile(f"{_YEAR}度?{_STEP}为?$")
_NOW = re.compile(r"，(?:(?:19|20)\d\d年|今年|本年)度?[^，。；\d]{0,10}")
_AGAIN = re.compile(f"，?[比较]{_YEAR}度?{_STEP}(?:增加|减少|增长|下降)[了约]?")
_COMPARES = re.compile(r"。(?:与|同|[比较])(?:上年|(?:19|20)\d\d年)度?(?:决算|执行)?数?(?:相比)?，")
_MORE = re.compile("，(?:同比|[比较]上年)?(?:增收|减收|增支|减支)[了约]?")
_PRIOR = re.compile(r"(?:上年|去年|同期|上一年|前一年|上届)[^，。；]{0,10}$")


def propose(dossier: Dossier) -> Iterator[Relation]:
    """Growth relations within one sentence."""
    for passage in dossier.passages():
        yield from _of_changes(passage)
        yield from _then_now(passage)
        for span in stretches(passage):
            here = figures_within(passage, span)
            if len(here) >= 3:
                yield from _points(passage, here)
                yield from _growth(passage, here, dossier)


def _of_changes(passage: Passage) -> Iterator[Relation]:
    """由A调整为B，增加C，增长x%: the rate right behind a change."""
    order = {figure.id: i for i, figure in enumerate(passage.figures)}
    for change in changes(passage):
        last = max(change.figures, key=lambda figure: order[figure.id])
        rate = next(iter(passage.figures[order[last.id] + 1 :]), None)
        if rate is None or rate.measure is not Measure.GROWTH or rate.quantity.unit.dimension != "percent":
            continue
        if _adjusted(passage, rate):
            continue
        if not change.after.quantity.unit.is_rate and not re.search("[；。]", between(passage, last, rate)):
            yield growth(CODE, change.before, change.after, rate, Basis.STATED, _said(passage, change.before, rate))


def _then_now(passage: Passage) -> Iterator[Relation]:
    """2023年执行数为B，2024年预算安排A，比2023年执行数增加x%: last year's amount first, and named again before the rate."""
    for then, now, rate in zip(passage.figures, passage.figures[1:], passage.figures[2:], strict=False):
        if rate.measure is not Measure.GROWTH or rate.quantity.unit.dimension != "percent" or _adjusted(passage, rate):
            continue
        base = _BASE.search(words_before(passage, then, 24))
        again = _AGAIN.fullmatch(between(passage, now, rate))
        alike = then.quantity.unit == now.quantity.unit and then.measure is now.measure is Measure.AMOUNT
        if base and again and alike and base[1] == again[1] and _NOW.fullmatch(between(passage, then, now)):
            yield growth(CODE, then, now, rate, Basis.STATED, _said(passage, then, rate))


def _points(passage: Passage, here: Sequence[Figure]) -> Iterator[Relation]:
    """85.1%（比去年同期的75%提高10.1个百分点）: three figures side by side, the second introduced by 比 or 较."""
    for now, then, moved in zip(here, here[1:], here[2:], strict=False):
        rates = all(f.quantity.unit.dimension == "percent" for f in (now, then))
        if moved.measure is Measure.POINTS and rates and _COMPARED.search(between(passage, now, then)):
            if not re.search(r"[，。；]", between(passage, then, moved)):
                yield points(CODE, then, now, moved, Basis.STATED, _said(passage, now, moved))


def _growth(passage: Passage, here: Sequence[Figure], dossier: Dossier) -> Iterator[Relation]:
    """现数, 增减额, 增长率 — or 现数, 上年数, 增长率 — in one sentence; side by side they are claimed, else they must fit."""
    for i, rate in enumerate(here):
        if rate.measure is not Measure.GROWTH or rate.quantity.unit.dimension != "percent" or _adjusted(passage, rate):
            continue
        yield from _delta_in_bracket(passage, here, i)
        for j in range(i - 1, max(-1, i - 4), -1):
            base = here[j]
            if base.quantity.unit.is_rate:
                continue
            if base.measure is Measure.DELTA and j > 0:
                yield from _with_delta(passage, here[:j], base, rate, j == i - 1, dossier)
            elif (
                base.measure in (Measure.AMOUNT, Measure.COUNT)
                and j > 0
                and _PRIOR.search(words_before(passage, base, 20, CLAUSE))
            ):
                for relation in _with_prior(passage, here[j - 1], base, rate):
                    if j == i - 1 or holds(relation, dossier.figures):
                        yield relation


def _with_delta(
    passage: Passage, earlier: Sequence[Figure], delta: Figure, rate: Figure, adjacent: bool, dossier: Dossier
) -> Iterator[Relation]:
    depth = depth_at(passage, delta.start)
    earlier = [f for f in earlier[-8:] if not is_planned(passage, f)]
    level = [f for f in earlier if depth_at(passage, f.start) == depth]
    for to in reversed(level):
        fits = to.quantity.unit.dimension == delta.quantity.unit.dimension and not _COMPARED.search(
            words_before(passage, to, 20, CLAUSE)
        )
        if to.measure not in (Measure.AMOUNT, Measure.COUNT, Measure.TO) or not fits or _monthly(to) != _monthly(delta):
            continue
        relation = growth_by(CODE, delta, to, rate, Basis.STATED, _said(passage, to, rate))
        side_by_side = adjacent and to is level[-1] and to is earlier[-1]
        gap = between(passage, to, rate)
        side_by_side = side_by_side and (not re.search("[；。]", gap) or _goes_on(to, delta, gap))
        if side_by_side or holds(relation, dossier.figures):
            yield relation
            return


def _goes_on(to: Figure, delta: Figure, gap: str) -> bool:
    """True where the next sentence compares the same thing with last year: 收入总计B。与2023年度相比，收入总计减少C."""
    named = len(delta.label) >= 4 and to.label.endswith(delta.label)
    return named and bool(_COMPARES.match(gap)) and not re.search("[；。]", gap[1:])


def _with_prior(passage: Passage, now: Figure, then: Figure, rate: Figure) -> Iterator[Relation]:
    if now.quantity.unit.dimension == then.quantity.unit.dimension and now.measure in (Measure.AMOUNT, Measure.COUNT):
        yield growth(CODE, then, now, rate, Basis.STATED, _said(passage, now, rate))


def _adjusted(passage: Passage, rate: Figure) -> bool:
    """True for a rate that the printed amounts do not give: 按可比价格, 同口径, 扣除…因素后, 两年平均."""
    at = rate.start
    behind = passage.text[rate.end :][:14]
    bracket = behind[1:].split(")", 1)[0] if behind.startswith("(") else ""
    if re.search(r"\d", bracket):  # 增长6.4%（同口径增长4.7%）: the bracket speaks of its own rate
        bracket = ""
    return bool(_ADJUSTED.search(re.split("[；。]", passage.text[max(0, at - 30) : at])[-1] + bracket))


def _delta_in_bracket(passage: Passage, here: Sequence[Figure], i: int) -> Iterator[Relation]:
    """X亿元，增长8.4%（增加32.0亿元）, X亿元，下降4.1%，减收0.3亿元: the increment stands behind the rate."""
    rate, delta = here[i], next(iter(here[i + 1 : i + 2]), None)
    before = [f for f in here[:i] if f.measure is not Measure.COMPLETION and not is_planned(passage, f)]
    now = before[-1] if before else None
    if now is None or delta is None or delta.measure is not Measure.DELTA:
        return
    bracket = now is here[i - 1] and between(passage, rate, delta)[:1] == "("
    if not bracket and not (_MORE.fullmatch(between(passage, rate, delta)) and _one_clause(passage, now, rate)):
        return
    if now.measure in (Measure.AMOUNT, Measure.COUNT) and now.quantity.unit.dimension == delta.quantity.unit.dimension:
        yield growth_by(CODE, delta, now, rate, Basis.STATED, _said(passage, now, delta))


def _one_clause(passage: Passage, now: Figure, rate: Figure) -> bool:
    """True if nothing between an amount and its rate begins another statement."""
    return rate.label == now.label and not re.search("[；。（()）]|其中", between(passage, now, rate))


def _monthly(figure: Figure) -> bool:
    return "/" in figure.quantity.unit.name


def _said(passage: Passage, first: Figure, last: Figure) -> str:
    return passage.text[max(0, first.start - 24) : last.end]
