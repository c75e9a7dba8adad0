"""The one judge: decides for every relation whether the printed figures agree.

A verdict is `exact` where the printed numbers agree as they stand, `rounding` where they agree only because each
printed number stands for all values that round to it, `broken` where no such values agree, and `undecided` where a
figure is missing or unreadable or its unit does not fit. There is no tolerance anywhere (Calculations 1.1, XBRL
International 2023).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import localcontext

from fiscal.figure import Figure
from fiscal.numbers.interval import EXACT
from fiscal.relation import Kind, Relation
from reconcile.judge.rates import judge_growth, judge_ratio
from reconcile.judge.ruling import undecided
from reconcile.judge.same import judge_same
from reconcile.judge.sums import judge_at_most, judge_balance
from reconcile.judge.terms_read import Readings
from reconcile.review import Verdict
from reconcile.stable_ids import StableIds, id_of

JUDGES: dict[Kind, Callable[[str, Relation, Readings], Verdict]] = {
    Kind.BALANCE: judge_balance,
    Kind.SAME: judge_same,
    Kind.RATIO: judge_ratio,
    Kind.GROWTH: judge_growth,
    Kind.AT_MOST: judge_at_most,
}


def judge(relation: Relation, figures: Mapping[str, Figure]) -> Verdict:
    """The verdict on one relation. Never raises: what cannot be decided is undecided.

    >>> from decimal import Decimal
    >>> from fiscal.figure import Figure; from fiscal.place import Place; from fiscal.numbers.quantity import Quantity
    >>> from fiscal.relation import Basis, Role, Term; from fiscal.numbers.units import unit
    >>> figures = {
    ...     name: Figure(name, Quantity(text, Decimal(text), unit("亿元")), Place("d"), name, "narrative")
    ...     for name, text in {"合计": "891.32", "甲": "516.53", "乙": "374.80"}.items()
    ... }
    >>> terms = Term("合计", Role.TOTAL), Term("甲", Role.PART), Term("乙", Role.PART)
    >>> verdict = judge(Relation("SUM01", Kind.BALANCE, Basis.STATED, terms), figures)
    >>> print(verdict.outcome, verdict.expression)
    rounding 516.53 + 374.80 = 891.33 ≈ 891.32
    """
    return judge_all((relation,), figures)[0]


def judge_all(relations: Iterable[Relation], figures: Mapping[str, Figure]) -> tuple[Verdict, ...]:
    """One verdict per relation, in their order, with ids that depend on nothing but the relation itself."""
    readings = Readings(figures)
    ids = StableIds()
    verdicts = []
    with localcontext(EXACT):
        for relation in relations:
            verdicts.append(_judged(ids.another(relation_id(relation)), relation, readings))
    return tuple(verdicts)


def _judged(name: str, relation: Relation, readings: Readings) -> Verdict:
    try:
        return JUDGES[relation.kind](name, relation, readings)
    except ArithmeticError:
        # Beyond four hundred digits nothing can be worked out exactly; a document that prints such a number is
        # unreadable at that place, and coverage says so.
        return undecided(name, relation)


def relation_id(relation: Relation) -> str:
    """A short name that stays the same as long as code, kind and terms of the relation do."""
    parts = [relation.code, relation.kind]
    for term in relation.terms:
        parts += (term.role, str(term.weight), term.figure)
    return id_of(parts)
