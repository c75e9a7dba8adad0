"""Completion and growth told in one document whose base stands in another.

查什么: 一份文件的正文或指标表写明某项收支“完成（为）预算的x%”“比上年增长x%”“预期目标增长x%”，而预算数、上年决算（执行）数或本年预算数
    只在同一地区的另一份文件中的，按事项、预算、级次、年度对应后计算，看是否相符。半年（1-X月）执行数与全年预算数计算完成比例；没有列出
    镇级（下级）预算的，用全区与区级预算之差。所比口径可能是调整预算、同口径，不相符的不提出，只有完成比例末位差一以内的除外。
为什么: 半年执行报告、上年决算与本年预算常分在几份文件里，任何一份单独都无法核对这些比例。
例: 1-6月全区支出 1,669,079 万元，完成预算的50.7%；另一份文件列全年预算 3,295,325 万元，1,669,079 ÷ 3,295,325 = 50.65%。
怎么办: 末位不符的，请按全年预算数重算完成比例。
依据: 预算法第四十八条、第六十九条、第七十九条（预算执行情况报告与决算的对比）；数值修约规则（GB/T 8170）。

What: completion of a budget and growth over last year, told in one document, where the budget, last year's account or
    this year's budget stands in another document of the same place; linked by concept, budget, level and year. Half a
    year is held against the budget of the whole; where no budget of the towns is printed, against the difference
    between the whole area and the own level. Another base may be meant: what does not hold is not told, unless a
    completion misses by less than one in its last place.
Why: execution reports, accounts and budgets are separate documents; none can be verified alone.
Example: 1,669,079 in January to June is 50.7 % of the 3,295,325 budgeted in another document.
Fix: Work the rate out again from the budget of the year.
Source: Budget Law art. 48, 69 and 79; rounding rules GB/T 8170.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fiscal.budget import Budget, Level, Stage
from fiscal.claims import growth, ratio, term
from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.relation import Basis, Kind, Relation, Role
from reconcile.dossier import Dossier
from reconcile.judge.verdicts import judge
from reconcile.linking.anchors import level_before
from reconcile.linking.partitions import holds
from reconcile.linking.years.amounts_by_key import CARRIED_OUT, PLANNED, Keyed, amounts_by_key, of_one_place
from reconcile.linking.years.document_years import About, about
from reconcile.linking.years.told_amounts import year_of
from tables.prose.followers import followers

CODE = "YER07"
NAME = "rates-over-documents"
TITLE = {"zh": "跨文件的完成比例与增幅", "en": "Completion and growth over documents"}

_FIRST_PLANS = {Stage.BUDGET: 0, Stage.ADJUSTED: 1, Stage.CHANGED: 2}


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One relation for every rate that comes out with the amounts of other documents."""
    if len(dossier.documents) < 2:
        return
    alike: set[tuple[str, Budget, int]] = set()
    for known in about(dossier).values():
        for passage in known.document.passages:
            for amount, rate in followers(passage):
                if amount is not None and amount.budget is not None and rate.quantity.unit.dimension == "percent":
                    yield from _told(amount, rate, passage, known, dossier, alike)
    for known in about(dossier).values():
        for table in known.document.tables:
            for row in table.rows:
                for cell in row.cells:
                    if cell is not None and cell.measure is Measure.GROWTH and cell.budget is not None:
                        yield from _target(cell, known, dossier, alike)


def _told(
    amount: Figure,
    rate: Figure,
    passage: Passage,
    known: About,
    dossier: Dossier,
    alike: set[tuple[str, Budget, int]],
) -> Iterator[Relation]:
    year = year_of(amount, known.document)
    if year is None or amount.budget is None or rate.measure not in (Measure.COMPLETION, Measure.GROWTH):
        return
    level = amount.level or level_before(amount, passage) or Level.WHOLE
    said = amount.label
    if rate.measure is Measure.COMPLETION:
        plans = _elsewhere(amount, known, dossier, year, PLANNED)
        plans.sort(key=lambda each: _FIRST_PLANS[each.stage])
        options = [
            ratio(CODE, amount, (each.figure,), rate, Basis.INFERRED, said) for each in plans if each.level is level
        ]
        options += [_of_the_rest(amount, one, other, rate, said) for one, other in _rests(level, plans)]
        found = _first(options, dossier) or _near(options[:1], rate, dossier)
        if found is None and level is Level.OWN and not any(each.level is level for each in plans):
            others = [each for each in plans if each.level is Level.WHOLE]  # 区级收入 is all that the area has
            found = _first([ratio(CODE, amount, (e.figure,), rate, Basis.INFERRED, said) for e in others], dossier)
            alike |= {(amount.concept, amount.budget, year)} if found is not None else set()
    else:
        if not _whole_year(amount):
            return
        stages = (*PLANNED, *CARRIED_OUT) if amount.stage in PLANNED else CARRIED_OUT
        earlier = _elsewhere(amount, known, dossier, year - 1, stages)
        earlier.sort(key=lambda each: each.stage not in CARRIED_OUT)
        options = [growth(CODE, e.figure, amount, rate, Basis.INFERRED, said) for e in earlier if e.level is level]
        found = _first(options, dossier)
    if found is not None:
        yield found


def _target(cell: Figure, known: About, dossier: Dossier, alike: set[tuple[str, Budget, int]]) -> Iterator[Relation]:
    """增长3% as a target in a table: the budget of the year over what last year came to, wherever both stand."""
    year = year_of(cell, known.document)
    if year is None or cell.budget is None or cell.stage in CARRIED_OUT:
        return
    level = cell.level or Level.WHOLE
    levels = (level, Level.WHOLE) if (cell.concept, cell.budget, year) in alike else (level,)
    now = [e for e in _pool(cell, known, dossier, year) if e.stage is Stage.BUDGET and e.level in levels]
    then = [e for e in _pool(cell, known, dossier, year - 1) if e.stage in CARRIED_OUT]
    options = [
        growth(CODE, before.figure, after.figure, cell, Basis.INFERRED, cell.label)
        for after in now
        for before in then
        if before.level is after.level and before.of.document is not after.of.document
    ]
    found = _first(options, dossier)
    if found is not None:
        yield found


def _pool(figure: Figure, known: About, dossier: Dossier, year: int) -> list[Keyed]:
    some = amounts_by_key(dossier).get((figure.concept, figure.budget, year), ())
    return of_one_place(figure, known, some)


def _elsewhere(figure: Figure, known: About, dossier: Dossier, year: int, stages: Sequence[Stage]) -> list[Keyed]:
    """The amounts of one year that other documents print of the same thing, at one of the stages."""
    some = _pool(figure, known, dossier, year)
    return [each for each in some if each.of.document is not known.document and each.stage in stages]


def _rests(level: Level, plans: Sequence[Keyed]) -> Iterator[tuple[Keyed, Keyed]]:
    """The whole area and its own level at one stage in one document: the rest is what the levels below have."""
    if level is not Level.BELOW:
        return
    for one in plans:
        for other in plans:
            if (
                one.level is Level.WHOLE
                and other.level is Level.OWN
                and one.stage is other.stage
                and one.of is other.of
            ):
                yield one, other


def _of_the_rest(amount: Figure, whole: Keyed, own: Keyed, rate: Figure, said: str) -> Relation:
    terms = (
        term(amount, Role.PART),
        term(whole.figure, Role.WHOLE),
        term(own.figure, Role.WHOLE, -1),
        term(rate, Role.RATE),
    )
    return Relation(CODE, Kind.RATIO, Basis.INFERRED, terms, said)


def _first(options: Sequence[Relation], dossier: Dossier) -> Relation | None:
    return next((option for option in options if holds(option, dossier.figures)), None)


def _near(options: Sequence[Relation], rate: Figure, dossier: Dossier) -> Relation | None:
    """The option that misses by less than one in the last place of the rate: no other base can be meant."""
    for option in options:
        gap = judge(option, dossier.figures).difference
        if gap is not None and abs(gap) < rate.quantity.step:
            return option
    return None


def _whole_year(figure: Figure) -> bool:
    return figure.period is None or figure.period.span in ("year", "end")
