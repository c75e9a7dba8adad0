"""Completion of a budget or plan that is printed beside it: 完成预算A的x%, 超收C.

查什么: “完成B，完成预算（计划）A的x%”中，B÷A是否等于x%；“超收（短收）C”是否等于B与A之差。
为什么: 预算完成率是执行情况的核心指标。
例: 收入完成212.3亿元，完成预算206.0亿元的103.1%：212.3 ÷ 206.0 = 103.06%。
怎么办: 核对执行数、所比的预算数（年初还是调整后）和百分比，三者更正其一。
依据: 预算法第四十九条、第七十九条（预算执行情况的报告）；GB/T 8170。

What: what was done, the budget or plan and the rate of completion printed side by side; the surplus over the budget.
Why: completion is the core figure of budget execution.
Example: 212.3 of 206.0 is 103.1 %.
Fix: See which budget is meant, the first or the adjusted one, and correct one of the three figures.
Source: Budget Law art. 49 and 79; rounding rules GB/T 8170.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fiscal.claims import change, ratio
from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.relation import Basis, Relation
from reconcile.dossier import Dossier
from reconcile.linking.words_before import words_before
from tables.prose.spans import between

CODE = "CMP01"
NAME = "completion-of-printed-budget"
TITLE = {"zh": "完成预算（计划）的比例", "en": "Completion of a printed budget"}

_BASE = re.compile(r"(?:完成|为|占)(?:年初|年度|全年|调整后?|变动)?(?:收入|支出)?(?:预算|计划|目标|任务)(?:数|安排)?$")
_OF = re.compile(r"的$|，?(?:比例|完成率)?为?$")
_PLANNED = re.compile(r"(?:计划|目标|任务|年初预算|预算(?:数|安排|(?=为)))[^，。；、\d]{0,12}$")
_ACHIEVED = re.compile(r"[^。；\d]{0,14}，[^。；，\d]{0,10}?(?:实际|已|累计|完成|决算|支出)[^。；，\d]{0,12}")
_RATE = re.compile(
    r"[^。；\d]{0,10}，(?:约?[占为]|完成)?(?:年初|年度|全年|当年)?(?:总?投资)?(?:预算|计划|目标|任务)?(?:数|总额)?的?(?:完成率|完成比例)?"
    r"[为达]?(?:到)?"
)
_DONE = (Measure.AMOUNT, Measure.COUNT)


def propose(dossier: Dossier) -> Iterator[Relation]:
    """A ratio, and a balance where the surplus follows, for each printed budget with what was done right before it."""
    for passage in dossier.passages():
        yield from _plan_first(passage)
        for done, base, after in zip(passage.figures, passage.figures[1:], passage.figures[2:], strict=False):
            if not _is_base(passage, done, base):
                continue
            gap = between(passage, base, after)
            said = passage.text[max(0, done.start - 24) : after.end]
            if after.quantity.unit.dimension == "percent" and _OF.fullmatch(gap):
                yield ratio(CODE, done, (base,), after, Basis.STATED, said)
            same = after.quantity.unit.dimension == base.quantity.unit.dimension
            if after.measure is Measure.DELTA and same and re.fullmatch(r"，[超短欠][收支][了约]?", gap):
                yield change(CODE, base, done, after, Basis.STATED, said)


def _plan_first(passage: Passage) -> Iterator[Relation]:
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
                    yield ratio(CODE, done, (plan,), rate, Basis.STATED, said)
                break
            if rate.quantity.unit == plan.quantity.unit:
                break
            last = rate


def _is_plan(passage: Passage, plan: Figure, done: Figure) -> bool:
    """True if `plan` is said to be planned and `done`, in the next clause, to be what came of it."""
    if plan.quantity.unit.dimension != done.quantity.unit.dimension or plan.quantity.unit.is_rate:
        return False
    planned = _PLANNED.search(words_before(passage, plan, 20))
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
