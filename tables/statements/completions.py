"""Completion of a budget or plan that is printed beside it: 完成预算A的x%, 计划A，实际完成B，完成率x%, 超收C."""

from __future__ import annotations

from collections.abc import Iterator

from fiscal import late_patterns as re
from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.statement import Completed
from tables.prose.spans import between

_BASE = re.compile(r"(?:完成|为|占)(?:年初|年度|全年|调整后?|变动)?(?:收入|支出)?(?:预算|计划|目标|任务)(?:数|安排)?$")
_OF = re.compile(r"的$|，?(?:比例|完成率)?为?$")
_PLANNED = re.compile(r"(?:计划|目标|任务|年初预算|预算(?:数|安排|(?=为)))[^，。；、\d]{0,12}$")
_ACHIEVED = re.compile(r"[^。；\d]{0,14}，[^。；，\d]{0,10}?(?:实际|已|累计|完成|决算|支出)[^。；，\d]{0,12}")
_RATE = re.compile(
    r"[^。；\d]{0,10}，(?:约?[占为]|完成)?(?:年初|年度|全年|当年)?(?:总?投资)?(?:预算|计划|目标|任务)?(?:数|总额)?的?(?:完成率|完成比例)?"
    r"[为达]?(?:到)?"
)
_DONE = (Measure.AMOUNT, Measure.COUNT)


def completed(passage: Passage) -> Iterator[Completed]:
    """Every printed budget with what was done right beside it and the rate of completion or the surplus."""
    yield from _plan_first(passage)
    for done, base, after in zip(passage.figures, passage.figures[1:], passage.figures[2:], strict=False):
        if not _is_base(passage, done, base):
            continue
        gap = between(passage, base, after)
        said = passage.text[max(0, done.start - 24) : after.end]
        if after.quantity.unit.dimension == "percent" and _OF.fullmatch(gap):
            yield Completed(done.id, base.id, after.id, said=said)
        same = after.quantity.unit.dimension == base.quantity.unit.dimension
        if after.measure is Measure.DELTA and same and re.fullmatch(r"，[超短欠][收支][了约]?", gap):
            yield Completed(done.id, base.id, surplus=after.id, said=said)


def _plan_first(passage: Passage) -> Iterator[Completed]:
    """计划A，实际完成B，完成率x%: the plan before what was done; a figure of something else may stand before the rate."""
    figures = passage.figures
    for at, (plan, done) in enumerate(zip(figures, figures[1:], strict=False)):
        if not _is_plan(passage, plan, done):
            continue
        last = done
        for rate in figures[at + 2 : at + 4]:
            if rate.quantity.unit.dimension == "percent":
                if rate.measure is not Measure.GROWTH and _of_plan(passage, done, last, rate):
                    said = passage.text[max(0, plan.start - 24) : rate.end]
                    yield Completed(done.id, plan.id, rate.id, said=said)
                break
            if rate.quantity.unit == plan.quantity.unit:
                break
            last = rate


def _is_plan(passage: Passage, plan: Figure, done: Figure) -> bool:
    """True if `plan` is said to be planned and `done`, in the next clause, to be what came of it."""
    if plan.quantity.unit.dimension != done.quantity.unit.dimension or plan.quantity.unit.is_rate:
        return False
    planned = _PLANNED.search(passage.text[max(0, plan.start - 20) : plan.start])
    counted = plan.measure in _DONE and done.measure in _DONE and plan.quantity.value > 0
    return counted and bool(planned) and bool(_ACHIEVED.fullmatch(between(passage, plan, done)))


def _of_plan(passage: Passage, done: Figure, last: Figure, rate: Figure) -> bool:
    """True if `rate` is one of completion; behind another figure only if it names the plan."""
    gap = between(passage, last, rate)
    said = bool(_RATE.fullmatch(gap)) and bool(re.search("完成|计划|目标|任务|预算", gap))
    return said and (last is done or bool(re.search("计划|目标|任务|预算", gap)))


def _is_base(passage: Passage, done: Figure, base: Figure) -> bool:
    """True if `base` is printed as the budget or plan of which `done` is the execution."""
    alike = done.quantity.unit.dimension == base.quantity.unit.dimension and done.measure in _DONE
    gap = between(passage, done, base)
    return alike and not re.search("[；。]", gap) and bool(_BASE.search(gap))
