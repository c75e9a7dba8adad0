"""Rates of growth and differences in points with the amounts that give them: 增加C，增长x%; 比上年的A提高n个百分点."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fiscal import late_patterns as re
from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.statement import Grew, Rise
from tables.prose.changes import changes
from tables.prose.followers import other_base
from tables.prose.spans import between, depth_at, figures_within, is_planned, quoted, stretches, words_before
from tables.statements.averages import averaged, is_yearly
from tables.statements.told_changes import compared

CLAUSE = "，。；（("
"""Marks at which the words that name a figure begin."""

AMOUNTS = (Measure.AMOUNT, Measure.COUNT)
FAR = 3
"""So many figures before its rate an increment or last year's amount may stand."""

_COMPARED = re.compile(r"[比较][^，。；]{0,14}$")
_YEAR = "((?:19|20)\\d\\d年|上年|去年)"
_STEP = "(?:当年|全年)?(?:年初|调整)?(?:预算)?(?:执行|决算|完成|安排)?数?"
_BASE = re.compile(f"{_YEAR}度?{_STEP}为?$")
_NOW = re.compile(r"，(?:(?:19|20)\d\d年|今年|本年)度?[^，。；\d]{0,10}")
_AGAIN = re.compile(f"，?[比较]{_YEAR}度?{_STEP}(?:增加|减少|增长|下降)[了约]?")
_COMPARES = re.compile(r"。(?:与|同|[比较])(?:上年|(?:19|20)\d\d年)度?(?:决算|执行)?数?(?:相比)?，")
_MORE = re.compile("，(?:同比|[比较]上年)?(?:增收|减收|增支|减支)[了约]?")
_PRIOR = re.compile(r"(?:上年|去年|同期|上一年|前一年|上届)[^，。；]{0,10}$")
_SAME_STILL = re.compile(r"[；。]同比(?:增长|下降)[了约]?$")
_OWN_BASE = re.compile("[同环]比|[比较]")
_BREAK = re.compile("[；。]")


def grown(passage: Passage) -> Iterator[Grew]:
    """Every rate of growth and every difference in points of the passage whose amounts stand in its sentence."""
    yield from averaged(passage)
    yield from _of_changes(passage)
    yield from _then_now(passage)
    for span in stretches(passage):
        here = figures_within(passage, span)
        if len(here) >= 3:
            yield from _points(passage, here)
            yield from _growth(passage, here)


def is_growth(figure: Figure) -> bool:
    """True for a rate of growth in percent."""
    return figure.measure is Measure.GROWTH and figure.quantity.unit.dimension == "percent"


def _of_changes(passage: Passage) -> Iterator[Grew]:
    """由A调整为B，增加C，增长x%; B，比上年A增加C，增长x%: the rate right behind a change."""
    order = {figure.id: i for i, figure in enumerate(passage.figures)}
    told = [(change.before, change.after, change.figures) for change in changes(passage)]
    told += [(then, now, (now, then, delta)) for now, then, delta in compared(passage)]
    for before, after, figures in told:
        last = max(order[figure.id] for figure in figures)
        rate = next(iter(passage.figures[last + 1 :]), None)
        if rate is None or not is_growth(rate) or is_yearly(passage, rate) or after.quantity.unit.is_rate:
            continue
        gap = between(passage, passage.figures[last], rate)
        if not _BREAK.search(gap):
            first = min(figures, key=lambda figure: figure.start)
            # 比预算A增加C，比上年增长x%: the rate names a base of its own
            firm = not other_base(passage, rate) and not _OWN_BASE.search(gap)
            yield Grew(rate.id, (Rise(after.id, before=before.id, firm=firm, said=quoted(passage, first, rate)),))


def _then_now(passage: Passage) -> Iterator[Grew]:
    """2023年执行数为B，2024年预算安排A，比2023年执行数增加x%: last year's amount first, and named again before the rate."""
    for then, now, rate in zip(passage.figures, passage.figures[1:], passage.figures[2:], strict=False):
        if not is_growth(rate):
            continue
        base = _BASE.search(words_before(passage, then, 24))
        again = _AGAIN.fullmatch(between(passage, now, rate))
        alike = then.quantity.unit == now.quantity.unit and then.measure is now.measure is Measure.AMOUNT
        if base and again and alike and base[1] == again[1] and _NOW.fullmatch(between(passage, then, now)):
            firm = not other_base(passage, rate)
            yield Grew(rate.id, (Rise(now.id, before=then.id, firm=firm, said=quoted(passage, then, rate)),))


def _points(passage: Passage, here: Sequence[Figure]) -> Iterator[Grew]:
    """85.1%（比去年同期的75%提高10.1个百分点）: three figures side by side, the second introduced by 比 or 较."""
    for now, then, moved in zip(here, here[1:], here[2:], strict=False):
        rates = all(f.quantity.unit.dimension == "percent" for f in (now, then))
        if moved.measure is Measure.POINTS and rates and _COMPARED.search(between(passage, now, then)):
            if not re.search(r"[，。；]", between(passage, then, moved)):
                rise = Rise(now.id, before=then.id, delta=moved.id, said=quoted(passage, now, moved))
                yield Grew(moved.id, (rise,), points=True)


def _growth(passage: Passage, here: Sequence[Figure]) -> Iterator[Grew]:
    """现数, 增减额, 增长率 — or 现数, 上年数, 增长率 — in one sentence; side by side they are firm."""
    for i, rate in enumerate(here):
        if not is_growth(rate) or is_yearly(passage, rate):
            continue
        yield from _delta_in_bracket(passage, here, i)
        usual = not other_base(passage, rate)
        for j in range(i - 1, max(-1, i - FAR - 1), -1):
            base = here[j]
            if base.quantity.unit.is_rate or not j:
                continue
            if base.measure is Measure.DELTA:
                readings = tuple(_with_delta(passage, here[:j], base, rate, usual and j == i - 1))
                if readings:
                    yield Grew(rate.id, readings)
            elif base.measure in AMOUNTS and _PRIOR.search(words_before(passage, base, 20, CLAUSE)):
                now = here[j - 1]
                if now.quantity.unit.dimension == base.quantity.unit.dimension and now.measure in AMOUNTS:
                    said = quoted(passage, now, rate)
                    yield Grew(rate.id, (Rise(now.id, before=base.id, firm=usual and j == i - 1, said=said),))


def _with_delta(
    passage: Passage, earlier: Sequence[Figure], delta: Figure, rate: Figure, adjacent: bool
) -> Iterator[Rise]:
    depth = depth_at(passage, delta.start)
    earlier = [f for f in earlier[-8:] if not is_planned(passage, f)]
    level = [f for f in earlier if depth_at(passage, f.start) == depth]
    for to in reversed(level):
        fits = to.quantity.unit.dimension == delta.quantity.unit.dimension and not _COMPARED.search(
            words_before(passage, to, 20, CLAUSE)
        )
        if to.measure not in (*AMOUNTS, Measure.TO) or not fits or _monthly(to) != _monthly(delta):
            continue
        gap = between(passage, to, rate)
        side_by_side = adjacent and to is level[-1] and to is earlier[-1]
        firm = side_by_side and (not _BREAK.search(gap) or _goes_on(to, delta, gap))
        yield Rise(to.id, delta=delta.id, firm=firm, said=quoted(passage, to, rate))


def _goes_on(to: Figure, delta: Figure, gap: str) -> bool:
    """True where the next sentence compares the same thing with last year: 收入总计B。与2023年度相比，收入总计减少C."""
    named = len(delta.label) >= 4 and to.label.endswith(delta.label)
    return named and bool(_COMPARES.match(gap)) and not _BREAK.search(gap[1:])


def _delta_in_bracket(passage: Passage, here: Sequence[Figure], i: int) -> Iterator[Grew]:
    """X亿元，增长8.4%（增加32.0亿元）, X亿元，下降4.1%，减收0.3亿元: the increment stands behind the rate."""
    rate, delta = here[i], next(iter(here[i + 1 : i + 2]), None)
    before = [f for f in here[:i] if f.measure is not Measure.COMPLETION and not is_planned(passage, f)]
    now = before[-1] if before else None
    if now is None or delta is None or delta.measure is not Measure.DELTA:
        return
    bracket = now is here[i - 1] and between(passage, rate, delta)[:1] == "("
    if not bracket and not (_MORE.fullmatch(between(passage, rate, delta)) and _one_clause(passage, now, rate)):
        return
    if now.measure in AMOUNTS and now.quantity.unit.dimension == delta.quantity.unit.dimension:
        firm = not other_base(passage, rate)
        yield Grew(rate.id, (Rise(now.id, delta=delta.id, firm=firm, said=quoted(passage, now, delta)),))


def _one_clause(passage: Passage, now: Figure, rate: Figure) -> bool:
    """True if nothing between an amount and its rate begins another statement: ；同比增长 still speaks of the amount."""
    gap = _SAME_STILL.sub("，", between(passage, now, rate))
    return rate.label in ("", now.label) and not re.search("[；。（()）]|其中", gap)


def _monthly(figure: Figure) -> bool:
    return "/" in figure.quantity.unit.name
